"""Which week of which plan it is, after weeks met, missed, frozen, moved, skipped, repeated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.coach.training_plan import (
    PlanPlace,
    entries_that_count,
    plan_place,
    start_of_plan,
)
from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.records.coach_records import PlanChange, PlanEntry
from tests.core.coach.plans import PLANS

MONDAY = date(2026, 9, 7)
BUILD_UP, THREE_DAYS, RACE = (PLANS[name] for name in ("build-up", "three-days", "race-week"))


def weeks(*days: int, frozen: tuple[int, ...] = ()) -> list[Week]:
    """Weeks with so many training days, and the present one after them."""
    return [
        Week(
            MONDAY + timedelta(days=7 * number),
            days=each,
            target=3,
            state="frozen" if number in frozen else "missed",
            sessions=0,
            sets=0,
            active_seconds=0.0,
        )
        for number, each in enumerate((*days, 0))
    ]


def entry(week: int, plan: str = "build-up", change: PlanChange = "used") -> PlanEntry:
    return PlanEntry(MONDAY + timedelta(days=7 * week), plan, change, f"{week} {plan} {change}")


def where(
    *days: int, entries: tuple[PlanEntry, ...] = (), frozen: tuple[int, ...] = ()
) -> tuple[str, int] | None:
    place = plan_place((entry(0), *entries), weeks(*days, frozen=frozen), PLANS)
    return None if place is None else (place.plan.id, place.number)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        ((), 0),
        ((3,), 1),
        ((2,), 0),
        ((3, 2), 1),
        ((3, 3, 3, 0), 3),
        ((3, 3, 3, 0, 0), 1),
        ((3, 3, 3, 0, 0, 0), 1),
        ((3, 3, 3, 3, 0), 4),
        ((3, 3, 3, 3, 0, 0), 2),
        ((3, 0, 0), 0),
        ((0, 0), 0),
    ],
)
def test_a_missed_week_is_repeated_and_two_go_back_two(days: tuple[int, ...], number: int) -> None:
    assert where(*days) == ("build-up", number)


def test_a_frozen_week_waits_unless_it_was_met() -> None:
    assert where(3, 0, 0, frozen=(1, 2)) == ("build-up", 1)
    assert where(3, 3, frozen=(1,)) == ("build-up", 2)


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ((entry(1, change="skipped"),), 3),
        ((entry(1, change="repeated"),), 1),
        ((entry(1, change="moved"),), 1),
        ((entry(2, change="skipped"), entry(2, change="skipped")), 4),
        ((entry(2, change="repeated"),), 1),
        ((entry(2, "three-days", "skipped"),), 2),
    ],
)
def test_weeks_are_skipped_repeated_and_moved(changes: tuple[PlanEntry, ...], number: int) -> None:
    assert where(3, 3, entries=changes) == ("build-up", number)


def test_a_plan_that_is_over_is_in_use_no_more() -> None:
    assert where(*(3,) * 7) == ("build-up", 7)
    assert where(*(3,) * 8) is None
    assert where(3, entries=(entry(1, ""),)) is None
    assert where(3, entries=(entry(1, "deleted by hand"),)) is None


def test_after_a_race_week_the_plan_before_it_goes_on() -> None:
    race = (entry(1, "race-week"),)
    assert where(3, entries=race) == ("race-week", 0)
    assert where(3, 2, entries=race) == ("build-up", 1)
    assert where(3, 0, entries=race) == ("build-up", 1)
    assert where(3, 2, entries=(*race, entry(2, "three-days"))) == ("three-days", 0)


def test_a_plan_used_again_begins_anew() -> None:
    assert where(3, 3, entries=(entry(2),)) == ("build-up", 0)


@pytest.mark.parametrize(
    ("plan", "day", "week"),
    [
        ("build-up", 0, 0),
        ("build-up", 4, 0),
        ("build-up", 5, 1),
        ("build-up", 6, 1),
        ("as-in-the-article", 6, 0),
        ("race-week", 6, 0),
    ],
)
def test_a_plan_begins_with_the_next_week_where_too_few_days_of_this_one_are_left(
    plan: str, day: int, week: int
) -> None:
    chosen = MONDAY + timedelta(days=day)
    assert start_of_plan(PLANS[plan], chosen, MONDAY) == MONDAY + timedelta(days=7 * week)


@pytest.mark.parametrize(
    ("day", "days", "number"),
    [
        (0, (3,), 1),
        (4, (3,), 1),
        (6, (3,), 0),  # what was trained before the plan was chosen is none of its weeks
        (6, (0, 3), 1),
        (6, (0, 2), 0),
        (4, (0, 2), 0),
    ],
)
def test_the_week_in_which_a_plan_is_chosen_late_neither_counts_nor_is_missed(
    day: int, days: tuple[int, ...], number: int
) -> None:
    chosen = PlanEntry(MONDAY + timedelta(days=day), "build-up", id="late")
    place = plan_place((chosen,), weeks(*days), PLANS)
    assert place is not None
    assert place.number == number
    if day == 6 and days == (0, 2):
        assert place.missed == 1


@given(
    st.lists(st.integers(0, 7), max_size=12),
    st.lists(
        st.builds(
            entry,
            st.integers(0, 12),
            st.sampled_from([*PLANS, ""]),
            st.sampled_from(["used", "moved", "skipped", "repeated"]),
        ),
        max_size=6,
    ),
)
def test_wherever_it_stands_there_is_a_week(days: list[int], changes: list[PlanEntry]) -> None:
    in_order = sorted(changes, key=lambda each: each.start)
    place = plan_place(in_order, weeks(*days), PLANS)
    assert place is None or (place.number >= 0 and not place.is_over)
    assert place is None or place.plan.week(place.number).sessions


@given(
    st.lists(
        st.builds(entry, st.integers(0, 5), st.sampled_from([*PLANS, "", "deleted by hand"])),
        max_size=5,
    ),
    st.lists(st.integers(0, 7), min_size=5, max_size=5),
)
def test_entries_that_do_not_count_make_no_difference(
    changes: list[PlanEntry], days: list[int]
) -> None:
    in_order = sorted(changes, key=lambda each: each.start)
    counting = entries_that_count(in_order, PLANS)
    assert plan_place(counting, weeks(*days), PLANS) == plan_place(in_order, weeks(*days), PLANS)


def test_an_open_plan_never_ends() -> None:
    place = PlanPlace(THREE_DAYS)
    for _ in range(100):
        place = place.after(3)
    assert (place.number, place.is_over) == (0, False)
    assert place.after(0).changed("moved").missed == 1
    assert PlanPlace(RACE).after(2).is_over
