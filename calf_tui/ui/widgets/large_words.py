"""Words drawn as large as the space allows; plain text if the letters do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.selection import Selection

    from calf_tui.core.text.large_letters import Face

ROWS_A_SCALE = 4
"""The height of a letter at scale 1, in cells."""
LARGEST = 3


class LargeWords(Widget):
    """Shows words in large letters. Selecting them gives plain text.

    `largest` is the largest scale."""

    DEFAULT_CSS = """
    LargeWords { width: 1fr; height: 1; }
    """

    def __init__(self, face: Face | None, *, id: str, largest: int = LARGEST) -> None:  # noqa: A002
        super().__init__(id=id)
        self._face = face
        self._largest = largest
        self._text = ""
        self._drawn: tuple[tuple[object, ...], tuple[str, ...]] = ((), ())

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._text

    def show(self, text: str) -> None:
        """Shows other words."""
        if text != self._text:
            self._text = text
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
        return self._text, "\n"

    def _rows(self) -> tuple[str, ...]:
        key = (self._text, self.size)
        if key != self._drawn[0]:
            self._drawn = (key, self._draw())
        return self._drawn[1]

    def _draw(self) -> tuple[str, ...]:
        face, size = self._face, self.size
        if face is not None and face.holds(self._text):
            for scale in range(min(self._largest, size.height // ROWS_A_SCALE), 0, -1):
                lines = face.wrap(self._text, size.width, scale)
                if lines and len(lines) * ROWS_A_SCALE * scale <= size.height:
                    return tuple(row for line in lines for row in face.draw(line, scale))
        if cell_len(self._text) <= size.width:
            return (self._text,)
        return (set_cell_size(self._text, max(0, size.width - 1)) + "…",)


def _start(alignment: str, free: int) -> int:
    """Returns the number of blank cells before an aligned text; `free` cells are left in all."""
    part = {"center": 2, "middle": 2, "right": 1, "bottom": 1}.get(alignment)
    return 0 if part is None else max(0, free // part)
