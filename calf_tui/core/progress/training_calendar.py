"""Dates and weeks: what each date holds, and weeks by number from the first of all dates on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import groupby
from math import fsum
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.settings import FIRST_DAYS, FirstDay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.session_record import Pause, SessionRecord


DAYS_OF_A_WEEK = 7

MONTHS_OF_A_YEAR = 12

DayState = Literal["trained", "some", "none", "future", "stopped", "paused"]
_SHIFTS = {day: FIRST_DAYS.index("sunday") - FIRST_DAYS.index(day) for day in FIRST_DAYS}
"""The ordinal on which week 0 begins; the first possible date, a Monday, has ordinal 1."""
SETS_OF_A_TRAINING_DAY = 2
"""Finished sets that make a date a training day [ours]."""


def months_later(day: date, months: int) -> date:
    """Returns the same day `months` months later, or the last day of that month if it is shorter.

    A date outside the calendar's years gives `day` itself.
    """
    count = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_OF_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WeekCalendar:
    """Numbers the weeks; week 0 contains the first possible date."""

    first_day: FirstDay

    @property
    def _shift(self) -> int:
        return _SHIFTS[self.first_day]

    def week_of(self, day: date) -> int:
        """Returns the number of the week that contains the day."""
        return (day.toordinal() - self._shift) // DAYS_OF_A_WEEK

    def week_start(self, day: date) -> date:
        """Returns the first day of the week that contains the day."""
        return self.start_of(self.week_of(day))

    def week_days(self, day: date) -> tuple[date, ...]:
        """Returns the days of the week that contains the day."""
        return self.days_of(self.week_of(day))

    def place_of(self, day: date) -> int:
        """Returns the position of the day in its week, from 0."""
        return (day.toordinal() - self._shift) % DAYS_OF_A_WEEK

    def days_after(self, day: date) -> int:
        """Returns how many days of its week come after this day."""
        return DAYS_OF_A_WEEK - 1 - self.place_of(day)

    def start_of(self, number: int) -> date:
        """Returns the first day of a week; for the very first week, the first possible date."""
        return date.fromordinal(max(1, number * DAYS_OF_A_WEEK + self._shift))

    def days_of(self, number: int) -> tuple[date, ...]:
        """Returns the days of a week in order, without days that `date` cannot represent."""
        first = number * DAYS_OF_A_WEEK + self._shift
        ordinals = range(max(1, first), min(date.max.toordinal() + 1, first + DAYS_OF_A_WEEK))
        return tuple(map(date.fromordinal, ordinals))


@dataclass(frozen=True, slots=True)
class Day:
    """A date with at least one session.

    `sets` are the finished sets of all its sessions; `stopped` says whether one of the sessions was
    stopped because of pain.
    """

    date: date
    sessions: int
    sets: int
    active_seconds: float
    stopped: bool

    @property
    def is_training_day(self) -> bool:
        """Whether it has at least two finished sets, whatever the status of its sessions [ours]."""
        return self.sets >= SETS_OF_A_TRAINING_DAY


def days_of(sessions: Iterable[SessionRecord]) -> tuple[Day, ...]:
    """Returns the dates with sessions, oldest first."""
    by_date = attrgetter("local_date")
    in_order = sorted(sessions, key=by_date)
    return tuple(_day(when, tuple(group)) for when, group in groupby(in_order, key=by_date))


def state_of(date: date, day: Day | None, today: date, pauses: Iterable[Pause]) -> DayState:
    """Returns the state of a date; a stop because of pain overrides all others [ours]."""
    if day is not None and day.stopped:
        return "stopped"
    if day is not None and day.sessions:
        return "trained" if day.is_training_day else "some"
    if any(pause.covers(date) for pause in pauses):
        return "paused"
    return "future" if date > today else "none"


def _day(when: date, sessions: tuple[SessionRecord, ...]) -> Day:
    return Day(
        date=when,
        sessions=len(sessions),
        sets=sum(finished_sets(each.sets) for each in sessions),
        active_seconds=fsum(each.active_seconds for each in sessions),
        stopped=any(each.status == "stopped_pain" for each in sessions),
    )
