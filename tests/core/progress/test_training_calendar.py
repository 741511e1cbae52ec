"""Days and their states, months and weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.training_calendar import (
    DayState,
    WeekCalendar,
    days_of,
    months_later,
    state_of,
)
from calf_tui.core.records.session_record import Pause
from calf_tui.core.settings import FIRST_DAYS
from tests.records import make_session

if TYPE_CHECKING:
    from calf_tui.core.settings import FirstDay

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("today", "sets", "status", "pauses", "expected"),
    [
        (MONDAY, 2, "completed", [], "trained"),
        (MONDAY, 1, "partial", [], "some"),
        (MONDAY, 9, "stopped_pain", [], "stopped"),
        (MONDAY, None, "", [], "none"),
        (MONDAY - timedelta(days=1), None, "", [], "future"),
        (MONDAY, None, "", [Pause(MONDAY, MONDAY)], "paused"),
        (MONDAY, 2, "completed", [Pause(MONDAY)], "trained"),
        (MONDAY, None, "", [Pause(MONDAY + timedelta(days=1))], "none"),
        (MONDAY - timedelta(days=9), None, "", [Pause(MONDAY - timedelta(days=3))], "paused"),
    ],
)
def test_a_day_has_one_state(
    today: date, sets: int | None, status: str, pauses: list[Pause], expected: DayState
) -> None:
    held = None
    if sets is not None:
        (held,) = days_of([make_session(MONDAY, sets=sets, status=status)])  # type: ignore[arg-type]
    assert state_of(MONDAY, held, today, pauses) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 1), -12, date(2025, 1, 1)),
        (date.max, 1, date.max),
        (date.min, -1, date.min),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@given(st.dates(), st.sampled_from(FIRST_DAYS))
def test_the_days_of_a_week_hold_the_day_in_its_place(day: date, first_day: FirstDay) -> None:
    calendar = WeekCalendar(first_day)
    days = calendar.days_of(calendar.week_of(day))
    assert day in days
    assert days[0] == calendar.start_of(calendar.week_of(day))
    assert all(calendar.week_of(each) == calendar.week_of(day) for each in days)
    assert len(days) == 7 or days[0] == date.min or days[-1] == date.max
