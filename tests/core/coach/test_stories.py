"""Twelve runners, each a story: what the coach says as it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Legs, Stop
from calf_tui.core.records.coach_records import CoachAnswer, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.routines.progression_ladder import LADDERS, Level
from tests.core.coach.cases import (
    A_DAY,
    days_ago,
    done,
    moves_in,
    of,
    past_of,
    propose_on,
    routine_of,
    session,
    state_with,
)
from tests.core.coach.plans import PLANS
from tests.core.coach.runners import A_MONDAY, Runner
from tests.records import AN_INSTANT

if TYPE_CHECKING:
    from calf_tui.core.coach.past_sessions import TrainedSession
    from calf_tui.core.coach.proposal.proposal import Proposal

STRENGTH_DAYS = (0, 2, 4)
HEEL_RAISE = LADDERS["heel_raise_box"].steps


def week_of(runner: Runner, week: int, *, effort: int = 6, pain: int = 0) -> Proposal:
    """Monday, Wednesday and Friday of a week; the last advice."""
    for weekday in STRENGTH_DAYS:
        runner.go_to(A_MONDAY + timedelta(days=7 * week + weekday))
        said = runner.proposal()
        runner.train(said, effort=effort, pain=pain)
    return said


def weeks_of(runner: Runner, count: int, first: int = 0) -> None:
    for week in range(first, first + count):
        week_of(runner, week)


def rules_of(said: Proposal, exercise: str) -> set[str]:
    return {
        reason.rule for each in said.doses if each.exercise == exercise for reason in each.reasons
    }


def reasons(said: Proposal) -> set[str]:
    return {each.rule for each in said.reasons}


def trained_runner(weeks: int = 8) -> Runner:
    runner = Runner()
    weeks_of(runner, weeks)
    return runner


def on(runner: Runner, day: int) -> Proposal:
    """The advice so many days after the last session."""
    last = runner.state.past.last
    assert last is not None
    runner.go_to(last.date + timedelta(days=day))
    return runner.proposal()


def test_the_beginners_first_two_weeks() -> None:
    runner = Runner()
    seen = set()
    for day in range(14):
        runner.go_to(A_MONDAY + timedelta(days=day))
        said = runner.proposal()
        assert (routine_of(said) == "first-week") is (day == 0)
        for each in said.doses:
            if each.exercise == "jump_squat":
                seen.add(each.level.form)
        if day % 7 in STRENGTH_DAYS:
            runner.train(said, effort=4)
    assert seen == {"no flight"}
    assert runner.level("heel_raise_box") == HEEL_RAISE[2].level  # one step a week
    runner.go_to(A_MONDAY + timedelta(days=14))
    later = runner.proposal()
    assert "jumps-first-weeks" not in rules_of(later, "jump_squat")


def test_daily_as_in_the_article() -> None:
    runner = Runner()
    runner.state = replace(runner.state, plan=PLANS["as-in-the-article"], target=7)
    jumps = 0
    for day in range(28):
        runner.go_to(A_MONDAY + timedelta(days=day))
        said = runner.proposal()
        assert routine_of(said) == ("daily-six" if day else "first-week")
        if day:
            assert "plan-daily" in reasons(said) or "jump_squat" in moves_in(said)
        jumps += "jump_squat" in moves_in(said)
        runner.train(said, effort=5)
    assert jumps == 14


def test_a_sore_achilles_that_settles() -> None:
    runner = trained_runner()
    before = runner.level("heel_raise_box")
    runner.train(on(runner, 3), effort=6, pain=4)
    sore = on(runner, 2)
    assert "jump_squat" not in moves_in(sore)
    assert all(each.change != "up" for each in sore.doses)
    assert "hold-pain" in rules_of(sore, "heel_raise_box")
    runner.train(sore, effort=6, pain=1)
    runner.train(on(runner, 2), effort=6, pain=0)
    runner.train(on(runner, 2), effort=6, pain=0)
    settled = on(runner, 3)
    (raise_,) = settled.doses_of("heel_raise_box")
    assert raise_.level > before or raise_.change == "up"
    assert "see-physio" not in {each.rule for each in settled.notices}
    assert not [each for each in settled.left_out if each.reasons[0].rule == "jumps-pain"]


def test_a_sore_achilles_that_does_not_settle() -> None:
    runner = trained_runner()
    before = runner.level("heel_raise_box")
    for _ in range(3):
        runner.train(on(runner, 3), effort=6, pain=4, morning=5)
    said = on(runner, 3)
    assert runner.level("heel_raise_box") < before or runner.level("heel_raise_box").load_kg < (
        before.load_kg
    )
    assert "down-morning" in rules_of(said, "heel_raise_box")
    assert "see-physio" in {each.rule for each in said.notices}
    assert "jump_squat" not in moves_in(said)


def test_a_snap() -> None:
    runner = trained_runner()
    said = on(runner, 3)
    runner.train(said, stop=Stop(runner.state.today, "calf", needs_check=True))
    for days in (1, 4, 30):
        out = on(runner, days)
        assert routine_of(out) is None
        assert reasons(out) == {"after-stop"}
    gone = CoachAnswer(runner.state.today, "gone", place="calf")
    runner.state = replace(runner.state, clearances=(gone,))
    assert routine_of(runner.proposal()) is None
    runner.go_to(runner.state.today + timedelta(days=1))
    runner.clear()
    cleared = runner.proposal()
    assert routine_of(cleared) is not None
    assert all(
        each.change == "down" for each in cleared.doses if each.exercise in moves_in(cleared)
    )
    assert {"down-gone", "jumps-settled"} <= rules_of(cleared, "jump_squat")


def test_a_race() -> None:
    runner = trained_runner()
    race = A_MONDAY + timedelta(days=7 * 8 + 6)
    runner.state = replace(runner.state, profile=Profile(race=race), target=2)
    for day in range(7):
        runner.go_to(A_MONDAY + timedelta(days=7 * 8 + day))
        said = runner.proposal()
        assert routine_of(said) == ("after-run" if day < 6 else None)
        assert reasons(said) == ({"race-week"} if day < 6 else {"race-today"})
        assert all(each.change != "up" for each in said.doses)
        assert ("jumps-race-week" in {r.rule for e in said.left_out for r in e.reasons}) is (
            day >= 1
        )
        assert "hold-race-week" in rules_of(said, "tiptoe_walk")
    for day in (1, 2):
        runner.go_to(race + timedelta(days=day))
        said = runner.proposal()
        assert (routine_of(said), reasons(said)) == ("after-run", {"after-race"})
        assert "test-due" not in {each.rule for each in said.notices}
    runner.go_to(race + timedelta(days=3))
    assert routine_of(runner.proposal()) == "strength"


def test_two_easy_sessions_in_race_week_are_enough() -> None:
    runner = trained_runner()
    race = A_MONDAY + timedelta(days=7 * 8 + 6)
    runner.state = replace(runner.state, profile=Profile(race=race))
    said = []
    for day in range(7):
        runner.go_to(A_MONDAY + timedelta(days=7 * 8 + day))
        said.append(runner.proposal())
        if day in (1, 3):
            runner.train(said[-1])
    assert [each.reasons[0].rule for each in said] == [
        *["race-week"] * 4,
        *["race-rest"] * 2,
        "race-today",
    ]
    assert said[5].reasons[0].text == "The race is tomorrow: two easy sessions are enough."
    assert [routine_of(each) for each in said] == [*["after-run"] * 6, None]


def test_a_holiday() -> None:
    """Three weeks away: the same again first, and no jump is lost."""
    runner = trained_runner()
    before = runner.level("tiptoe_walk")
    said = on(runner, 21)
    assert routine_of(said) == "strength"
    assert "hold-away" in rules_of(said, "tiptoe_walk")
    (walk,) = said.doses_of("tiptoe_walk")
    assert walk.level == before
    runner.train(said)
    runner.train(on(runner, 3))
    assert "hold-away" not in rules_of(on(runner, 3), "tiptoe_walk")


def test_a_missed_fortnight() -> None:
    plan = PLANS["build-up"]
    runner = Runner()
    runner.state = replace(runner.state, plan=plan, plan_week=4)
    weeks_of(runner, 5)
    high = runner.level("heel_raise_box")
    assert high == HEEL_RAISE[2].level
    runner.state = replace(runner.state, plan_week=2)
    said = on(runner, 16)
    (raise_,) = said.doses_of("heel_raise_box")
    assert (raise_.level, raise_.change) == (HEEL_RAISE[1].level, "down")
    assert rules_of(said, "heel_raise_box") == {"down-plan"}


def test_no_dumbbells() -> None:
    runner = Runner()
    runner.state = replace(runner.state, profile=Profile(has_dumbbells=False))
    for week in range(30):
        week_of(runner, week, effort=4)
    said = on(runner, 3)
    assert runner.level("heel_raise_box") == HEEL_RAISE[-1].level
    assert runner.level("tiptoe_walk") == Level("plain", None, 60.0)
    assert "ladder-end" in rules_of(said, "tiptoe_walk")
    assert all(each.level.load_kg == 0 for each in said.doses)


def test_one_sided_weakness() -> None:
    runner = trained_runner(10)
    seen = set()
    for _ in range(4):
        said = on(runner, 2)
        seen |= rules_of(said, "heel_raise_box")
        runner.train(said, effort=6, hit=False, only="left")
    said = on(runner, 2)
    legs = {each.side: each for each in said.doses if each.exercise == "heel_raise_box"}
    assert set(legs) == {"left", "right"}
    assert legs["left"].level < legs["right"].level
    assert "down-missed" in seen
    tests = tuple(
        HeelRiseTest(
            str(days), AN_INSTANT, runner.state.today - timedelta(days=days), 18, 28, AN_INSTANT
        )
        for days in (28, 2)
    )
    runner.state = replace(runner.state, tests=tests)
    (said_of_legs,) = (e for e in runner.proposal().notices if e.rule == "imbalance")
    assert said_of_legs.text.startswith("The left leg was weaker")


@pytest.mark.parametrize(("rise", "holds"), [(1.2, False), (1.5, True)])
def test_marathon_weeks_rising(rise: float, holds: bool) -> None:
    runner = trained_runner(3)
    start = A_MONDAY + timedelta(days=21)
    weeks = [Run(start - timedelta(days=7 * week), minutes=200) for week in (1, 2, 3, 4)]
    runner.state = replace(runner.state, runs=(*weeks, Run(start, minutes=200 * rise, hard=True)))
    runner.go_to(start + timedelta(days=1))
    said = runner.proposal()
    changes = {each.change for each in said.doses}
    assert ("up" not in changes) is holds
    assert ("hold-running" in rules_of(said, "tiptoe_walk")) is holds


def test_back_after_a_year() -> None:
    runner = trained_runner(30)
    before = runner.level("tiptoe_walk")
    assert before.load_kg > 4
    runner.go_to(date(2027, 9, 6))
    said = runner.proposal()
    (walk,) = said.doses_of("tiptoe_walk")
    (jumps,) = said.doses_of("jump_squat")
    assert walk.level == Level("plain", None, 30.0, before.load_kg / 2)
    assert jumps.level.form == "no flight"
    assert routine_of(said) == "strength"
    runner.train(said)
    assert "jumps-first-weeks" in rules_of(on(runner, 3), "jump_squat")


def test_a_stretch_keeps_its_form_where_race_week_halves_its_sets() -> None:
    """Only the sets of the bent-knee stretch tell it from the straight one."""
    bent = LADDERS["wall_calf_stretch"].steps[-1].level
    past = past_of(
        *(of(A_DAY - timedelta(days=days), "wall_calf_stretch", bent, sets=4) for days in (12, 9)),
        *(_halved(days) for days in (6, 4)),
    )
    said = propose_on(A_DAY, state_with(past=past))
    (wall,) = said.doses_of("wall_calf_stretch")
    assert (wall.level, wall.sets, wall.change) == (bent, 4, "hold")


@pytest.mark.parametrize(("sets", "is_easier"), [(1, True), (2, False)])
def test_a_halved_stretch_one_step_easier_is_no_halved_one_of_the_form_before(
    sets: int, is_easier: bool
) -> None:
    """Three sets of the straight knee make one where race week halves them, four bent ones two."""
    bent = LADDERS["wall_calf_stretch"].steps[-1].level
    past = past_of(
        of(A_DAY - timedelta(days=9), "wall_calf_stretch", bent, sets=4), _halved(4, sets)
    )
    said = propose_on(A_DAY, state_with(past=past))
    (wall,) = said.doses_of("wall_calf_stretch")
    assert (wall.level != bent) == is_easier


def _halved(days: int, sets: int = 2) -> TrainedSession:
    straight = LADDERS["wall_calf_stretch"].steps[1].level
    each = done(straight, sets=sets)._replace(on=days_ago(days), planned=sets)
    return session(days_ago(days), {"wall_calf_stretch": Legs(each, each)}, routine="after-run")
