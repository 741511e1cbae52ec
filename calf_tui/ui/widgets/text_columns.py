"""Paragraphs in columns that are narrow enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from calf_tui.ui.widgets.screen_size import even_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

NARROWEST, WIDEST = 56, 72
MOST_COLUMNS = 3
GAP = 4


class TextColumns(Horizontal):
    """Shows paragraphs in one column or, if two fit, in as few as need no scrolling.

    The columns are filled one after the other, to about the same height.
    """

    DEFAULT_CSS = """
    TextColumns { height: auto; }
    TextColumns Static { height: auto; }
    """

    def __init__(self, paragraphs: Sequence[Content], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paragraphs = paragraphs
        self._filled: tuple[int, int, list[Sequence[Content]]] | None = None

    def compose(self) -> ComposeResult:
        """Yields the columns."""
        yield Static(classes="-first")
        for _ in range(1, MOST_COLUMNS):
            yield Static()

    def show(self, paragraphs: Sequence[Content], width: int = 0) -> None:
        """Shows other paragraphs, before the first layout for the width that is expected."""
        self._paragraphs, self._filled = paragraphs, None  # equal texts may have other styles
        self._fill(self.size.width or width)

    def on_resize(self) -> None:
        """Fills the columns that the new width has room for."""
        self._fill(self.size.width)

    def _fill(self, room: int) -> None:
        if not room:
            return
        pane = self.parent.size.height if self.parent else 0  # type: ignore[attr-defined]
        width, columns = columns_of(self._paragraphs, room, pane)
        margin = room // len(columns) - width
        if self._filled == (width, margin, columns):
            return
        self._filled = width, margin, columns
        for place, column in enumerate(self.query(Static)):
            column.display = place < len(columns)
            if column.display:
                column.styles.width = width
                column.styles.margin = (0, margin, 0, 0)
                column.update(Content("\n\n").join(columns[place]))


def columns_of(
    paragraphs: Sequence[Content], width: int, height: int
) -> tuple[int, list[Sequence[Content]]]:
    """Returns the width of each column, and its paragraphs."""
    most = min(MOST_COLUMNS, (width + GAP) // (NARROWEST + GAP))
    if most <= 1:
        return min(width, WIDEST), [paragraphs]
    for count in range(2, most + 1):
        one = min(WIDEST, (width - GAP * (count - 1)) // count)
        heights = [each.get_height({}, one) for each in paragraphs]
        parts = even_parts(heights, 1, count, sum(heights) + len(heights))
        tallest = max(sum(heights[each]) + each.stop - each.start - 1 for each in parts)
        if count == most or tallest <= height:
            break
    return one, [paragraphs[each] for each in parts]
