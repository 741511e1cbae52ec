"""Reads a table with the columns of the CSV export, as a person or a spreadsheet saved it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core.text.quoting import nearest, quoted
from calf_tui.documents.timestamps import instant_of, is_instant
from calf_tui.exchange.csv_columns import COLUMNS
from calf_tui.exchange.foreign_tables.column_headings import plain_name, require_columns
from calf_tui.exchange.foreign_tables.date_formats import order_in, wall_time_of
from calf_tui.exchange.foreign_tables.row_translation import Translated

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.exchange.foreign_tables.delimited_rows import DelimitedTable
    from calf_tui.exchange.foreign_tables.table_options import TableOptions

_NEEDED = (
    ("local_date", "started_at"),
    ("exercise",),
    ("done_reps", "done_seconds", "planned_reps", "planned_seconds"),
)
_DAY = timedelta(days=1)


def is_own(sheet: DelimitedTable) -> bool:
    """Returns whether it is a table of the CSV export: no other has a column `session_id`."""
    return "session_id" in map(plain_name, sheet.head)


def own_rows(sheet: DelimitedTable, options: TableOptions) -> Translated:
    """Returns its rows by column; raises ValueError with a text if a needed column is missing."""
    head = [name if (name := plain_name(each)) in COLUMNS else each for each in sheet.head]
    given = frozenset(head) & COLUMNS.keys()
    require_columns(given, {" or ".join(names): names for names in _NEEDED})
    problems: list[str] = []
    for name in dict.fromkeys(filter(None, head)):
        if name not in COLUMNS:
            problems.append(f"row 1: unknown column {quoted(name)}; {nearest(name, COLUMNS)}")
        elif head.count(name) > 1:
            problems.append(f"row 1: more than one column {name}")
    rows = [
        (number, {name: cell for name, cell in zip(head, row, strict=False) if name in COLUMNS})
        for number, row in sheet.rows
    ]
    _mend_dates(rows, options)
    return Translated(rows, given, problems, [])


def _mend_dates(rows: list[tuple[int, dict[str, str]]], options: TableOptions) -> None:
    """Rewrites the dates that can be understood as YYYY-MM-DD."""
    starts = {number: cells.get("started_at", "").strip() for number, cells in rows}

    def fits(number: int, day: date) -> bool:
        start = starts[number]
        return not is_instant(start) or abs(instant_of(start).date() - day) <= 2 * _DAY

    written = [(number, cells.get("local_date", "").strip()) for number, cells in rows]
    order = options.dates or order_in(written, fits)
    for (_, cells), (_, text) in zip(rows, written, strict=True):
        wall = wall_time_of(text, order)
        if wall is not None:
            cells["local_date"] = wall.day.isoformat()
