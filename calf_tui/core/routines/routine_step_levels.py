"""Sets a step of a routine to a level of its move's ladder, and changes it step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.routines.exercise_forms import FORMS, ONE_LEG, in_form
from calf_tui.core.routines.progression_ladder import LADDERS, Level, level_of, sets_of, tempo_of
from calf_tui.core.routines.routine import MOST_KG, Dose, Exercise, Side, Step, loaded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.records.session_record import SetRecord

SECONDS_STEP = 5.0
MOST_REPS, MOST_SECONDS = 100, 600.0


def name_in_form(exercise: str, form: str, name: str) -> str:
    """Returns the name of a move in a form; its own `name` where the form has none."""
    words = FORMS.get((exercise, form))
    return name if words is None else words.name


def name_as_done(exercise: str, sets: Iterable[SetRecord], name: str) -> str:
    """Returns the name that the done sets of a move among these share; its own if they differ."""
    if all(exercise != move for move, _ in FORMS):
        return name
    found = name
    for one in sets:
        if one.exercise == exercise and one.outcome != "skipped":
            level = level_of(exercise, one.planned, one.tempo, one.side, one.load_kg, sets=1)
            said = name_in_form(exercise, level.form, name)
            if said == name or found not in (name, said):
                return name
            found = said
    return found


def at_level(step: Step, level: Level, sets: int) -> Step:
    """Returns the step at a level; without a load, a move with dumbbells is one without them."""
    move = step.exercise.id
    is_each = LADDERS[move].is_each_side or level.form == ONE_LEG
    words = FORMS.get((move, level.form))
    return replace(
        step,
        exercise=step.exercise if words is None else in_form(step.exercise, words),
        sets=sets,
        dose=Dose(level.reps, level.seconds),
        tempo=(tempo_of(move, level) or step.exercise.default_tempo) if level.reps else None,
        sides="each" if is_each else "both",
        load_kg=level.load_kg,
        unloaded=(step.unloaded or step.exercise.hands > 0) and not level.load_kg,
    )


def level_of_step(step: Step) -> Level | None:
    """Returns the level that the records will show for a step; None for a move without a ladder."""
    move = step.exercise.id
    if move not in LADDERS:
        return None
    is_one_leg = step.sides == "each" and not LADDERS[move].is_each_side
    side: Side = "left" if is_one_leg else "both"
    return level_of(move, step.dose, step.tempo, side, step.load_kg, step.sets)


def with_more(step: Step, steps: int) -> Step:
    """Adds `steps` repetitions, or five seconds for each; at least one of either is left."""
    return replace(step, dose=Dose(*_changed(step.dose.reps, step.dose.seconds, steps)))


def _changed(
    reps: int | None, seconds: float | None, steps: int
) -> tuple[int | None, float | None]:
    if seconds is None:
        return max(1, min(MOST_REPS, (reps or 0) + steps)), None
    return None, max(SECONDS_STEP, min(MOST_SECONDS, seconds + steps * SECONDS_STEP))


def with_load(step: Step, kilograms: float) -> Step:
    """Adds load, in kilograms in all; a move without load stays as it is."""
    if not step.exercise.hands and not step.load_kg:
        return step
    return loaded(step, step.load_kg + kilograms)


def with_other_form(step: Step, exercise: Exercise) -> Step:
    """Returns the step in the next form on its ladder, at the first level of that form.

    After the last form comes the first. `exercise` is the move with its own name and instructions.
    """
    level = level_of_step(step)
    if level is None:
        return step
    ladder = LADDERS[step.exercise.id]
    place = ladder.forms.index(level.form) if level.form in ladder.forms else 0
    form = ladder.forms[(place + 1) % len(ladder.forms)]
    if form == level.form:
        return step
    other = next(each.level for each in ladder.steps if each.level.form == form)
    return at_level(replace(step, exercise=exercise), other, sets_of(step.exercise.id, other))


def level_changed(dose: MoveDose, level: Level, steps: int) -> Level:
    """Adds `steps` times what a suggestion adds: a kilogram, a repetition or five seconds."""
    if dose.before is not None and dose.level.load_kg > dose.before.load_kg:
        return level._replace(load_kg=max(0.0, min(MOST_KG, level.load_kg + steps)))
    reps, seconds = _changed(level.reps, level.seconds, steps)
    return level._replace(reps=reps, seconds=seconds)


def has_forms(step: Step) -> bool:
    """Whether the move has more than one form."""
    ladder = LADDERS.get(step.exercise.id)
    return ladder is not None and len(ladder.forms) > 1
