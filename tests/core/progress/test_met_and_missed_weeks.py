from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.progress.met_and_missed_weeks import Progress, Week, streak_of
from calf_tui.core.records.session_record import Pause, SessionRecord, Target
from calf_tui.core.settings import FIRST_DAYS
from tests.core.progress.naive_progress import NaiveRunner
from tests.full import of_full
from tests.records import make_session, make_set, progress_until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.progress.met_and_missed_weeks import WeekState
    from calf_tui.core.settings import FirstDay

MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)


def trained_on(*days: date) -> list[SessionRecord]:
    return [make_session(day, record_id=str(index)) for index, day in enumerate(days)]


def weeks_of(counts: Sequence[int], last_monday: date = MONDAY) -> list[SessionRecord]:
    """Sessions on so many days of each of the weeks that end with the last."""
    return trained_on(
        *(
            last_monday - timedelta(weeks=len(counts) - 1 - week) + timedelta(days=day)
            for week, count in enumerate(counts)
            for day in range(count)
        )
    )


def states(progress: Progress) -> list[WeekState | None]:
    return [week.state for week in progress.weeks]


def test_an_empty_history_has_a_running_week_and_none_before() -> None:
    progress = progress_until(date(2026, 11, 18), ())
    assert states(progress) == [None] * 11 + ["in_progress"]
    assert progress.this_week == Week(MONDAY, 0, 3, "in_progress", 0, 0, 0.0)
    assert progress.days_left == 5
    assert asdict(progress.streak) == {"current": 0, "best": 0}
    assert asdict(progress.totals) == {
        "sessions": 0,
        "training_days": 0,
        "sets": 0,
        "active_seconds": 0.0,
    }


def test_a_week_adds_up_what_was_done_in_it() -> None:
    sessions = [
        make_session(MONDAY, record_id="a", sets=3, active_seconds=100.5),
        make_session(MONDAY, record_id="b", sets=4, active_seconds=50.0),
        make_session(SUNDAY, record_id="c", sets=2, active_seconds=10.0),
    ]
    progress = progress_until(SUNDAY, sessions, count=1)
    assert progress.weeks == (
        Week(
            start=MONDAY,
            days=2,
            target=3,
            state="in_progress",
            sessions=3,
            sets=9,
            active_seconds=160.5,
        ),
    )
    assert asdict(progress.totals) == {
        "sessions": 3,
        "training_days": 2,
        "sets": 9,
        "active_seconds": 160.5,
    }


def test_two_sessions_of_one_set_each_make_a_training_day_together() -> None:
    morning, evening = (make_session(MONDAY, record_id=each, sets=1) for each in "ab")
    assert progress_until(MONDAY, [morning]).this_week.days == 0
    assert progress_until(MONDAY, [morning, evening]).this_week.days == 1


def test_sets_that_were_skipped_make_no_training_day() -> None:
    skipped = replace(make_session(MONDAY), sets=(make_set(), make_set("skipped", number=2)))
    progress = progress_until(MONDAY, [skipped])
    assert progress.this_week.days == 0
    assert progress.totals.sets == 1


def test_sessions_after_today_are_left_out() -> None:
    sessions = trained_on(MONDAY, MONDAY + timedelta(days=1), SUNDAY, SUNDAY + timedelta(days=30))
    progress = progress_until(MONDAY + timedelta(days=1), sessions)
    assert progress.this_week.days == 2
    assert progress.totals.sessions == 2


@pytest.mark.parametrize(
    ("today", "trained", "expected"),
    [
        (MONDAY, [], 7),
        (MONDAY, [MONDAY], 6),
        (date(2026, 11, 18), [MONDAY], 5),
        (date(2026, 11, 19), [MONDAY, date(2026, 11, 19)], 3),
        (SUNDAY, [], 1),
        (SUNDAY, [SUNDAY], 0),
    ],
)
def test_days_left_has_today_until_it_counted(
    today: date, trained: list[date], expected: int
) -> None:
    assert progress_until(today, trained_on(*trained)).days_left == expected


@pytest.mark.parametrize(
    ("first_day", "today", "start", "days_left"),
    [
        ("monday", date(2026, 11, 22), date(2026, 11, 16), 1),
        ("sunday", date(2026, 11, 22), date(2026, 11, 22), 7),
        ("sunday", date(2026, 11, 21), date(2026, 11, 15), 1),
        ("monday", date(2027, 1, 1), date(2026, 12, 28), 3),
        ("sunday", date(2028, 2, 29), date(2028, 2, 27), 5),
        ("saturday", date(2026, 11, 20), date(2026, 11, 14), 1),
        ("saturday", date(2026, 11, 21), date(2026, 11, 21), 7),
    ],
)
def test_a_week_starts_on_the_day_the_runner_chose(
    first_day: FirstDay, today: date, start: date, days_left: int
) -> None:
    progress = progress_until(today, (), first_day_of_week=first_day)
    assert (progress.this_week.start, progress.days_left) == (start, days_left)


@pytest.mark.parametrize(
    ("counts", "expected", "current", "best"),
    [
        ([3, 3, 3], ["met", "met", "met"], 3, 3),
        ([3, 3, 2], ["met", "met", "in_progress"], 2, 2),
        ([3, 2, 3], ["met", "missed", "met"], 1, 1),
        ([3, 3, 0, 0], ["met", "met", "missed", "in_progress"], 0, 2),
        ([1, 0], ["missed", "in_progress"], 0, 0),
        ([7, 4, 3], ["met", "met", "met"], 3, 3),
    ],
)
def test_met_weeks_make_the_streak(
    counts: list[int], expected: list[WeekState], current: int, best: int
) -> None:
    progress = progress_until(SUNDAY, weeks_of(counts), count=len(counts))
    assert states(progress) == expected
    assert (progress.streak.current, progress.streak.best) == (current, best)


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        (Pause(date(2026, 11, 9), date(2026, 11, 15)), "frozen"),
        (Pause(date(2026, 11, 15), date(2026, 11, 15)), "frozen"),
        (Pause(date(2026, 11, 1), date(2026, 11, 9)), "frozen"),
        (Pause(date(2026, 11, 1)), "frozen"),
        (Pause(date(2026, 11, 1), date(2026, 11, 8)), "missed"),
        (Pause(date(2026, 11, 16)), "missed"),
    ],
)
def test_a_week_that_overlaps_a_pause_is_frozen_and_keeps_the_streak(
    pause: Pause, expected: WeekState
) -> None:
    progress = progress_until(SUNDAY, weeks_of([3, 0, 3]), pauses=[pause], count=3)
    assert states(progress) == ["met", expected, "met"]
    assert progress.streak.current == (2 if expected == "frozen" else 1)


def test_a_session_stopped_for_pain_freezes_its_week_unless_it_was_met() -> None:
    stopped = make_session(MONDAY - timedelta(days=6), record_id="p", sets=0, status="stopped_pain")
    assert states(progress_until(SUNDAY, [*weeks_of([3, 2, 3]), stopped], count=3)) == [
        "met",
        "frozen",
        "met",
    ]
    assert states(progress_until(SUNDAY, [*weeks_of([3, 3, 3]), stopped], count=3)) == [
        "met",
        "met",
        "met",
    ]


def test_the_running_week_can_be_frozen_even_before_the_first_session() -> None:
    progress = progress_until(MONDAY, (), pauses=[Pause(SUNDAY)], count=2)
    assert states(progress) == [None, "frozen"]
    assert progress.this_week.state == "frozen"


def test_a_pause_before_the_first_session_gives_those_weeks_no_state() -> None:
    pauses = [Pause(date(2026, 1, 1), SUNDAY)]
    assert states(progress_until(SUNDAY, weeks_of([3]), pauses=pauses, count=2)) == [None, "met"]


def test_a_target_holds_from_its_own_week_on_and_past_weeks_keep_theirs() -> None:
    targets = [Target(date(2026, 11, 12), 1), Target(date(2026, 11, 18), 4)]
    progress = progress_until(SUNDAY, weeks_of([2, 2, 2]), targets, count=3)
    assert [week.target for week in progress.weeks] == [3, 1, 4]
    assert states(progress) == ["missed", "met", "in_progress"]


def test_of_two_targets_in_one_week_the_later_holds() -> None:
    targets = [Target(date(2026, 11, 16), 5), Target(date(2026, 11, 18), 2)]
    assert progress_until(MONDAY, (), targets).this_week.target == 2


@pytest.mark.parametrize(
    ("first_day", "today", "weeks"),
    [
        ("monday", date.min, 1),
        ("sunday", date.min, 1),
        ("monday", date(1, 1, 7), 1),
        ("sunday", date(1, 1, 7), 2),
        ("monday", date.max, 3),
        ("sunday", date.max, 3),
        ("saturday", date.min, 1),
        ("saturday", date(1, 1, 6), 2),
        ("saturday", date.max, 3),
    ],
)
def test_the_ends_of_the_calendar_are_no_fault(
    first_day: FirstDay, today: date, weeks: int
) -> None:
    progress = progress_until(today, trained_on(today), first_day_of_week=first_day, count=3)
    assert len(progress.weeks) == weeks
    assert progress.this_week.start <= today
    assert progress.this_week.days == 1


def test_no_week_is_listed_where_none_is_asked_for() -> None:
    assert progress_until(MONDAY, trained_on(MONDAY), count=0).weeks == ()


@pytest.mark.parametrize(
    ("states", "current", "best"),
    [
        ([], 0, 0),
        (["met"], 1, 1),
        (["met", "frozen", "met", "in_progress"], 2, 2),
        (["met", "met", "missed", "met"], 1, 2),
        (["met", "missed", "frozen"], 0, 1),
        (["met", None, "met"], 1, 1),
    ],
)
def test_a_streak_passes_over_frozen_and_running_weeks(
    states: list[WeekState | None], current: int, best: int
) -> None:
    assert asdict(streak_of(states)) == {"current": current, "best": best}


near = st.dates(date(2026, 9, 1), date(2026, 12, 31))
sessions_near = st.lists(
    st.builds(
        make_session,
        near,
        sets=st.integers(0, 3),
        status=st.sampled_from(["completed", "completed", "partial", "stopped_pain"]),
        active_seconds=st.integers(0, 5000).map(float),
    ),
    max_size=60,
)
targets_near = st.lists(st.builds(Target, near, st.integers(1, 4)), max_size=4).map(
    lambda targets: sorted(targets, key=lambda target: target.start)
)
pauses_near = st.lists(
    st.tuples(near, st.none() | st.integers(0, 20)).map(
        lambda pause: Pause(
            pause[0], None if pause[1] is None else pause[0] + timedelta(days=pause[1])
        )
    ),
    max_size=2,
)


@settings(max_examples=of_full(1500, 40))
@given(
    today=near,
    sessions=sessions_near,
    targets=targets_near,
    pauses=pauses_near,
    first_day=st.sampled_from(FIRST_DAYS),
    count=st.integers(0, 20),
)
def test_the_reckoning_agrees_with_a_naive_one(
    today: date,
    sessions: list[SessionRecord],
    targets: list[Target],
    pauses: list[Pause],
    first_day: FirstDay,
    count: int,
) -> None:
    progress = progress_until(
        today, sessions, targets, pauses, first_day_of_week=first_day, count=count
    )
    naive = NaiveRunner(today, sessions, targets, pauses, first_day)
    assert asdict(progress) == naive.progress(count)


@settings(max_examples=of_full(60, 30), deadline=None)
@given(
    counts=st.lists(st.sampled_from([0, 1, 2, 3, 3, 3, 4, 7]), min_size=12, max_size=30),
    today=st.integers(0, 6).map(lambda day: MONDAY + timedelta(days=day)),
    targets=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 7)), max_size=3),
    pauses=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), max_size=3),
    first_day=st.sampled_from(FIRST_DAYS),
)
def test_long_streaks_agree_with_a_naive_reckoning(
    counts: list[int],
    today: date,
    targets: list[tuple[int, int]],
    pauses: list[tuple[int, int]],
    first_day: FirstDay,
) -> None:
    sessions = weeks_of(counts)
    wanted = [
        Target(MONDAY - timedelta(weeks=back), days) for back, days in sorted(targets, reverse=True)
    ]
    off = [
        Pause(MONDAY - timedelta(days=back), MONDAY + timedelta(days=length - back))
        for back, length in pauses
    ]
    progress = progress_until(today, sessions, wanted, off, first_day_of_week=first_day, count=30)
    naive = NaiveRunner(today, sessions, wanted, off, first_day)
    assert asdict(progress) == naive.progress(30)


@given(sessions=sessions_near, today=near)
def test_the_order_of_the_sessions_does_not_matter(
    sessions: list[SessionRecord], today: date
) -> None:
    assert progress_until(today, sessions) == progress_until(today, sessions[::-1])
