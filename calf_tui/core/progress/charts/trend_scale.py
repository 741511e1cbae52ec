"""Where dates and values lie on a chart, and what is written along its edges."""

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
"""Where a chart shows more days, only the years are named."""
FAR_APART = 42
"""Points with more days between them are not joined."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The dates and values at a chart's edges; `last` is after `first`, `high` above `low`."""

    first: date
    last: date
    low: float
    high: float

    def across(self, day: date) -> float:
        """From 0 at the left edge to 1 at the right."""
        return (day - self.first).days / (self.last - self.first).days

    def up(self, value: float) -> float:
        """From 0 at the bottom to 1 at the top; what lies beyond is put at the edge."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale_of(trend: Trend, first: date, last: date) -> Scale:
    """A scale that holds the whole trend between the dates, its noise included."""
    last = max(last, date.fromordinal(first.toordinal() + 1))
    if trend.bounds is not None:
        return Scale(first, last, *trend.bounds)
    values = [point.value for line in trend.lines for point in line.points]
    high = _rounded_up(max(values, default=0.0) + trend.noise)
    return Scale(first, last, 0.0, high)


def stretches(line: Line) -> Iterator[tuple[Point, Point]]:
    """Each point with the one after it, where both belong to one stretch of training.

    A week that still runs ends none: so far it holds less, which is no fall.
    """
    for before, after in pairwise(line.points):
        is_fall = after.date == line.running and after.value < before.value
        if (after.date - before.date).days <= FAR_APART and not is_fall:
            yield before, after


def date_names(scale: Scale) -> Iterator[tuple[date, str]]:
    """The first days of months with their names, a year in place of its January; or years alone."""
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
    """The next number of one or two figures that halves well: 10, 12, 14, 16, 18, 20, 30 ..."""
    if value <= 0:
        return 1.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    for figures in (10, 12, 14, 16, 18, 20, 24, 30, 36, 40, 50, 60, 70, 80, 90, 100):
        if figures * step >= value:
            return figures * step
    return 100 * step
