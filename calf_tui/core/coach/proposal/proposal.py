"""Makes the session proposed for a day from the coach's advice and the routines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.advice import (
    Advice,
    advise,
    around_of,
    proposed_routine,
    reasons_without_jumps,
)
from calf_tui.core.coach.dose import Change, MoveDose, doses_of
from calf_tui.core.coach.exercise_facts import last_answer
from calf_tui.core.coach.pain_monitoring import is_jump
from calf_tui.core.coach.progression_ladder import JUMPS, LADDERS, chosen_level, lower, step_of
from calf_tui.core.coach.proposal.step_levels import at_level, level_of_step, name_in_form
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN, FIRST_WEEK
from calf_tui.core.coach.rules.stop_rules import open_stop, open_stops
from calf_tui.core.coach.runner_state import Known, Leg, Stop, Wish
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import Exercise, Routine, Step
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from calf_tui.core.coach.advice import LeftOut
    from calf_tui.core.coach.progression_ladder import Level

FOR_PAIN = ("after-stop", "jumps-pain")
"""The rules by which a move is left out that the runner has to know of in any case."""
WITHOUT_FLIGHT = ("jumps-first-weeks", "jumps-return")
"""The rules by which jumps come without flight."""
FIRST_WEEKS_TEXT = "In the first two weeks, and after four weeks off, jumps come without flight."
LEFT_OUT = "The coach leaves jumps out then; you decide."
STANDS_IN = "Squats to the toes stand in; you decide."


@dataclass(frozen=True, slots=True)
class Proposal:
    """The session proposed for a day, with the advice it follows from.

    `session` is None on a day of rest; `full` is its routine as its file has it. `last_done` is the
    day on which that routine was last trained, among the sessions that the coach knows. `stop` is a
    stop for pain that is not settled. `moves` are the moves of all routines, by id.
    """

    advice: Advice
    session: Routine | None
    full: Routine | None
    last_done: date | None
    stop: Stop | None
    moves: Mapping[str, Exercise]

    @property
    def is_short(self) -> bool:
        """Whether this is the session before a run, which has no increases."""
        return self.advice.routine == BEFORE_RUN

    def name_of(self, exercise: str, form: str = "") -> str:
        """Returns the name of a move, or of this form of it."""
        name = self.moves[exercise].name if exercise in self.moves else exercise
        return name_in_form(exercise, form, name)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The moves left out that the runner would miss or has to know of.

        That is: of the routine proposed, or for pain, or of any routine on a day of rest.
        """
        of_routine = None if self.full is None else {move.id for move in self.full.exercises}
        return tuple(
            each
            for each in self.advice.left_out
            if of_routine is None
            or each.exercise in of_routine
            or any(reason.rule in FOR_PAIN for reason in each.reasons)
        )

    def doses_of(self, exercise: str) -> tuple[MoveDose, ...]:
        """Returns the doses of a move; one for each leg if they differ."""
        return tuple(each for each in self.advice.moves if each.exercise == exercise)


def propose(
    known: Known,
    today: date,
    routines: Sequence[Routine],
    *,
    at: datetime | None = None,
    wish: Wish | None = None,
) -> Proposal:
    """Returns the proposal for a day. `at` is the runner's wall time, without a time zone."""
    moves_of = {each.id: [step.exercise.id for step in each.steps] for each in routines}
    advice = _as_chosen(advise(known, today, moves_of, at=at, wish=wish), known)
    full = next((each for each in routines if each.id == advice.routine), None)
    if full is not None and full.id == FIRST_WEEK:
        advice = no_more_than_written(advice, full)
    done = (
        each.date
        for each in reversed(known.past.sessions)
        if each.routine == advice.routine and each.sets
    )
    session = None if full is None else proposed_routine(full, advice)
    if session is not None and session.id == BEFORE_RUN:
        advice = _as_short(advice, session)
    return Proposal(
        advice,
        session,
        full,
        next(done, None),
        last_open_stop(known),
        {move.id: move for each in routines for move in each.exercises},
    )


def no_more_than_written(advice: Advice, first_week: Routine) -> Advice:
    """Limits doses to those of First week; increases and a start further up stay [ours]."""
    written = {each.exercise.id: each for each in first_week.steps}
    return replace(
        advice,
        moves=tuple(
            _as_written(each, written[each.exercise]) if each.exercise in written else each
            for each in advice.moves
        ),
    )


def _as_written(dose: MoveDose, step: Step) -> MoveDose:
    level = dose.level
    if dose.change == "up" and level == dose.before:  # more sets
        return dose
    is_start = dose.change == "first" or any(each.rule == "first-short" for each in dose.reasons)
    if is_start and step_of(dose.exercise, level) <= 0:
        is_other_unit = (level.seconds is None) != (step.dose.seconds is None)
        if is_other_unit or level.amount > step.dose.amount:
            level = level._replace(reps=step.dose.reps, seconds=step.dose.seconds)
    if (level.reps, level.seconds) != (step.dose.reps, step.dose.seconds):
        return dose
    return replace(dose, level=level, sets=min(dose.sets, step.sets))


def _as_short(advice: Advice, session: Routine) -> Advice:
    """Gives the moves the doses of a session that is short on purpose, and why it is."""
    steps = {each.exercise.id: each for each in session.steps}

    def short(dose: MoveDose) -> MoveDose:
        step = steps.get(dose.exercise)
        level = None if step is None else level_of_step(step)
        if step is None or level is None:
            return dose
        is_same = level == dose.before and step.sets >= dose.sets
        change: Change = "first" if dose.before is None else "hold" if is_same else "down"
        return replace(
            dose, level=level, sets=step.sets, change=change, reasons=advice.reasons, is_done=True
        )

    return replace(advice, moves=tuple(map(short, advice.moves)))


def _as_chosen(advice: Advice, known: Known) -> Advice:
    """Replaces advised levels by those the runner accepted, until the move is trained again.

    If no increase is advised any more, a chosen level is limited to the advised one [ours].
    """
    if not any(each.is_accepted and chosen_level(each) for each in known.suggestions):
        return advice
    return replace(advice, moves=tuple(_dose_as_chosen(each, known) for each in advice.moves))


def _dose_as_chosen(dose: MoveDose, known: Known) -> MoveDose:
    """Both legs together go no further than the lower of what is theirs."""
    legs: tuple[Leg, ...] = ("left", "right") if dose.side == "both" else (dose.side,)
    level, *others = (_level_of_leg(dose, leg, known) for leg in legs)
    for other in others:
        level = lower(dose.exercise, level, other)
    return dose if level == dose.level else replace(dose, level=level)


def _level_of_leg(dose: MoveDose, leg: Leg, known: Known) -> Level:
    answer = last_answer(known, dose.exercise, leg)
    track = known.past.tracks.get(dose.exercise, ((), ()))[leg == "right"]
    chosen = chosen_level(answer) if answer is not None and answer.is_accepted else None
    if answer is None or chosen is None:
        return dose.level
    if not track or track[-1].on > answer.local_date:  # trained since
        return dose.level
    return chosen if dose.change == "up" else lower(dose.exercise, chosen, dose.level)


def last_open_stop(known: Known) -> Stop | None:
    """Returns the last stop for pain that is not settled, first of all one that needs a check."""
    return _gravest(open_stops(known))


def stop_of(known: Known, routine: Routine) -> Stop | None:
    """Returns a stop for pain that is not settled, at a place that a move of the routine loads.

    One at an unknown place, as of what needs a check, is for every routine.
    """
    if not known.past.stops:
        return None
    if stop := _gravest(each for each in open_stops(known) if each.place in (None, "other")):
        return stop
    moves = (each.id for each in routine.exercises if each.id in LADDERS)
    return next((stop for move in moves if (stop := open_stop(known, move)) is not None), None)


def _gravest(stops: Iterable[Stop]) -> Stop | None:
    return max(stops, key=lambda each: (each.needs_check, each.date), default=None)


class JumpsAdvice(NamedTuple):
    """Why jumps are to be left out or done without flight, and the routine with that.

    `easier` is None if nothing is left of it; `means` names it: "without jumps".
    """

    why: str
    easier: Routine | None
    means: str

    def question(self, routine: Routine) -> str:
        """ "Five minutes without jumps, 3 min?"."""
        if self.easier is None:
            return f"{routine.name} has nothing but jumps. Start it all the same?"
        return f"{routine.name} {self.means}, {formatting.length(self.easier)}?"


def jumps_advice(
    known: Known, today: date, at: datetime | None, routine: Routine
) -> JumpsAdvice | None:
    """Returns what the coach says against the jumps of a routine; None if nothing.

    As in a proposal they are left out, or have the form without flight (`jumps-48h`, `jumps-pain`,
    `jumps-first-weeks`). `at` is the runner's wall time.
    """
    if not any(map(_has_jumps, routine.steps)):
        return None
    around = around_of(known, today)
    if reasons := reasons_without_jumps(known, today, at, around.race):
        why = f"{' '.join(each.text for each in reasons)} {LEFT_OUT}"
        rest = tuple(each for each in routine.steps if not _has_jumps(each))
        return JumpsAdvice(why, replace(routine, steps=rest) if rest else None, "without jumps")
    dose = doses_of(JUMPS, known, around, today, None)[0]
    in_flight = [each for each in routine.steps if each.exercise.id == JUMPS and is_jump(each)]
    reasons = tuple(each for each in dose.reasons if each.rule in WITHOUT_FLIGHT)
    is_early = around.first_weeks and dose.level.form == "no flight"
    if not in_flight or not (is_early or reasons):
        return None
    why = FIRST_WEEKS_TEXT if is_early else " ".join(each.text for each in reasons)
    steps = tuple(
        at_level(each, dose.level, dose.sets) if each in in_flight else each
        for each in routine.steps
    )
    return JumpsAdvice(
        f"{why} {STANDS_IN}", replace(routine, steps=steps), "with squats to the toes"
    )


def _has_jumps(step: Step) -> bool:
    """Squats to the toes count, too, as the coach leaves them out with the jumps."""
    return step.exercise.id == JUMPS or is_jump(step)
