"""The guided heel-rise test: its timeline, what is counted, and what ends a leg. Pure. [S65]"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from calf_tui.core.errors import UserError
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Side, Step, Tempo
from calf_tui.core.session.timeline import Timeline, build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.ports import Routines
    from calf_tui.core.session.state import Session

Leg: TypeAlias = Literal["left", "right"]
Fault = Literal["heel no longer lifts", "pace lost", "knee bends"]
WARM_UP_RAISES = 10
"""With both legs [S65]."""
REST_SECONDS = 120
"""Between the legs [S65]."""
FAULTS: tuple[Fault, ...] = ("heel no longer lifts", "pace lost", "knee bends")
TEST_ID = "heel-rise-test"
MOST_RISES = 300
UNHEEDED_IN_A_ROW = 2
BEAT = Tempo(1, 0, 1, 0)
"""60 beats a minute: up on one, down on the next [S65]."""
ROUNDING = 1e-6
HOW = (
    "Stand on one leg on the floor, its knee straight, the fingertips on a wall",
    "Rise as high as you can on one beat, lower to the floor on the next",
    "Go on until the heel no longer lifts, the pace is lost or the knee bends",
    "Each of these gets one reminder; two in a row that change nothing end the leg",
)
WARM_UP = Exercise("heel_rise_warm_up", "Two-leg heel raise", repetition="rise")
ONE_LEG = Exercise("heel_rise_test", "Heel-rise test", repetition="rise", how=HOW)
Ending: TypeAlias = Fault | Literal["stopped"]
ENDINGS: tuple[Ending, ...] = (*FAULTS, "stopped")
ENDING_WORDS: dict[Ending, str] = {
    "heel no longer lifts": "the heel no longer lifts",
    "pace lost": "the pace is lost",
    "knee bends": "the knee bends",
    "stopped": "I stopped",
}
REMINDERS: dict[Fault, str] = {
    "heel no longer lifts": "Higher: lift the heel all the way.",
    "pace lost": "With the beat: up on one, down on the next.",
    "knee bends": "Keep the knee straight.",
}


def timeline_of(first: Leg) -> Timeline:
    """Returns ten two-leg raises, the first leg, two minutes of rest, and the other leg."""
    routine = Routine(
        TEST_ID,
        "Heel-rise test",
        (
            Step(WARM_UP, 1, Dose(reps=WARM_UP_RAISES), tempo=BEAT),
            Step(ONE_LEG, 1, Dose(reps=MOST_RISES), tempo=BEAT, sides="each"),
        ),
        switch=REST_SECONDS,
    )
    timeline = build(routine)
    if first == "left":
        return timeline
    other: dict[Side, Side] = {"both": "both", "left": "right", "right": "left"}
    phases = (replace(each, side=other[each.side]) for each in timeline.phases)
    return Timeline(routine, tuple(phases))


def routine_or_test(name: str, routines: Routines) -> Routine:
    """Returns the routine of that name, or the test as one; raises `UserError`."""
    if name == TEST_ID:
        return timeline_of("left").routine
    try:
        return routines.find(name)
    except UserError as error:
        from calf_tui.core.text.sanitizing import KNOWN, alike, quoted

        if not alike(name.lower(), (TEST_ID,)):
            raise UserError(f"{error}, {TEST_ID}" if KNOWN in str(error) else str(error)) from error
        message = f'There is no routine {quoted(name)}; did you mean "{TEST_ID}"?'
        raise UserError(message) from error


def leg_of(session: Session) -> Leg | None:
    """Returns the leg that is tested now; None before, between and after."""
    phase = session.phase
    is_leg = phase.is_set and phase.step.exercise is ONE_LEG and not session.is_over
    return phase.side if is_leg and phase.side != "both" else None


def rises(session: Session, now: float) -> int:
    """Returns the whole repetitions of the present set so far."""
    return int(session.elapsed(now) / BEAT.seconds + ROUNDING)


def ends_the_leg(seen_at: Sequence[int]) -> bool:
    """Returns whether faults end the leg: two reminders in a row changed nothing [S65].

    `seen_at` holds for each fault of the leg, oldest first, in which repetition it was seen. A
    reminder changed something if the next repetition was without a fault [ours].
    """
    last = seen_at[-UNHEEDED_IN_A_ROW - 1 :]
    return len(last) > UNHEEDED_IN_A_ROW and all(
        later - earlier <= 1 for earlier, later in pairwise(last)
    )


@dataclass(frozen=True, slots=True)
class LegResult:
    """The repetitions of a leg, and what ended them; None while that was not said."""

    leg: Leg
    rises: int
    ended_by: Ending | None = None

    def corrected(self, steps: int) -> LegResult:
        """Returns the result with so many repetitions more."""
        return replace(self, rises=max(0, min(MOST_RISES, self.rises + steps)))


def ended_by_text(results: Sequence[LegResult]) -> str | None:
    """ "left: heel no longer lifts; right: pace lost"; None where nothing was said."""
    said = [f"{each.leg}: {each.ended_by}" for each in results if each.ended_by is not None]
    return "; ".join(said) or None
