"""The animated figure, drawn with braille dots as large as its space allows.

Call `moving.show(figure_view(session, now, find))` at every tick; only cells that differ are drawn.
The body has the colour of the widget, the trained parts that of `.figure--trained`, which a screen
sets to the phase's. A canvas library would need numpy and draw the whole widget each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.ui.figures.braille_canvas import BRAILLE, HALVES
from calf_tui.ui.figures.figure_drawing import BODY
from calf_tui.ui.figures.figure_picture import PARTS, Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

    from calf_tui.core.figures.figure_in_session import FigureView
    from calf_tui.ui.figures.braille_canvas import Cells

MOST_STRIPS = 4000


class MovingFigure(Widget):
    """Shows a figure, and the mistake if its view has one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{part}" for part in PARTS if part != "body"}
    DEFAULT_CSS = """
    MovingFigure { width: 1fr; height: 1fr; }
    MovingFigure > .figure--around { color: $quiet; }
    MovingFigure > .figure--far { color: $quiet; }
    MovingFigure > .figure--trained { color: $work; }
    MovingFigure > .figure--wrong { color: $error; }
    MovingFigure > .figure--right_words { color: $work; }
    MovingFigure > .figure--wrong_words { color: $error; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: FigureView | None = None
        self._pictures: Pictures | None = None
        self._rows: list[Cells] = []
        self._strips: dict[Cells, Strip] = {}
        self._styles_by_part: dict[int, Style] = {}

    def show(self, view: FigureView | None) -> None:
        """Shows another picture, and draws the cells that differ."""
        if view == self._view:
            return
        self._view = view
        before, self._rows = self._rows, self._picture()
        if len(before) != len(self._rows):
            self.refresh()  # its size has changed, but no resize event has come yet
            return
        pairs = enumerate(zip(before, self._rows, strict=True))
        changed = [_difference(y, old, row) for y, (old, row) in pairs if old != row]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draws the figure in its new size."""
        self._strips.clear()
        self._rows = self._picture()
        self.refresh()

    def notify_style_update(self) -> None:
        """Drops what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_by_part.clear()

    def render_line(self, y: int) -> Strip:
        """Returns a row of cells."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._rows[y]
        if row not in self._strips:
            if len(self._strips) >= MOST_STRIPS:
                self._strips.clear()
            self._strips[row] = Strip(list(self._segments(row)), self.size.width)
        return self._strips[row]

    def _picture(self) -> list[Cells]:
        if self._pictures is None:
            self._pictures = Pictures(HALVES if self.app.console.legacy_windows else BRAILLE)
        return self._pictures.picture(self._view, *self.size)

    def _segments(self, row: Cells) -> Iterator[Segment]:
        """Yields the segments of a row; empty cells belong to the segment before them."""
        text, parts = row
        start, present = 0, None
        for place, part in enumerate(parts):
            if text[place] == " " or part == present:
                continue
            if present is not None:
                yield Segment(text[start:place], self._style_of(present))
                start = place
            present = part
        yield Segment(text[start:], self._style_of(BODY if present is None else present))

    def _style_of(self, part: int) -> Style:
        if part not in self._styles_by_part:
            self._styles_by_part[part] = (
                self.rich_style
                if part == BODY
                else self.get_component_rich_style(f"figure--{PARTS[part]}")
            )
        return self._styles_by_part[part]


def _difference(y: int, before: Cells, after: Cells) -> Region:
    """Returns the region from the first to the last cell that differs in a row."""
    cells = zip(*before, *after, strict=True)
    differs = [(old, its) != (new, their) for old, its, new, their in cells]
    left = differs.index(True)
    return Region(left, y, len(differs) - differs[::-1].index(True) - left, 1)
