"""Training days a week against each week's own target, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.progress.weeks import DAYS_OF_A_WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from calf_tui.core.progress.weeks import Week, WeekState

MARKS: dict[WeekState | None, str] = {
    "met": "●",
    "in_progress": "◐",
    "frozen": "‖",
    "missed": "○",
    None: " ",
}
"""A shape for each state, so that it is known without colour."""
MEANINGS: dict[WeekState, str] = {
    "met": "met",
    "in_progress": "under way",
    "frozen": "frozen",
    "missed": "missed",
}
COLOURS: dict[WeekState, str] = {
    "met": "work",
    "in_progress": "ready",
    "frozen": "rest",
    "missed": "quiet",
}
NARROWEST, WIDEST = 3, 12
LABEL_WIDTH = 7
MONTH_WIDTH = 3
TARGET = "╌"


class WeekChart(Widget):
    """As many of the weeks as fit, the current one on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "weeks--met",
        "weeks--in_progress",
        "weeks--frozen",
        "weeks--missed",
        "weeks--target",
        "weeks--label",
    }
    DEFAULT_CSS = """
    WeekChart { width: 1fr; height: 9; }
    WeekChart > .weeks--met { color: $work; }
    WeekChart > .weeks--in_progress { color: $ready; }
    WeekChart > .weeks--frozen { color: $rest; }
    WeekChart > .weeks--missed { color: $quiet; }
    WeekChart > .weeks--target { color: $quiet; }
    WeekChart > .weeks--label { color: $quiet; }
    """

    def __init__(self, weeks: Sequence[Week], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._weeks = weeks

    @property
    def shown(self) -> Sequence[Week]:
        """The weeks there is room for."""
        return self._weeks[-max(1, self.size.width // NARROWEST) :]

    def render_line(self, y: int) -> Strip:
        """One row: of the bars, then the marks, then the dates."""
        bar_rows = self.size.height - 2
        width = min(WIDEST, self.size.width // len(self.shown))
        if y == bar_rows + 1:
            return self._labels(width)
        segments = []
        for week in self.shown:
            text, kind = (
                _cell(week, bar_rows - 1 - y, bar_rows)
                if y < bar_rows
                else (MARKS[week.state], week.state)
            )
            bar = text * (width - 1) if y < bar_rows else text.center(width - 1)
            segments += [Segment(bar, self._style(kind)), Segment(" ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, kind: str | None) -> Style:
        return self.get_component_rich_style(f"weeks--{kind}") if kind else self.rich_style

    def _labels(self, width: int) -> Strip:
        """The date a week starts; where that is too long, the month where it begins."""
        if width >= LABEL_WIDTH:
            labels = "".join(f"{week.start:%d %b}".ljust(width) for week in self.shown)
        else:
            labels = _months(self.shown, width)
        style = self.get_component_rich_style("weeks--label")
        return Strip([Segment(labels, style)]).adjust_cell_length(self.size.width, style)


def _months(weeks: Sequence[Week], width: int) -> str:
    """Each month's name under its first week, as far as the names do not touch."""
    labels = ""
    month = 0
    for place, week in enumerate(weeks):
        if week.start.month != month and len(labels) <= place * width:
            following = weeks[min(place + 1, len(weeks) - 1)]
            if width > MONTH_WIDTH or following.start.month == week.start.month:
                labels = labels.ljust(place * width) + f"{week.start:%b} "
        month = week.start.month
    return labels


def _cell(week: Week, row: int, rows: int) -> tuple[str, str | None]:
    """What stands in a row (0 is the lowest) of a week's bar, and which style it has."""
    halves = max(1, rows * 2 // DAYS_OF_A_WEEK)
    filled = min(2, max(0, week.days * halves - row * 2))
    if filled:
        return "▄█"[filled - 1], week.state
    if week.state is not None and (week.target * halves - 1) // 2 == row:
        return TARGET, "target"
    return " ", None
