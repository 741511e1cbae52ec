"""The seven days of the present week, and when each routine was last trained."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.training_calendar import DayState
from calf_tui.core.records.session_record import finished_sets
from calf_tui.core.runs.running import run_sign

if TYPE_CHECKING:
    from collections.abc import Collection

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

ABOUT_A_YEAR = 330
"""Days after which the year is named, because the month alone would mislead [ours]."""
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the present week. `runs` is the sign of its runs, empty if there is none."""

    date: date
    state: DayState
    runs: str
    is_today: bool


def week_days(snapshot: ProgressSnapshot) -> tuple[WeekDay, ...]:
    """Returns the days of the present week, in the order of the runner's calendar."""
    calendar, today = snapshot.calendar, snapshot.today
    return tuple(
        WeekDay(
            day,
            snapshot.state(day),
            run_sign(runs) if (runs := snapshot.runs_of(day)) else "",
            day == today,
        )
        for day in calendar.days_of(calendar.week_of(today))
    )


def last_days(snapshot: ProgressSnapshot, routines: Collection[str]) -> dict[str, date]:
    """Returns the day on which each of these routines was last trained, by id; up to today."""
    found: dict[str, date] = {}
    for session in reversed(snapshot.sessions_until_today):
        if session.routine in routines and finished_sets(session.sets):
            found.setdefault(session.routine, session.local_date)
            if len(found) == len(routines):
                break
    return found


def day_in_short(day: date | None, today: date) -> str:
    """ "today", "Tue" within a week, "3 Nov" within a year, else "2024"; "" for no day."""
    if day is None:
        return ""
    back = (today - day).days
    if back == 0:
        return "today"
    if back < A_WEEK:
        return f"{day:%a}"
    return f"{day.day} {day:%b}" if back < ABOUT_A_YEAR else f"{day.year}"
