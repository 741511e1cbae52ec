"""What a runner is told and asked before a session starts: of jumps, and of stops for pain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.dose import doses_of
from calf_tui.core.coach.pain_monitoring import is_jump
from calf_tui.core.coach.rules.day_rules import NO_JUMPS
from calf_tui.core.routines.progression_ladder import JUMPS
from calf_tui.core.routines.routine_step_levels import at_level
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.coach.past_sessions import Stop
    from calf_tui.core.coach.runner_state import RunnerState
    from calf_tui.core.routines.routine import Routine, Step

WITHOUT_FLIGHT = ("jumps-first-weeks", "jumps-return")
"""The rules by which jumps come without flight."""
FIRST_WEEKS_TEXT = "In the first two weeks, and after four weeks off, jumps come without flight."
LEFT_OUT = "The coach leaves jumps out then; you decide."
STANDS_IN = "Squats to the toes stand in; you decide."
STOP_ANSWERS = (
    "Gone: one step easier. Checked: by a professional. Not yet: what loads the place stays out."
)
CHECK_ANSWERS = (
    "That it is gone is not enough. Checked: by a professional, who allows it. Not yet: nothing is "
    "proposed."
)
NOT_YET = "Not started, as it loads what you stopped for."


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


def jumps_advice(state: RunnerState, routine: Routine) -> JumpsAdvice | None:
    """Returns what the coach says against the jumps of a routine; None if nothing.

    As in a proposal they are left out, or have the form without flight (`jumps-48h`, `jumps-pain`,
    `jumps-first-weeks`).
    """
    if not any(map(_has_jumps, routine.steps)):
        return None
    if reasons := NO_JUMPS(state):
        why = f"{' '.join(each.text for each in reasons)} {LEFT_OUT}"
        rest = tuple(each for each in routine.steps if not _has_jumps(each))
        return JumpsAdvice(why, replace(routine, steps=rest) if rest else None, "without jumps")
    dose = doses_of(JUMPS, state)[0]
    in_flight = [each for each in routine.steps if each.exercise.id == JUMPS and is_jump(each)]
    reasons = tuple(each for each in dose.reasons if each.rule in WITHOUT_FLIGHT)
    is_early = state.is_first_weeks and dose.level.form == "no flight"
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


def before_start(routine: str) -> str:
    """What a start of a routine, by its name, means before a stop for pain is settled."""
    return f"{routine} loads what you stopped for. You decide: it can start all the same."


def stop_question(stop: Stop, today: date) -> str:
    """ "You stopped for pain (Achilles) on Tuesday. How is it now?", or whether it was checked."""
    place = f" ({formatting.place_words(stop.place)})" if stop.place else ""
    when = formatting.on_day(stop.date, today, "%b")
    if stop.needs_check:
        return f"You stopped {when} for what a professional has to see. Was it checked?"
    return f"You stopped for pain{place} {when}. How is it now?"


def stop_answers(stop: Stop) -> str:
    """What was said of it, where it needs a check, and what each answer means."""
    return f"{stop.advice} {CHECK_ANSWERS}".strip() if stop.needs_check else STOP_ANSWERS
