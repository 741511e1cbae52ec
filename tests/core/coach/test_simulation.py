"""Random runners for a year each: what the coach promises holds on every day.

Ten by default, a hundred thousand with CALF_TUI_FULL=1, or as many as CALF_TUI_RUNNERS says.
They are split among tests, so that several processes share them.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.records.coach_records import Profile
from calf_tui.core.routines.progression_ladder import END_KG, LADDERS, Level, above
from tests.core.coach.plans import PLANS
from tests.core.coach.runners import A_MONDAY, Runner, live_a_year
from tests.full import by_turns, of_full, seeded

if TYPE_CHECKING:
    from calf_tui.core.coach.training_plan import Plan

RUNNERS = int(os.environ.get("CALF_TUI_RUNNERS") or of_full(100_000, 10))
OF_A_TEST = 1000
YEAR = 364


@pytest.mark.parametrize("start", range(0, RUNNERS, OF_A_TEST))
def test_every_promise_holds_for_random_runners(start: int) -> None:
    """No increase with pain above 2 or twice in seven days, no jumps within 48 h or with pain of 3
    or more, no load on a place stopped for pain, and a reason for everything."""
    first = seeded(f"the runners from {start} on").randrange(10**9)
    runners = min(OF_A_TEST, RUNNERS - start)
    assert sum(map(live_a_year, range(first, first + runners))) > 50 * runners


@pytest.mark.parametrize("seed", [219630864, 818469224])
def test_a_leg_that_waits_for_the_weaker_one_has_no_more_sets_either(seed: int) -> None:
    """Its next step would have been more sets of the same level."""
    assert live_a_year(seed) > 50


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.id)
@pytest.mark.parametrize("effort", [6, 9])
def test_the_days_of_each_plans_week_equal_its_target(plan: Plan, effort: int) -> None:
    """For a runner who does what is proposed until the week is met."""
    runner = Runner()
    weeks = 9
    for week in range(weeks):
        target = plan.week(week).days
        runner.state = replace(runner.state, plan=plan, plan_week=week, target=target)
        for day in range(7):
            runner.go_to(A_MONDAY + timedelta(days=7 * week + day))
            said = runner.proposal()
            if said.session is not None and said.reasons[0].rule not in ("week-met", "done-today"):
                runner.train(said, effort=effort)
        start = runner.state.week_start
        assert runner.state.past.training_days(start, start + timedelta(days=6)) == target


def last_level(exercise: str, *, has_dumbbells: bool) -> Level:
    ladder = LADDERS[exercise]
    last = ladder.steps[-1].level
    return last._replace(load_kg=END_KG if ladder.takes_weight and has_dumbbells else 0.0)


@pytest.mark.parametrize(
    ("plan", "has_dumbbells"),
    by_turns(product(["as-in-the-article", "three-days"], [True, False]), 3),
)
def test_who_finds_everything_easy_climbs_every_ladder_to_its_end(
    has_dumbbells: bool, plan: str
) -> None:
    runner = Runner()
    runner.state = replace(
        runner.state,
        profile=Profile(has_dumbbells=has_dumbbells),
        plan=PLANS[plan],
        target=PLANS[plan].week(0).days,
    )
    for day in range(YEAR):
        runner.go_to(A_MONDAY + timedelta(days=day))
        said = runner.proposal()
        if said.session is not None:
            runner.train(said, effort=4)
    ends = {move: last_level(move, has_dumbbells=has_dumbbells) for move in LADDERS}
    assert {move: runner.level(move) for move in LADDERS} == ends
    assert all(
        above(move, level, END_KG if has_dumbbells else 0.0) is None for move, level in ends.items()
    )


@pytest.mark.parametrize("pain", by_turns((3, 4, 5, 6, 8), 3))
def test_who_always_hurts_never_rises(pain: int) -> None:
    runner = Runner()
    for day in range(YEAR):
        runner.go_to(A_MONDAY + timedelta(days=day))
        said = runner.proposal()
        assert all(each.change != "up" for each in said.doses)
        if said.session is not None:
            runner.train(said, effort=4, pain=pain)
    lowest = {move: {ladder.steps[0].level} for move, ladder in LADDERS.items()}
    lowest["foam_roll_calf"].add(Level("plain", None, 30.0))  # as First week has it
    assert all(runner.level(move) in lowest[move] for move in LADDERS)
