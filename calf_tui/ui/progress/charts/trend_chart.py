"""A trend as lines of braille dots, drawn again only if it changes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.progress.charts.trend_canvas import date_line, plot, value_names

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.progress.trends import Trend

NAMES_WIDTH = 7
KINDS = ("line-0", "line-1", "line-2", "noise", "best")


class TrendChart(Widget):
    """A trend between two dates, with values on the left and dates below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"trend--{kind}" for kind in KINDS), "trend--label"}
    DEFAULT_CSS = """
    TrendChart { width: 1fr; height: 1fr; }
    TrendChart > .trend--line-0 { color: $work; }
    TrendChart > .trend--line-1 { color: $rest; }
    TrendChart > .trend--line-2 { color: $change; }
    TrendChart > .trend--noise { color: $quiet 70%; }
    TrendChart > .trend--best { color: $ready; text-style: bold; }
    TrendChart > .trend--label { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: tuple[Trend, date, date] | None = None
        self._drawn: tuple[object, list[Strip]] = (None, [])

    def show(self, trend: Trend, first: date, last: date) -> None:
        """Shows a trend between two dates."""
        self._shown = trend, first, last
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Returns a row."""
        state = (self._shown, self.size, self.app.theme)
        if self._drawn[0] != state:
            self._drawn = (state, self._draw())
        strips = self._drawn[1]
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.rich_style)

    def _draw(self) -> list[Strip]:
        columns, rows = self.size.width - NAMES_WIDTH, self.size.height - 1
        if self._shown is None or columns < 1 or rows < 1:
            return []
        label = self.get_component_rich_style("trend--label")
        styles = {kind: self.get_component_rich_style(f"trend--{kind}") for kind in KINDS}
        names = value_names(*self._shown, rows)
        strips = []
        for name, row in zip(names, plot(*self._shown, columns, rows), strict=True):
            segments = [Segment(f"{name:>{NAMES_WIDTH - 2}} ▕"[-NAMES_WIDTH:], label)]
            for kind, cells in groupby(row, key=lambda cell: cell.kind):
                style = styles[kind] if kind else self.rich_style
                segments.append(Segment("".join(cell.text for cell in cells), style))
            strips.append(Strip(segments).adjust_cell_length(self.size.width, self.rich_style))
        dates = " " * NAMES_WIDTH + date_line(*self._shown, columns)
        strip = Strip([Segment(dates, label)])
        return [*strips, strip.adjust_cell_length(self.size.width, self.rich_style)]
