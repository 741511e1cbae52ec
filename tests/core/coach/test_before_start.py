"""What is said of the jumps of a routine before it starts as it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.proposal.before_start import jumps_advice
from calf_tui.core.records.coach_records import Profile
from calf_tui.core.routines.progression_ladder import NO_FLIGHT as NO_FLIGHT_TEMPO
from tests.core.coach.cases import (
    JUMPS_8,
    days_ago,
    of,
    past_of,
    past_with,
    session,
    state_with,
)
from tests.core.coach.plans import ROUTINES

if TYPE_CHECKING:
    from calf_tui.core.coach.past_sessions import TrainedSession
    from calf_tui.core.coach.proposal.before_start import JumpsAdvice
    from calf_tui.core.coach.runner_state import RunnerState

FIVE, AFTER_RUN = (
    next(each for each in ROUTINES if each.id == name) for name in ("five-minutes", "after-run")
)
JUMPED = of(days_ago(5), "jump_squat", JUMPS_8)
PROFILE = Profile(race=days_ago(-3))
NOON = datetime(2026, 11, 26, 12)


def advice_after(*sessions: TrainedSession, state: RunnerState | None = None) -> JumpsAdvice | None:
    """The advice on Five minutes after ten weeks of rolling and these sessions."""
    return jumps_advice(replace(state or state_with(), past=past_with(*sessions), at=NOON), FIVE)


@pytest.mark.parametrize(
    ("sessions", "state", "why"),
    [
        ((of(days_ago(1), "jump_squat", JUMPS_8),), state_with(), "Jumps rest until"),
        (
            (of(days_ago(3), "jump_squat", JUMPS_8, pain=4),),
            state_with(),
            "Jumps rest while pain",
        ),
        ((JUMPED,), state_with(profile=PROFILE), "No jumps in the last five days"),
        ((JUMPED,), state_with(deload=days_ago(1)), "No jumps in a deload week"),
    ],
)
def test_while_the_coach_leaves_jumps_out_it_says_so(
    sessions: tuple[TrainedSession, ...], state: RunnerState, why: str
) -> None:
    advice = advice_after(*sessions, state=state)
    assert advice is not None
    assert advice.why.startswith(why)
    assert advice.question(FIVE) == "Five minutes without jumps, 2 min?"
    assert advice.easier is not None
    assert [each.exercise.id for each in advice.easier.steps] == ["wall_calf_stretch"]


def test_after_jumps_that_hurt_they_come_back_without_flight() -> None:
    hurt = of(days_ago(9), "jump_squat", JUMPS_8, pain=4)
    advice = advice_after(hurt, *(session(days_ago(days)) for days in (7, 5)))
    assert advice is not None
    assert advice.why == (
        "It hurt the last time (4): first without jumping. Squats to the toes stand in; you decide."
    )
    assert advice.means == "with squats to the toes"


def test_later_who_jumps_or_never_did_is_asked_nothing() -> None:
    assert advice_after(JUMPED) is None
    assert advice_after() is None
    assert jumps_advice(state_with(at=NOON), AFTER_RUN) is None


def test_the_first_weeks_are_without_flight_and_that_routine_asks_no_more() -> None:
    advice = jumps_advice(state_with(at=NOON), FIVE)
    assert advice is not None
    assert advice.why.startswith("In the first two weeks")
    assert advice.easier is not None
    assert advice.easier.steps[0].tempo == NO_FLIGHT_TEMPO
    assert advice.easier.steps[1:] == FIVE.steps[1:]
    assert jumps_advice(state_with(at=NOON), advice.easier) is None
    alone = replace(FIVE, steps=FIVE.steps[:1])
    hurt = state_with(past=past_of(of(days_ago(1), "jump_squat", JUMPS_8, pain=5)), at=NOON)
    nothing = jumps_advice(hurt, alone)
    assert nothing is not None
    assert nothing.easier is None
    assert nothing.question(alone) == "Five minutes has nothing but jumps. Start it all the same?"
