"""Digits as large as the space allows; only digits that change are drawn again."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.ui.widgets.digit_glyphs import (
    SMALL_HEIGHT,
    SMALL_WIDTH,
    TINY_HEIGHT,
    TINY_WIDTH,
    glyph,
)

NARROWEST, WIDEST = 0.5, 0.72
"""The width of a digit relative to its height."""
GAP, COLON = 0.14, 0.18
"""The gap between digits, and the width of a ":", relative to the height of a digit."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the digits in pixels: a column is one pixel, a row is two."""

    width: int
    height: int
    gap: int
    colon: int

    def widths(self, text: str) -> list[int]:
        """Returns the width of each character of a text."""
        return [self.colon if sign == ":" else self.width for sign in text]

    def total(self, text: str) -> int:
        """Returns the width of a text."""
        return sum(self.widths(text)) + self.gap * (len(text) - 1)


TINY = Fit(TINY_WIDTH, TINY_HEIGHT, 1, 1)
SMALL = Fit(SMALL_WIDTH, SMALL_HEIGHT, 1, 2)


def fit(text: str, columns: int, rows: int) -> Fit:
    """Returns the largest digits with which a text fits into the cells, or the smallest."""
    for height in range(rows * 2, SMALL_HEIGHT + 2, -1):
        gap, colon = max(1, round(height * GAP)), max(2, round(height * COLON))
        figures = len(text) - text.count(":")
        room = columns - text.count(":") * colon - gap * (len(text) - 1)
        width = min(room // max(1, figures), round(height * WIDEST))
        if width >= height * NARROWEST:
            return Fit(width, height, gap, colon)
    fits = rows * 2 >= SMALL_HEIGHT and SMALL.total(text) <= columns
    return SMALL if fits else TINY


class BigDigits(Widget):
    """Shows digits and ":" in the middle of its space.

    They are as large as the longest text to come allows and stand at its right end, so that none
    moves while the others change.
    """

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._longest = ""

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def show(self, text: str, longest: str = "") -> None:
        """Shows a text, in the size in which `longest` fits."""
        longest = max(text, longest, key=len)
        if (len(longest), ":" in longest) != (len(self._longest), ":" in self._longest):
            self._text, self._longest = text, longest
            self.refresh()
        elif text != self._text:
            changed = self._changed(text)
            self._text = text
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Returns a row of cells."""
        size = self._fit
        row = y - self._top(size)
        width = self.size.width
        if not self._text or not 0 <= row < (size.height + 1) // 2:
            return Strip.blank(width, self.rich_style)
        signs = zip(self._text, size.widths(self._text), strict=True)
        drawn = (" " * size.gap).join(glyph(sign, cells, size.height)[row] for sign, cells in signs)
        text = f"{' ' * self._left(size, self._text)}{drawn}".ljust(width)[:width]
        return Strip([Segment(text, self.rich_style)], width)

    @property
    def _fit(self) -> Fit:
        return fit(self._longest, self.size.width, self.size.height)

    def _top(self, size: Fit) -> int:
        return max(0, (self.size.height - (size.height + 1) // 2) // 2)

    def _left(self, size: Fit, text: str) -> int:
        longest = size.total(self._longest)
        return max(0, (self.size.width - longest) // 2) + longest - size.total(text)

    def _changed(self, text: str) -> list[Region]:
        """Returns the regions of digits that differ; all of it if their number differs."""
        if len(text) != len(self._text):
            return [self.size.region]
        size = self._fit
        x, regions = self._left(size, text), []
        for before, after, width in zip(self._text, text, size.widths(text), strict=True):
            if before != after:
                regions.append(Region(x, self._top(size), width, (size.height + 1) // 2))
            x += width + size.gap
        return regions
