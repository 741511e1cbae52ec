"""The layout of a form: widths of its parts, and lines of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.ui.forms.fields import Row
from calf_tui.ui.theme import WIDTHS

WIDE = WIDTHS[1][0]


class Column(NamedTuple):
    """The heading and width of a column of fields, `short` for narrow panes, and what it is for."""

    head: str
    width: int
    short: str
    short_width: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The layout of rows in `width` cells; `columns` are those of rows with several fields."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    width: int

    @property
    def is_wide(self) -> bool:
        """Whether everything fits in full."""
        return self.width >= WIDE - 10

    @property
    def lines(self) -> list[int | None]:
        """The number of the row on each line; None for the headings of the columns."""
        lines: list[int | None] = list(range(len(self.rows)))
        grid = next((n for n, row in enumerate(self.rows) if len(row.fields) > 1), None)
        if grid is not None:
            lines.insert(grid, None)
        return lines

    @property
    def widths(self) -> list[int]:
        """The widths of the columns."""
        return [each.width if self.is_wide else each.short_width for each in self.columns]

    @property
    def heads(self) -> list[str]:
        """The headings, each as wide as its column."""
        names = (each.head if self.is_wide else each.short for each in self.columns)
        return [name[:width].ljust(width) for name, width in zip(names, self.widths, strict=True)]

    def label_width(self, *, is_grid: bool) -> int:
        """Returns the width of the labels, the same for all rows if there is enough space."""
        longest = max(len(row.label) + len(row.tail) for row in self.rows) + 2
        if self.is_wide or is_grid:
            return max(6, min(longest, self.width - 1 - sum(self.widths)))
        return max(len(row.label) for row in self.rows if len(row.fields) == 1) + 2

    def column_at(self, row: int, x: int) -> int:
        """Returns which field of a row is at `x`; the first one for all that is left of it."""
        last = len(self.rows[row].fields) - 1
        edge = self.label_width(is_grid=last > 0)
        for column, width in enumerate(self.widths[:last]):
            edge += width
            if x < edge:
                return column
        return last
