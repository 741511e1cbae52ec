"""A progress bar that is drawn again only if half a cell changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style

HALF = " ▌"
STEPS_A_CELL = 2


class Bar(Widget):
    """A bar that is filled from the left, in half cells."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--track"}
    DEFAULT_CSS = """
    Bar { width: 1fr; height: 1; }
    Bar > .bar--track { color: $track; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Shows a fraction from 0 to 1."""
        before, self._fraction = self._steps, min(1.0, max(0.0, fraction))
        if self._steps != before:
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        """Returns a row; all rows are the same."""
        return Strip(self._segments(self._steps, self.size.width), self.size.width)

    @property
    def _steps(self) -> int:
        return round(self._fraction * self.size.width * STEPS_A_CELL)

    @property
    def _track(self) -> Style:
        return self.get_component_rich_style("bar--track")

    def _segments(self, steps: int, width: int) -> list[Segment]:
        cells, edge = divmod(steps, STEPS_A_CELL)
        style, track = self.rich_style, self._track
        segments = [Segment("█" * cells, style)]
        if cells < width:
            segments.append(Segment(HALF[edge], style.from_color(style.color, track.color)))
            segments.append(Segment("█" * (width - cells - 1), track))
        return segments
