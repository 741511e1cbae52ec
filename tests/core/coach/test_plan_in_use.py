"""The weeks of the plan in use: those that were, this one, those to come, and how it may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from calf_tui.core.coach.plan_in_use import plan_details, plan_ended_by, plan_weeks, plan_weeks_text
from calf_tui.core.coach.proposal.proposal import Proposal, propose
from calf_tui.core.coach.runner_state_from_records import plan_place_of, runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, PlanChange, PlanEntry
from calf_tui.core.records.session_record import Target
from calf_tui.core.session.session_to_record import done_as_planned
from tests.core.coach.cases import BY_ID
from tests.core.coach.plans import PLANS, ROUTINES
from tests.records import make_session

TODAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
NAMES = {"strength": "Strength", "after-run": "After a run", "daily-six": "Daily six"}
NAMES |= {"first-week": "First week"}


def of_week(weeks_ago: int, days: int) -> list[date]:
    return [MONDAY + timedelta(days=each - 7 * weeks_ago) for each in range(days)]


def snapshot(*plan: PlanEntry, days: tuple[date, ...] = (), target: int = 3) -> ProgressSnapshot:
    sessions = tuple(make_session(day, record_id=str(day)) for day in sorted(days))
    targets = (Target(MONDAY - timedelta(days=70), target),)
    return ProgressSnapshot(TODAY, sessions, targets, coach=CoachRecords(plan=plan))


def text_of(snapshot: ProgressSnapshot) -> list[str]:
    weeks = plan_weeks(snapshot, PLANS, proposal_of(snapshot))
    assert weeks is not None
    return plan_weeks_text(weeks, NAMES).splitlines()


def proposal_of(snapshot: ProgressSnapshot) -> Proposal:
    return propose(runner_state(snapshot, snapshot.today, PLANS), ROUTINES)


def build_up(weeks_ago: int) -> PlanEntry:
    return PlanEntry(MONDAY - timedelta(days=7 * weeks_ago), "build-up")


def changed(change: PlanChange) -> PlanEntry:
    return PlanEntry(MONDAY, "build-up", change, change)


def test_three_days_is_the_default_plan() -> None:
    assert text_of(snapshot(days=(*of_week(1, 2), *of_week(0, 1)))) == [
        "Plan: Three days, the default",
        "  16 Nov  2 of 3 days, missed: Strength, Strength",
        "▸ 23 Nov  1 of 3 days, done Strength; to come Daily six",
        "  today   After a run, 9 min. Three days: training day 2 of 3 this week.",
        "  30 Nov  Strength, After a run, Daily six",
        "  07 Dec  Strength, After a run, Daily six",
    ]


def test_the_default_plan_gives_way_to_another_target_and_to_no_plan() -> None:
    def used(*plan: PlanEntry, target: int = 3) -> str | None:
        place = plan_place_of(snapshot(*plan, target=target), TODAY, PLANS)
        return None if place is None else place.plan.id

    assert used() == "three-days"
    assert used(target=5) is None
    assert used(PlanEntry(MONDAY, "")) is None
    assert used(PlanEntry(MONDAY, "build-up")) == "build-up"
    over = PlanEntry(MONDAY - timedelta(days=7), "race-week")
    assert used(over) == "three-days"


def test_the_weeks_of_a_plan_with_an_end() -> None:
    days = (*of_week(2, 3), *of_week(1, 3), *of_week(0, 2))
    said = text_of(snapshot(build_up(2), days=days))
    assert said[0] == "Plan: Build-up, week 3 of 8"
    assert said[1:3] == [
        "  09 Nov  3 of 3 days, met: Strength, Strength, Strength",
        "  16 Nov  3 of 3 days, met: Strength, Strength, Strength",
    ]
    assert said[3].startswith("▸ 23 Nov  2 of 3 days, done Strength, Strength; ")
    assert said[4].startswith("  today   ")
    assert said[5:] == [
        f"  {MONDAY + timedelta(days=7 * week):%d %b}  week {week + 3}: Daily six on 3 days"
        for week in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("change", "head", "now", "following"),
    [
        ("moved", "week 2 of 8", "moved: this week of the plan waits", "week 2: First week on 3"),
        ("skipped", "week 3 of 8", "to come Daily six on 2 days", "week 4: Daily six on"),
        ("repeated", "week 1 of 8", "to come First week on 2 days", "week 2: First week on"),
    ],
)
def test_a_week_that_is_changed(change: PlanChange, head: str, now: str, following: str) -> None:
    said = text_of(snapshot(build_up(1), changed(change), days=tuple(of_week(1, 3))))
    assert said[0].endswith(head)
    assert now in said[2]
    assert following in said[4]


def test_how_a_week_may_change() -> None:
    def possible(*plan: PlanEntry) -> tuple[PlanChange, ...]:
        records = snapshot(*plan, days=tuple(of_week(1, 3)))
        weeks = plan_weeks(records, PLANS, proposal_of(records))
        assert weeks is not None
        return weeks.possible

    assert possible() == ()
    assert possible(build_up(0)) == ("moved", "skipped")
    assert possible(build_up(1)) == ("moved", "skipped", "repeated")
    assert possible(build_up(1), changed("moved")) == ("skipped", "repeated")
    assert possible(replace(build_up(0), plan="race-week")) == ("skipped",)


def test_the_plan_and_the_proposal_name_the_same_session_on_the_last_day_of_a_week() -> None:
    said = text_of(replace(snapshot(), today=date(2026, 11, 29)))
    assert said[1:3] == [
        "▸ 23 Nov  0 of 3 days, today is the last day",
        "  today   First week, 10 min. The first session: all six moves in their easiest forms.",
    ]


def test_stretches_before_a_run_do_not_take_the_place_of_strength() -> None:
    before_run = BY_ID["before-run"]
    start = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    stretched = done_as_planned(before_run, "stretched", start, MONDAY)
    said = text_of(replace(snapshot(), sessions=(stretched,)))
    assert said[1] == "▸ 23 Nov  1 of 3 days, done Before a run; to come After a run"
    assert said[2].startswith("  today   Strength, ")


def test_a_session_without_a_finished_set_is_not_done() -> None:
    (done,) = snapshot(days=(MONDAY,)).sessions
    skipped = tuple(replace(each, outcome="skipped") for each in done.sets)
    begun = replace(done, id="begun", routine_name="Daily six", sets=skipped)
    said = text_of(replace(snapshot(), sessions=(done, begun)))
    assert "done Strength;" in said[1]
    alone = text_of(replace(snapshot(), sessions=(begun,)))
    assert alone[1].startswith("▸ 23 Nov  0 of 3 days, to come ")


def test_a_target_ends_the_default_plan_and_no_other() -> None:
    def ended(*plan: PlanEntry, target: int) -> str | None:
        found = plan_ended_by(snapshot(*plan), PLANS, target)
        return None if found is None else found.name

    assert [ended(target=each) for each in (2, 3, 4)] == ["Three days", None, "Three days"]
    assert ended(build_up(0), target=4) is None


SUNDAY = MONDAY + timedelta(days=6)


def test_a_plan_chosen_on_the_last_day_of_a_week_begins_with_the_next_one() -> None:
    chosen = PlanEntry(SUNDAY, "build-up")
    records = replace(snapshot(chosen, days=(MONDAY, SUNDAY)), today=SUNDAY)
    said = text_of(records)
    assert said[0] == "Plan: Build-up, week 1 of 8"
    assert said[1] == "▸ 23 Nov  week 1 begins on Mon 30 Nov"
    assert [each.strip() for each in said[3:5]] == [
        "30 Nov  week 1: First week on 3 days",
        "07 Dec  week 2: First week on 3 days",
    ]
    weeks = plan_weeks(records, PLANS, proposal_of(records))
    assert weeks is not None
    assert weeks.possible == ("skipped",)
    a_week_later = replace(records, today=SUNDAY + timedelta(days=1))
    assert text_of(a_week_later)[0] == "Plan: Build-up, week 1 of 8"


@pytest.mark.parametrize(
    ("weeks_ago", "missed", "following"), [(1, 3, "week 2: "), (2, 0, "week 1: ")]
)
def test_a_week_that_cannot_be_met_any_more_is_repeated_and_two_go_back(
    weeks_ago: int, missed: int, following: str
) -> None:
    """In week 2; of the week before so many days were trained, of this one a day, on Monday."""
    days = (*of_week(2, 3), *of_week(1, missed), MONDAY)
    said = text_of(replace(snapshot(build_up(weeks_ago), days=days), today=SUNDAY))
    assert said[0].startswith("Plan: Build-up, week 2 of 8")
    now = next(each for each in said if each.startswith("▸"))
    assert now.endswith("too few days are left to meet it")
    assert following in said[said.index(now) + 2]


def test_a_week_beyond_its_target_is_not_so_many_of_fewer() -> None:
    said = text_of(snapshot(replace(build_up(1)), days=(*of_week(1, 4), *of_week(0, 4)), target=2))
    assert said[1].startswith("  16 Nov  4 days, target of 2, met: ")
    assert said[2].startswith("▸ 23 Nov  3 days, target of 2, ")


def test_a_plan_chosen_too_late_for_this_week_is_followed_from_the_next_on() -> None:
    late = PlanEntry(MONDAY + timedelta(days=6), "build-up")
    sunday = replace(snapshot(PlanEntry(MONDAY, "three-days"), late), today=late.start)
    place = plan_place_of(sunday, sunday.today, PLANS)
    assert place is not None
    assert place.begins == MONDAY + timedelta(days=7)
    assert "week 1 (from Mon 30 Nov on)" in plan_details(place.plan, NAMES, {}, place)
    assert "week 1 begins on Mon 30 Nov" in "\n".join(text_of(sunday))
    now, later = (runner_state(sunday, day, PLANS).plan for day in (sunday.today, place.begins))
    assert (now, later) == (PLANS["three-days"], PLANS["build-up"])


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3, 3, 3], "week 4 of 8"),
        ([3, 3, 0], "week 3 of 8, again after a missed week"),
        ([3, 3, 3, 0, 1], "week 2 of 8, two back after two missed ones"),
        ([0, 0], "week 1 of 8"),
    ],
)
def test_a_plan_that_did_not_go_on_says_why(days: list[int], said: str) -> None:
    weeks = len(days)
    trained = [day for i, count in enumerate(days) for day in of_week(weeks - i, count)]
    lines = text_of(snapshot(build_up(weeks), days=tuple(trained)))
    assert lines[0] == f"Plan: Build-up, {said}"
