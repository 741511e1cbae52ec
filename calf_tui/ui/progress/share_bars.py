"""Shares of what was done as bars, in columns side by side at the bottom of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from calf_tui.core.text.formatting import cut, number, one_line
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.progress.session_shares import Meaning, Shares

FULL, REST = "▄", "▁"
"""A cell of a bar, and one of what is missing to a full one."""
COLOURS: dict[Meaning, str] = {"done": "$work", "effort": "$foreground", "pain": "$error"}
GAP = 4
"""The columns between two lists of bars."""
LONGEST_NAME = 24
NOTHING = "nothing yet"


class ShareBars(FittedText):
    """Lists of bars in a pane as wide as the page; only where there is room for them."""

    DEFAULT_CSS = """
    ShareBars { display: none; height: 10; padding: 0 1; text-wrap: nowrap;
        border: round $track; border-title-color: $quiet; }
    """

    def __init__(self, *, id: str = "shares") -> None:  # noqa: A002
        super().__init__(id=id)

    def show(self, title: str, shares: Callable[[], Sequence[Shares]]) -> None:
        """Shows the lists that `shares` returns under a title; it is called once they are seen."""
        self.border_title = title
        self.fit(lambda width, _height: bars(shares(), width))


def bars(shares: Sequence[Shares], width: int) -> Content:
    """Returns the lists side by side: a title, then name, bar and amount in each row."""
    one = (width - GAP * (len(shares) - 1)) // len(shares)
    columns = [_column(each, one) for each in shares]
    rows = max(map(len, columns))
    blank = Content(" " * one)
    padded = [[*column, *[blank] * (rows - len(column))] for column in columns]
    return Content("\n").join(
        Content(" " * GAP).join(row).rstrip() for row in zip(*padded, strict=True)
    )


def _column(shares: Shares, width: int) -> list[Content]:
    rows = [(one_line(name), amount) for name, amount in shares.rows] or [(NOTHING, 0.0)]
    amounts = [number(amount) for _, amount in rows]
    longest = max(map(len, amounts))
    names = min(LONGEST_NAME, width // 2, max(len(name) for name, _ in rows))
    room = max(1, width - names - longest - 2)
    lines = [Content.styled(f"{cut(shares.title, width):<{width}}", "bold")]
    for (name, amount), said in zip(rows, amounts, strict=True):
        full = round(room * amount / shares.most) if shares.most else 0
        full = max(full, 1) if amount else 0
        lines.append(
            Content.assemble(
                (f"{cut(name, names):<{names}} ", "$quiet"),
                (FULL * full, COLOURS[shares.meaning]),
                (REST * (room - full), "$track"),
                f" {said:>{longest}}",
            )
        )
    return lines
