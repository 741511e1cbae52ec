"""The scale of a trend chart: positions of dates and values, and the names of dates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from calf_tui.core.progress.week_calendar import months_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.progress.trends import Line, Point, Trend

DAYS_OF_MONTH_NAMES = 800
"""A chart of more days than this names only the years."""
FAR_APART = 42
"""Points with more days than this between them are not joined."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The dates and values at the edges of a chart; `last` is after `first`, `high` above `low`."""

    first: date
    last: date
    low: float
    high: float

    def across(self, day: date) -> float:
        """Returns the position of a date, from 0 at the left edge to 1 at the right."""
        return (day - self.first).days / (self.last - self.first).days

    def up(self, value: float) -> float:
        """Returns the position of a value, from 0 at the bottom to 1 at the top, and not beyond."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale_of(trend: Trend, first: date, last: date) -> Scale:
    """Returns a scale that contains the trend between the dates, with its noise."""
    last = max(last, date.fromordinal(first.toordinal() + 1))
    if trend.bounds is not None:
        return Scale(first, last, *trend.bounds)
    values = [point.value for line in trend.lines for point in line.points]
    high = _rounded_up(max(values, default=0.0) + trend.noise)
    return Scale(first, last, 0.0, high)


def joined_points(line: Line) -> Iterator[tuple[Point, Point]]:
    """Yields the pairs of neighbouring points that a line joins.

    Points that are far apart are not joined. Nor is the present week if it is lower: it is not
    over, so the line would show a fall that may not come.
    """
    for before, after in pairwise(line.points):
        is_fall = after.date == line.running and after.value < before.value
        if (after.date - before.date).days <= FAR_APART and not is_fall:
            yield before, after


def date_names(scale: Scale) -> Iterator[tuple[date, str]]:
    """Yields the first days of months with their names; the year replaces January's.

    A scale of many days has only the years.
    """
    only_years = (scale.last - scale.first).days > DAYS_OF_MONTH_NAMES
    month = months_later(scale.first.replace(day=1), 1)
    while month <= scale.last:
        if month.month == 1:
            yield month, f"{month:%Y}"
        elif not only_years:
            yield month, f"{month:%b}"
        later = months_later(month, 1)
        if later == month:
            return
        month = later


def _rounded_up(value: float) -> float:
    """Returns the next round number whose half is round, too: 10, 12, 14, 16, 18, 20, 24, 30 ..."""
    if value <= 0:
        return 1.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    for figures in (10, 12, 14, 16, 18, 20, 24, 30, 36, 40, 50, 60, 70, 80, 90, 100):
        if figures * step >= value:
            return figures * step
    return 100 * step
