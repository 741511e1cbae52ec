"""A trend drawn in braille dots, eight in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.chart_cell import Cell
from calf_tui.core.progress.charts.trend_scale import date_names, joined_points, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from calf_tui.core.progress.charts.trend_scale import Scale
    from calf_tui.core.progress.trends import Line, Trend

ACROSS, UP = 2, 4
"""The dots of a cell: columns and rows."""
BRAILLE = 0x2800
DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bit of a dot, by column and by height."""
BEST, ALONE = "◆", "●"
DASHES = ("1", "1110", "10")
"""The repeating pattern of each line's dots: the first line is solid, the others are dashed."""


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
        """Draws one dot; 0, 0 is at the lower left."""
        column, row = x // ACROSS, y // UP
        if 0 <= x < self.width:
            self._bits[row][column] |= DOTS[x % ACROSS][y % UP]
            self._kinds[row][column] = kind

    def mark(self, x: int, y: int, sign: str, kind: str) -> None:
        """Draws a sign in place of all dots of a cell."""
        self._signs[y // UP, x // ACROSS] = sign
        self._kinds[y // UP][x // ACROSS] = kind

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

    The kinds of the cells are "noise", "best", "line-0", "line-1" and so on.
    """
    shown = trend.since(first)
    dots = _Dots(columns, rows, scale_of(shown, first, last))
    if trend.noise:
        for line in shown.lines:
            _draw_noise(dots, line, trend.noise)
    names = [line.name for line in trend.lines]
    for line in reversed(shown.lines):
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
        names[row] = f"{value:,.0f}" if value >= 10 or value % 1 == 0 else f"{value:.1f}"
    return names


def date_line(trend: Trend, first: date, last: date, columns: int) -> str:
    """Returns the names of months and years below the cells in which they begin."""
    scale = scale_of(trend.since(first), first, last)
    text = ""
    for day, name in date_names(scale):
        column = int(scale.across(day) * (columns - 1))
        if (not text or len(text) < column) and column + len(name) <= columns:
            text = text.ljust(column) + name
    return text


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
