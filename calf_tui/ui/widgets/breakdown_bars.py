"""Breakdowns of what was done as bars, in columns side by side at the bottom of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from calf_tui.core.text.formatting import cut, number, one_line
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.progress.breakdowns import Breakdown, Meaning

FULL, REST = "▄", "▁"
"""A cell of a bar, and one of what is missing to a full one."""
COLOURS: dict[Meaning, str] = {"done": "$work", "effort": "$foreground", "pain": "$error"}
GAP = 4
"""The columns between two lists of bars."""
LONGEST_NAME = 24
NOTHING = "nothing yet"


class BreakdownBars(FittedText):
    """Lists of bars in a pane as wide as the page; only where there is room for them."""

    DEFAULT_CSS = """
    BreakdownBars { display: none; height: 10; padding: 0 1; text-wrap: nowrap;
        border: round $track; border-title-color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__(id="breakdowns")

    def show(self, title: str, breakdowns: Callable[[], Sequence[Breakdown]]) -> None:
        """Shows the lists that `breakdowns` returns, once there is room for them."""
        self.border_title = title
        self.fit(lambda width, _height: bars(breakdowns(), width))


def bars(breakdowns: Sequence[Breakdown], width: int) -> Content:
    """Returns the lists side by side: a title, then name, bar and amount in each row."""
    one = (width - GAP * (len(breakdowns) - 1)) // len(breakdowns)
    columns = [_column(each, one) for each in breakdowns]
    rows = max(map(len, columns))
    blank = Content(" " * one)
    padded = [[*column, *[blank] * (rows - len(column))] for column in columns]
    return Content("\n").join(
        Content(" " * GAP).join(row).rstrip() for row in zip(*padded, strict=True)
    )


def _column(breakdown: Breakdown, width: int) -> list[Content]:
    rows = [(one_line(name), amount) for name, amount in breakdown.rows] or [(NOTHING, 0.0)]
    amounts = [number(amount) for _, amount in rows]
    longest = max(map(len, amounts))
    names = min(LONGEST_NAME, width // 2, max(len(name) for name, _ in rows))
    room = max(1, width - names - longest - 2)
    lines = [Content.styled(f"{cut(breakdown.title, width):<{width}}", "bold")]
    for (name, amount), said in zip(rows, amounts, strict=True):
        full = round(room * amount / breakdown.most) if breakdown.most else 0
        full = max(full, 1) if amount else 0
        lines.append(
            Content.assemble(
                (f"{cut(name, names):<{names}} ", "$quiet"),
                (FULL * full, COLOURS[breakdown.meaning]),
                (REST * (room - full), "$track"),
                f" {said:>{longest}}",
            )
        )
    return lines
