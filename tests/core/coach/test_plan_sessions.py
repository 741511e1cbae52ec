"""Which sessions of a plan's week are done by what was trained, and which are left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Legs
from calf_tui.core.coach.runner_state import sessions_left
from calf_tui.core.routines.progression_ladder import LADDERS
from tests.core.coach.cases import days_ago, done, session
from tests.core.coach.plans import ROUTINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.coach.past_sessions import TrainedSession

MOVES_OF = {each.id: [step.exercise.id for step in each.steps] for each in ROUTINES}
PLAN = ("strength", "after-run", "daily-six")


def trained(routine: str, days: int, moves: Sequence[str], sets: int = 3) -> TrainedSession:
    """A session so many days ago; with `sets` finished sets of each of the moves."""
    one = {
        move: done(LADDERS[move].steps[0].level, sets=sets)._replace(on=days_ago(days))
        for move in moves
    }
    made = session(days_ago(days), {move: Legs(each, each) for move, each in one.items()})
    return replace(made, routine=routine, sets=sets * len(moves))


STRENGTH, EASY, ALL = MOVES_OF["strength"], MOVES_OF["after-run"], MOVES_OF["daily-six"]


@pytest.mark.parametrize(
    ("sessions", "left"),
    [
        ([], PLAN),
        # by its own routine, also with moves left out, in any order
        ([trained("strength", 2, STRENGTH)], ("after-run", "daily-six")),
        ([trained("strength", 2, STRENGTH[:1])], ("after-run", "daily-six")),
        ([trained("daily-six", 2, ALL)], ("strength", "after-run")),
        # by an equal one: all of the moves, of whatever routine
        ([trained("my-own", 2, STRENGTH)], ("after-run", "daily-six")),
        ([trained("first-week", 2, ALL)], ("after-run", "daily-six")),
        ([trained("my-own", 2, EASY)], ("strength", "daily-six")),
        # not by a few stretches, by fewer than two sets, or by none at all
        ([trained("before-run", 2, ())], PLAN),
        ([replace(trained("before-run", 2, ()), sets=3)], PLAN),
        ([trained("strength", 2, STRENGTH[:1], sets=1)], PLAN),
        ([trained("strength", 2, STRENGTH, sets=0)], PLAN),
        ([trained("my-own", 2, STRENGTH[:2])], PLAN),
        # one a day, two on two days
        ([trained("strength", 2, STRENGTH), trained("after-run", 2, EASY)], PLAN[1:]),
        ([trained("strength", 2, STRENGTH), trained("after-run", 1, EASY)], PLAN[2:]),
        ([trained("strength", 2, STRENGTH), trained("strength", 1, STRENGTH)], PLAN[1:]),
        ([replace(trained("before-run", 2, ()), sets=3), trained("strength", 2, STRENGTH)],
         PLAN[1:]),
    ],
)  # fmt: skip
def test_a_session_is_done_by_its_own_routine_or_an_equal_one(
    sessions: list[TrainedSession], left: tuple[str, ...]
) -> None:
    assert sessions_left(PLAN, sessions, MOVES_OF) == left


def test_a_session_that_comes_three_times_is_done_three_times() -> None:
    first = [trained("first-week", days, ALL) for days in (3, 2)]
    assert sessions_left(("first-week",) * 3, first, MOVES_OF) == ("first-week",)


def test_a_routine_of_unknown_moves_is_done_by_itself_alone() -> None:
    assert sessions_left(("mine",), [trained("strength", 2, ALL)], MOVES_OF) == ("mine",)
    assert sessions_left(("mine",), [trained("mine", 2, ALL)], MOVES_OF) == ()
