"""What the coach says of the jumps of a routine that is about to start as it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.advice import around_of, reasons_without_jumps
from calf_tui.core.coach.dose import doses_of
from calf_tui.core.coach.pain_monitoring import is_jump
from calf_tui.core.coach.progression_ladder import JUMPS
from calf_tui.core.coach.proposal.step_levels import at_level
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from datetime import date, datetime

    from calf_tui.core.coach.runner_state import Known
    from calf_tui.core.routines.routine import Routine, Step

NO_FLIGHT_FORM = "no flight"
WITHOUT_FLIGHT = ("jumps-first-weeks", "jumps-return")
"""The rules by which jumps come without flight."""
FIRST_WEEKS_TEXT = "In the first two weeks, and after four weeks off, jumps come without flight."
LEFT_OUT = "The coach leaves jumps out then; you decide."
STANDS_IN = "Squats to the toes stand in; you decide."


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
        return JumpsAdvice(why, without_jumps(routine), "without jumps")
    dose = doses_of(JUMPS, known, around, today, None)[0]
    in_flight = [each for each in routine.steps if each.exercise.id == JUMPS and is_jump(each)]
    reasons = tuple(each for each in dose.reasons if each.rule in WITHOUT_FLIGHT)
    is_early = around.first_weeks and dose.level.form == NO_FLIGHT_FORM
    if not in_flight or not (is_early or reasons):
        return None
    why = FIRST_WEEKS_TEXT if is_early else " ".join(each.text for each in reasons)
    steps = tuple(
        at_level(each, dose.level, dose.sets) if each in in_flight else each
        for each in routine.steps
    )
    return JumpsAdvice(f"{why} {STANDS_IN}", replace(routine, steps=steps), "without flight")


def without_jumps(routine: Routine) -> Routine | None:
    """Returns the routine without its jumps; None if nothing is left."""
    steps = tuple(each for each in routine.steps if not _has_jumps(each))
    return replace(routine, steps=steps) if steps else None


def _has_jumps(step: Step) -> bool:
    """Squats to the toes count, too, as the coach leaves them out with the jumps."""
    return step.exercise.id == JUMPS or is_jump(step)
