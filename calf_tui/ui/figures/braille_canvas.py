"""A grid of dots in layers, and the braille characters that show it, eight dots in a cell."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, hypot, inf, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.figures.skeleton import Point

ACROSS, DOWN = 2, 4
"""The dots of a cell: columns and rows."""
_BRAILLE = 0x2800
_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""The bits of a braille character, for the dots in reading order."""


def _braille(dots: int) -> str:
    marks = sum(bit for place, bit in enumerate(_BITS) if dots >> place & 1)
    return chr(_BRAILLE + marks) if marks else " "


def _halves(dots: int) -> str:
    return " ▀▄█"[bool(dots & 0b1111) + 2 * bool(dots >> 4)]


BRAILLE = tuple(_braille(dots) for dots in range(256))
"""The characters for eight dots in reading order, the first in the lowest bit."""
HALVES = tuple(_halves(dots) for dots in range(256))
"""The same for terminals that only have half blocks."""


Cells = tuple[str, tuple[int, ...]]
"""The characters of a row, and the layer of each."""


@lru_cache(512)
def cells_of(row: tuple[int, ...], columns: int, characters: tuple[str, ...] = BRAILLE) -> Cells:
    """Returns the cells of a `BrailleCanvas.row`; a cell has the layer with most dots in it."""
    lines = [(layer, *row[layer * DOWN :][:DOWN]) for layer in range(len(row) // DOWN)]
    lines = [line for line in lines if any(line[1:])]
    text = [" "] * columns
    layers = [0] * columns
    for column in range(columns if lines else 0):
        shift = column * ACROSS
        dots = most = 0
        for layer, first, second, third, fourth in lines:
            found = (
                first >> shift & 3
                | (second >> shift & 3) << 2
                | (third >> shift & 3) << 4
                | (fourth >> shift & 3) << 6
            )
            if found:
                dots |= found
                if (count := found.bit_count()) >= most:
                    most, layers[column] = count, layer
        if dots:
            text[column] = characters[dots]
    return "".join(text), tuple(layers)


class BrailleCanvas:
    """Rows of dots in layers; a row is an integer with the leftmost dot in its lowest bit.

    A dot belongs to the layer in which it was drawn last.
    """

    def __init__(self, columns: int, rows: int, layers: int) -> None:
        self._columns, self._height = columns, rows * DOWN
        self._layers = [[0] * self._height for _ in range(layers)]

    def bone(self, layer: int, start: Point, end: Point, radii: Point) -> None:
        """Draws the convex hull of two discs in a layer."""
        own = self._layers[layer]
        for y, span in self.clear(start, end, radii):
            own[y] |= span

    def clear(self, start: Point, end: Point, radii: Point) -> list[tuple[int, int]]:
        """Clears the convex hull of two discs in all layers, and returns its rows of dots."""
        spans = list(self._spans(start, end, radii))
        for y, span in spans:
            for rows in self._layers:
                if rows[y] & span:
                    rows[y] &= ~span
        return spans

    def row(self, row: int) -> tuple[int, ...]:
        """Returns the rows of dots, of each layer, in a row of cells."""
        place = slice(row * DOWN, row * DOWN + DOWN)
        return tuple(line for rows in self._layers for line in rows[place])

    def _spans(self, start: Point, end: Point, radii: Point) -> Iterator[tuple[int, int]]:
        """Yields each row with the dots, as bits, whose centres are in the hull of two discs."""
        (x, y), (other_x, other_y), (radius, other_radius) = start, end, radii
        edges = _tangents(start, end, radii)
        last = self._columns * ACROSS - 1
        top = max(0, floor(min(y - radius, other_y - other_radius)))
        bottom = min(self._height, ceil(max(y + radius, other_y + other_radius)))
        for row in range(top, bottom):
            middle = row + 0.5
            left, right = inf, -inf
            square = radius * radius - (middle - y) ** 2
            if square >= 0:
                half = sqrt(square)
                left, right = x - half, x + half
            square = other_radius * other_radius - (middle - other_y) ** 2
            if square >= 0:
                half = sqrt(square)
                left, right = min(left, other_x - half), max(right, other_x + half)
            for above, below, at_zero, slope in edges:
                if above <= middle <= below:
                    across = at_zero + slope * middle
                    left, right = min(left, across), max(right, across)
            if left < right:
                first, end_bit = max(0, ceil(left - 0.5)), min(last, floor(right - 0.5))
                if first <= end_bit:
                    yield row, (2 << end_bit) - (1 << first)


def _tangents(start: Point, end: Point, radii: Point) -> list[tuple[float, float, float, float]]:
    """Returns top, bottom, x at row 0 and slope of both outer tangents; none of nested discs."""
    x, y = end[0] - start[0], end[1] - start[1]
    distance = hypot(x, y)
    if distance <= abs(radii[0] - radii[1]):
        return []
    x, y = x / distance, y / distance
    along = (radii[0] - radii[1]) / distance
    aside = sqrt(1 - along * along)
    lines = []
    for side in (aside, -aside):
        out_x, out_y = x * along - y * side, y * along + x * side
        first, second = start[1] + radii[0] * out_y, end[1] + radii[1] * out_y
        if first != second:
            at_first = start[0] + radii[0] * out_x
            slope = (end[0] + radii[1] * out_x - at_first) / (second - first)
            above, below = (first, second) if first < second else (second, first)
            lines.append((above, below, at_first - slope * first, slope))
    return lines
