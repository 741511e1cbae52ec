"""The calendar that numbers weeks, from the first possible date on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from calf_tui.core.settings import FIRST_DAYS, FirstDay

DAYS_OF_A_WEEK = 7

MONTHS_OF_A_YEAR = 12


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
        """The ordinal on which week 0 begins; the first possible date, a Monday, has ordinal 1."""
        return FIRST_DAYS.index("sunday") - FIRST_DAYS.index(self.first_day)

    def week_of(self, day: date) -> int:
        """Returns the number of the week that contains the day."""
        return (day.toordinal() - self._shift) // DAYS_OF_A_WEEK

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
