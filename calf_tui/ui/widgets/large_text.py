"""Digits and words as large as the space allows; only digits that change are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.ui.partial_redraw import BareWidget
from calf_tui.ui.widgets.large_digits import (
    SMALL_HEIGHT,
    SMALL_WIDTH,
    TINY_HEIGHT,
    TINY_WIDTH,
    glyph,
)

if TYPE_CHECKING:
    from textual.selection import Selection

    from calf_tui.core.text.large_letters import Face


NARROWEST, WIDEST = 0.5, 0.72
"""The width of a digit relative to its height."""
GAP, COLON = 0.14, 0.18
"""The gap between digits, and the width of a ":", relative to the height of a digit."""
ROWS_A_SCALE = 4
"""The height of a letter at scale 1, in cells."""
LARGEST = 3


@dataclass(frozen=True, slots=True)
class DigitSize:
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


TINY = DigitSize(TINY_WIDTH, TINY_HEIGHT, 1, 1)
SMALL = DigitSize(SMALL_WIDTH, SMALL_HEIGHT, 1, 2)


def digit_size(text: str, columns: int, rows: int) -> DigitSize:
    """Returns the largest digits with which a text fits into the cells, or the smallest."""
    for height in range(rows * 2, SMALL_HEIGHT + 2, -1):
        gap, colon = max(1, round(height * GAP)), max(2, round(height * COLON))
        figures = len(text) - text.count(":")
        room = columns - text.count(":") * colon - gap * (len(text) - 1)
        width = min(room // max(1, figures), round(height * WIDEST))
        if width >= height * NARROWEST:
            return DigitSize(width, height, gap, colon)
    fits = rows * 2 >= SMALL_HEIGHT and SMALL.total(text) <= columns
    return SMALL if fits else TINY


class BigDigits(BareWidget):
    """Shows digits and ":" in the middle of its space.

    They are as large as the longest text to come allows, so that their size stays.
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

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Returns the digits as plain text."""
        del selection  # all of them, or none
        return self._text, "\n"

    def render_line(self, y: int) -> Strip:
        """Returns a row of cells."""
        size = self._size_of_digits
        row = y - self._top(size)
        width = self.size.width
        if not self._text or not 0 <= row < (size.height + 1) // 2:
            return Strip.blank(width, self.rich_style)
        signs = zip(self._text, size.widths(self._text), strict=True)
        drawn = (" " * size.gap).join(glyph(sign, cells, size.height)[row] for sign, cells in signs)
        text = f"{' ' * self._left(size, self._text)}{drawn}".ljust(width)[:width]
        return Strip([Segment(text, self.rich_style)], width)

    @property
    def _size_of_digits(self) -> DigitSize:
        return digit_size(self._longest, self.size.width, self.size.height)

    def _top(self, size: DigitSize) -> int:
        return max(0, (self.size.height - (size.height + 1) // 2) // 2)

    def _left(self, size: DigitSize, text: str) -> int:
        return max(0, (self.size.width - size.total(text)) // 2)

    def _changed(self, text: str) -> list[Region]:
        """Returns the parts of rows that differ; all of it if there are more or fewer digits."""
        if [each == ":" for each in text] != [each == ":" for each in self._text]:
            return [self.size.region]
        size = self._size_of_digits
        x, top, regions = self._left(size, text), self._top(size), []
        for before, after, width in zip(self._text, text, size.widths(text), strict=True):
            if before != after:
                rows = zip(
                    *(glyph(each, width, size.height) for each in (before, after)), strict=True
                )
                for y, (old, new) in enumerate(rows, top):
                    differs = [column for column in range(width) if old[column] != new[column]]
                    if differs:
                        regions.append(Region(x + differs[0], y, differs[-1] - differs[0] + 1, 1))
            x += width + size.gap
        return regions


class LargeWords(BareWidget):
    """Shows words in the largest letters that fit. Selecting them gives plain text.

    `largest` is the largest scale."""

    DEFAULT_CSS = """
    LargeWords { width: 1fr; height: 1; }
    """

    def __init__(self, face: Face | None, *, id: str, largest: int = LARGEST) -> None:  # noqa: A002
        super().__init__(id=id)
        self._face = face
        self._largest = largest
        self._wordings: tuple[str, ...] = ("",)
        self._drawn: tuple[tuple[object, ...], tuple[str, ...]] = ((), ())

    @property
    def text(self) -> str:
        """The words that are to be shown, in full."""
        return self._wordings[0]

    def show(self, *wordings: str) -> None:
        """Shows the first wording that fits in large letters; without one, the first as text.

        Of plain text in one row only what differs is drawn, where its length stays.
        """
        if wordings == self._wordings:
            return
        before, self._wordings = self.text, wordings
        text, width = self.text, self.size.width
        if (
            len(before) == len(text) == cell_len(text) == cell_len(before) <= width
            and before != text
            and not self._face
        ):
            differs = [
                place
                for place, pair in enumerate(zip(before, text, strict=True))
                if len({*pair}) > 1
            ]
            left = _start(self.styles.content_align_horizontal, width - len(text))
            self.refresh(
                Region(left + differs[0], 0, differs[-1] + 1 - differs[0], self.size.height)
            )
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Returns a row of cells, aligned as the style says."""
        rows, size, style = self._rows(), self.size, self.styles
        top = _start(style.content_align_vertical, size.height - len(rows))
        if not top <= y < top + len(rows):
            return Strip.blank(size.width, self.rich_style)
        row = rows[y - top]
        left = _start(style.content_align_horizontal, size.width - cell_len(row))
        text = set_cell_size(f"{' ' * left}{row}", size.width)
        return Strip([Segment(text, self.rich_style)], size.width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Returns the words as plain text."""
        del selection  # all of them, or none
        return self.text, "\n"

    def _rows(self) -> tuple[str, ...]:
        key = (self._wordings, self.size)
        if key != self._drawn[0]:
            self._drawn = (key, self._draw())
        return self._drawn[1]

    def _draw(self) -> tuple[str, ...]:
        size = self.size
        for scale in range(min(self._largest, size.height // ROWS_A_SCALE), 0, -1):
            for text in self._wordings:
                if drawn := self._in_letters(text, scale):
                    return drawn
        if cell_len(self.text) <= size.width:
            return (self.text,)
        return (set_cell_size(self.text, max(0, size.width - 1)) + "…",)

    def _in_letters(self, text: str, scale: int) -> tuple[str, ...]:
        """Returns the rows of large letters; none if they do not fit or a letter is unknown."""
        face, size = self._face, self.size
        if face is None or not face.holds(text):
            return ()
        lines = face.wrap(text, size.width, scale)
        if len(lines) * ROWS_A_SCALE * scale > size.height:
            return ()
        return tuple(row for line in lines for row in face.draw(line, scale))


def _start(alignment: str, free: int) -> int:
    """Returns the number of blank cells before an aligned text; `free` cells are left in all."""
    part = {"center": 2, "middle": 2, "right": 1, "bottom": 1}.get(alignment)
    return 0 if part is None else max(0, free // part)
