"""A trend drawn in the dots of braille signs, eight to a cell, and the scale of its axes."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.charts.chart_cells import Cell
from calf_tui.core.progress.training_calendar import months_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calf_tui.core.progress.trends import Line, Point, Trend


ACROSS, UP = 2, 4
"""The dots of a cell: columns and rows."""
BRAILLE = 0x2800
DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bit of a dot, by column and by height."""
BLOCKS = "▁▂▃▄▅▆▇█"
BEST, ALONE = "◆", "●"
DASHES = ("1", "1110", "10")
"""The repeating pattern of each line's dots: the first line is solid, the others are dashed."""

GRID = "grid"
GRIDS = ((16, 4), (10, 2))
"""The parts into which a grid divides the scale, by the least rows [ours]."""
DAYS_OF_MONTH_NAMES = 800
"""A chart of more days than this names only the years."""
FAR_APART = 42
"""Points with more days than this between them are not joined."""
LEAST = 1e-9
"""A chart shows less than this as nothing: it may be too little to be divided by."""


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


def level_of(trend: Trend, value: float) -> int:
    """Returns how many of the trend's levels the value is above."""
    return sum(value > each for each in trend.levels)


def joined_points(line: Line) -> Iterator[tuple[Point, Point]]:
    """Yields the pairs of neighbouring points that a line joins; marks are not joined.

    Points that are far apart are not joined. Nor is the present week if it is lower: it is not
    over, so the line would show a fall that may not come.
    """
    for before, after in pairwise(line.points):
        is_fall = after.date == line.running and after.value < before.value
        is_near = (after.date - before.date).days <= FAR_APART
        if is_near and line.form == "line" and not is_fall:
            yield before, after


def date_names(scale: Scale) -> Iterator[tuple[date, str]]:
    """Yields the first days of months with their names, or years; of many days only years."""
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
    if value < LEAST:
        return 1.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    for figures in (10, 12, 14, 16, 18, 20, 24, 30, 36, 40, 50, 60, 70, 80, 90, 100):
        if figures * step >= value:
            return figures * step
    return 100 * step


class _Dots:
    """A field of dots; a cell has the kind of the last dot drawn in it."""

    def __init__(self, columns: int, rows: int, scale: Scale) -> None:
        self.width, self.height = columns * ACROSS, rows * UP
        self._scale = scale
        self._bits = [[0] * columns for _ in range(rows)]
        self._kinds: list[list[str | None]] = [[None] * columns for _ in range(rows)]
        self._signs: dict[tuple[int, int], str] = {}

    def place(self, day: date, value: float) -> tuple[int, int]:
        """Returns the x and y of the dot for a value on a date."""
        across = round(self._scale.across(day) * (self.width - 1))
        return across, round(self._scale.up(value) * (self.height - 1))

    def draw(self, x: int, y: int, kind: str) -> None:
        """Draws one dot; 0, 0 is at the lower left. The grid gives way to what is drawn on it."""
        column, row = x // ACROSS, y // UP
        if 0 <= x < self.width:
            if self._kinds[row][column] == GRID != kind:
                self._bits[row][column] = 0
            self._bits[row][column] |= DOTS[x % ACROSS][y % UP]
            self._kinds[row][column] = kind

    def mark(self, x: int, y: int, sign: str, kind: str) -> None:
        """Draws a sign in place of all dots of a cell."""
        self._signs[y // UP, x // ACROSS] = sign
        self._kinds[y // UP][x // ACROSS] = kind

    def column(self, line: Line, kind_of: Callable[[float], str]) -> None:
        """Draws the values of weeks from the ground up; of weeks that share a cell, the highest."""
        highest: dict[int, float] = {}
        columns = self.width // ACROSS
        for point in line.points:
            ends = (self._scale.across(point.date + timedelta(days=each)) for each in (0, 7))
            start, end = (int(each * columns) for each in ends)
            gap = end - start > 1
            for column in range(max(0, start), min(columns, max(start + 1, end - gap))):
                highest[column] = max(point.value, highest.get(column, 0.0))
        for column, value in highest.items():
            eighths = max(1, round(self._scale.up(value) * len(self._bits) * len(BLOCKS)))
            for row in range(-(-eighths // len(BLOCKS))):
                block = BLOCKS[min(len(BLOCKS), eighths - row * len(BLOCKS)) - 1]
                self._signs[row, column] = block
                self._kinds[row][column] = kind_of(value)

    def rows(self) -> Iterator[list[Cell]]:
        """Yields the rows of cells, the top row first."""
        for row in reversed(range(len(self._bits))):
            yield [
                Cell(self._signs.get((row, column)) or (chr(BRAILLE + bits) if bits else " "), kind)
                for column, (bits, kind) in enumerate(
                    zip(self._bits[row], self._kinds[row], strict=True)
                )
            ]


def plot(trend: Trend, first: date, last: date, columns: int, rows: int) -> list[list[Cell]]:
    """Returns the cells of the trend between two dates, the top row first.

    The kinds of the cells are "grid", "noise", "best", "line-0", "line-1" and so on; of columns
    "level-0", "level-1" and so on.
    """
    shown = trend.since(first)
    dots = _Dots(columns, rows, scale_of(shown, first, last))
    _draw_grid(dots, rows)
    if trend.noise:
        for line in shown.lines:
            _draw_noise(dots, line, trend.noise)
    names = [line.name for line in trend.lines]
    for line in shown.lines:
        if line.form == "column":
            dots.column(line, lambda value: f"level-{level_of(trend, value)}")
    for line in reversed(shown.lines):
        if line.form in ("line", "mark"):
            _draw(dots, line, names.index(line.name))
    for line in shown.lines:
        if line.best is not None and first <= line.best.date <= last:
            dots.mark(*dots.place(line.best.date, line.best.value), BEST, "best")
    return list(dots.rows())


def value_names(trend: Trend, first: date, last: date, rows: int) -> list[str]:
    """Returns the label of each row: a value at the top, in the middle and at the bottom."""
    scale = scale_of(trend.since(first), first, last)
    names = [""] * rows
    values = {0: scale.high, rows - 1: scale.low}
    if rows % 2:
        values[rows // 2] = (scale.low + scale.high) / 2
    for row, value in values.items():
        names[row] = f"{value:,.0f}" if value >= 10 or value % 1 == 0 else f"{value:.3g}"
    return names


def date_line(trend: Trend, first: date, last: date, columns: int) -> str:
    """Returns the months and years below their cells; else the first day and the last."""
    scale = scale_of(trend.since(first), first, last)
    text = ""
    for day, name in date_names(scale):
        column = int(scale.across(day) * (columns - 1))
        if (not text or len(text) < column) and column + len(name) <= columns:
            text = text.ljust(column) + name
    if text:
        return text
    begin, end = (f"{day.day} {day:%b}" for day in (scale.first, last))
    room = columns - len(begin) - len(end)
    return f"{begin}{' ' * room}{end}" if room > 0 and begin != end else begin[:columns]


def _draw_grid(dots: _Dots, rows: int) -> None:
    """Draws a dotted line at each quarter of the scale, or at its half, or none, by the room."""
    parts = next((parts for least, parts in GRIDS if rows >= least), 0)
    for number in range(1, parts + 1):
        for x in range(0, dots.width, ACROSS):
            dots.draw(x, round((dots.height - 1) * number / parts), GRID)


def _draw_noise(dots: _Dots, line: Line, noise: float) -> None:
    for point in line.points:
        x, low = dots.place(point.date, point.value - noise)
        _, high = dots.place(point.date, point.value + noise)
        for y in range(low, high + 1, 2):
            dots.draw(x, y, "noise")


def _draw(dots: _Dots, line: Line, number: int) -> None:
    kind, dashes = f"line-{number}", DASHES[number % len(DASHES)]
    for before, after in joined_points(line):
        x, y = dots.place(before.date, before.value)
        to_x, to_y = dots.place(after.date, after.value)
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(steps):
            part = step / steps
            column = round(x + (to_x - x) * part)
            if dashes[column % len(dashes)] == "1":
                _draw_thick(dots, column, round(y + (to_y - y) * part), kind)
    joined = {point for both in joined_points(line) for point in both}
    for point in line.points:
        if point in joined:
            _draw_thick(dots, *dots.place(point.date, point.value), kind)
        else:
            dots.mark(*dots.place(point.date, point.value), ALONE, kind)


def _draw_thick(dots: _Dots, x: int, y: int, kind: str) -> None:
    """Draws two dots, one above the other, which are easier to see."""
    dots.draw(x, y, kind)
    dots.draw(x, y - 1 if y else 1, kind)
