"""The seven days of a week, each with a shape and a colour for its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.style import Style

    from calf_tui.core.progress.training_calendar import DayState

SHAPES: dict[DayState, str] = {
    "trained": "█████",
    "some": "▄▄▄▄▄",
    "stopped": "▐ × ▌",
    "paused": "  ‖  ",
    "none": "  –  ",
    "future": "  ·  ",
}
WIDEST = 6


class DayCells(Widget):
    """The names of the days above their cells; the name of today is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"days--{state}" for state in SHAPES), "days--today"}
    DEFAULT_CSS = """
    DayCells { width: 1fr; height: 2; color: $quiet; }
    DayCells > .days--trained { color: $work; }
    DayCells > .days--some { color: $work; }
    DayCells > .days--stopped { color: $error; }
    DayCells > .days--paused { color: $rest; }
    DayCells > .days--none { color: $quiet; }
    DayCells > .days--future { color: $quiet; }
    DayCells > .days--today { color: $foreground; text-style: bold; }
    """

    def __init__(self, days: Sequence[tuple[date, DayState]], today: date) -> None:
        super().__init__()
        self._days = days
        self._today = today

    def render_line(self, y: int) -> Strip:
        """Returns the row of names, or the row of cells."""
        width = min(WIDEST, self.size.width // max(1, len(self._days)))
        segments = []
        for day, state in self._days:
            if y == 0:
                text, style = self._day_name(day, width)
            else:
                text = SHAPES[state].center(width - 1)[: width - 1]
                style = self.get_component_rich_style(f"days--{state}")
            segments += [Segment(text, style), Segment(" ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _day_name(self, day: date, width: int) -> tuple[str, Style]:
        name = f"{day:%a}"[: 3 if width == WIDEST else 2]
        if day != self._today:
            return name.center(width - 1), self.rich_style
        style = self.get_component_rich_style("days--today")
        return f"[{name}]".center(width - 1)[: width - 1], style
