"""Weeks by number, from the first of all dates on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from calf_tui.core.settings import FIRST_DAYS, FirstDay

DAYS_OF_A_WEEK = 7

MONTHS_OF_A_YEAR = 12


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    count = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_OF_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WeekCalendar:
    """Numbers the weeks from the one that contains the first of all dates."""

    first_day: FirstDay

    @property
    def _shift(self) -> int:
        """The ordinal on which week 0 begins: the first of all dates, a Monday, has ordinal 1."""
        return FIRST_DAYS.index("sunday") - FIRST_DAYS.index(self.first_day)

    def week_of(self, day: date) -> int:
        """The number of the week that contains the day."""
        return (day.toordinal() - self._shift) // DAYS_OF_A_WEEK

    def place_of(self, day: date) -> int:
        """Which day of its week it is, from 0."""
        return (day.toordinal() - self._shift) % DAYS_OF_A_WEEK

    def days_after(self, day: date) -> int:
        """How many days of its week are still to come after this one."""
        return DAYS_OF_A_WEEK - 1 - self.place_of(day)

    def start_of(self, number: int) -> date:
        """The first day of a week; of the very first, the first of all dates."""
        return date.fromordinal(max(1, number * DAYS_OF_A_WEEK + self._shift))

    def days_of(self, number: int) -> tuple[date, ...]:
        """The days of a week in their order; those no calendar has are left out."""
        first = number * DAYS_OF_A_WEEK + self._shift
        ordinals = range(max(1, first), min(date.max.toordinal() + 1, first + DAYS_OF_A_WEEK))
        return tuple(map(date.fromordinal, ordinals))
