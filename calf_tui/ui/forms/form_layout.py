"""How wide the parts of a form are, and on which line each of its rows stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calf_tui.ui.forms.fields import Row
from calf_tui.ui.screen_sizes import WIDTHS

WIDE = WIDTHS[1][0]


class Column(NamedTuple):
    """The head of the fields below one another, and how wide they are; `short` in narrow panes."""

    head: str
    width: int
    short: str
    short_width: int


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The rows of a form in so many cells; `columns` are those of rows with several fields."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    width: int

    @property
    def is_wide(self) -> bool:
        """Whether there is room for everything in full."""
        return self.width >= WIDE - 10

    @property
    def lines(self) -> list[int | None]:
        """The rows by number, and None where the heads of the columns stand."""
        lines: list[int | None] = list(range(len(self.rows)))
        grid = next((n for n, row in enumerate(self.rows) if len(row.fields) > 1), None)
        if grid is not None:
            lines.insert(grid, None)
        return lines

    @property
    def widths(self) -> list[int]:
        """Of the columns."""
        return [each.width if self.is_wide else each.short_width for each in self.columns]

    @property
    def heads(self) -> list[str]:
        """Of the columns, each as wide as its column."""
        names = (each.head if self.is_wide else each.short for each in self.columns)
        return [name[:width].ljust(width) for name, width in zip(names, self.widths, strict=True)]

    def label_width(self, *, is_grid: bool) -> int:
        """Alike for all rows where there is room."""
        longest = max(len(row.label) + len(row.tail) for row in self.rows) + 2
        if self.is_wide or is_grid:
            return max(6, min(longest, self.width - 1 - sum(self.widths)))
        return max(len(row.label) for row in self.rows if len(row.fields) == 1) + 2

    def column_at(self, row: int, x: int) -> int:
        """Which of the row's fields stands there; the first one left of all."""
        last = len(self.rows[row].fields) - 1
        edge = self.label_width(is_grid=last > 0)
        for column, width in enumerate(self.widths[:last]):
            edge += width
            if x < edge:
                return column
        return last
