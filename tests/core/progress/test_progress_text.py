from __future__ import annotations

from datetime import date, timedelta

import pytest

from calf_tui.core.progress.met_and_missed_weeks import Progress, Streak, Totals, Week, WeekState
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.progress_text import (
    calendar_rows,
    month_rows,
    streak_in_words,
    week_in_words,
    week_line,
)
from calf_tui.core.records.session_record import Pause
from tests.records import make_session

MONDAY = date(2026, 11, 16)


def progress_with(
    days: int = 0,
    days_left: int = 7,
    state: WeekState = "in_progress",
    *,
    target: int = 3,
    streak: tuple[int, int] = (0, 0),
    sessions: int = 1,
) -> Progress:
    return Progress(
        as_of=MONDAY + timedelta(days=1),
        streak=Streak(*streak),
        days_left=days_left,
        weeks=(Week(MONDAY, days, target, state, sessions, 9, 60.0),),
        totals=Totals(sessions=sessions, training_days=sessions, sets=9, active_seconds=60.0),
    )


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (progress_with(2, 4), "2 of 3 this week, 4 days left"),
        (progress_with(2, 1), "2 of 3 this week, 1 day left"),
        (progress_with(2, 0), "2 of 3 this week, a new week starts tomorrow"),
        (progress_with(0, 7), "0 of 3 this week, 7 days left"),
        (progress_with(3, 2, "met"), "3 of 3 this week"),
        (progress_with(1, 6, "met", target=1), "1 of 1 this week"),
        (progress_with(5, 2, "met"), "5 days this week, target of 3 met"),
        (progress_with(1, 4, "frozen"), "1 of 3 this week, frozen: take the time you need"),
        (progress_with(sessions=0), "Your first session starts week one."),
        (
            progress_with(state="frozen", sessions=0),
            "Your first session starts week one.",
        ),
    ],
)
def test_the_week_in_words(progress: Progress, expected: str) -> None:
    assert week_in_words(progress) == expected


@pytest.mark.parametrize(
    ("streak", "expected"),
    [
        ((5, 9), "5 weeks in a row, best 9"),
        ((9, 9), "9 weeks in a row, best 9"),
        ((1, 1), "1 week in a row, best 1"),
        ((0, 1), "Best so far: 1 week in a row"),
        ((0, 9), "Best so far: 9 weeks in a row"),
        ((0, 0), "A streak begins with the first week that meets its target."),
    ],
)
def test_the_streak_in_words(streak: tuple[int, int], expected: str) -> None:
    assert streak_in_words(progress_with(streak=streak)) == expected


def test_a_frozen_week_says_why_before_all_amounts() -> None:
    pause = Pause(MONDAY, reason="holiday")
    snapshot = ProgressSnapshot(MONDAY, (make_session(MONDAY),), (), (pause,))
    assert week_line(snapshot.progress.weeks[-1], snapshot.pauses) == (
        "16 Nov 2026: 1 of 3 days, frozen (holiday), 2 sets, 10 min"
    )


def test_the_calendar_as_rows_has_its_pauses_and_stops() -> None:
    stopped = make_session(MONDAY, status="stopped_pain")
    pauses = (Pause(date(2026, 4, 8), date(2026, 4, 19), "flu"), Pause(date(2026, 11, 17)))
    rows = calendar_rows(ProgressSnapshot(MONDAY, (stopped,), (), pauses))
    assert rows == [
        (date(2026, 11, 17), "Tue 17 Nov 2026  paused from then on"),
        (MONDAY, "Mon 16 Nov 2026    2 sets   10 min  stopped for pain"),
        (date(2026, 4, 8), "Wed 08 Apr 2026  paused to 19 Apr 2026 (flu)"),
    ]


def test_the_months_of_a_year_up_to_today_with_a_mark_for_each_day() -> None:
    sessions = [
        make_session(day, record_id=str(day), sets=4, active_seconds=600)
        for day in (date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 16), date(2025, 9, 9))
    ]
    snapshot = ProgressSnapshot(MONDAY, tuple(sessions))
    rows = {name: (marks.rstrip(), sums) for name, marks, sums in month_rows(snapshot, 2026)}
    assert list(rows) == [f"{date(2026, month, 1):%b}" for month in range(1, 12)]
    assert rows["Sep"] == ("●●" + "·" * 28, "2 days      8 sets  20 min")
    assert rows["Oct"] == ("·" * 31, "–")
    assert rows["Nov"] == ("·" * 15 + "●" + "·" * 14, "1 day       4 sets  10 min")
    assert len(list(month_rows(snapshot, 2025))) == 12
