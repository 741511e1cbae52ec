"""A table whatever stands between its cells, and what a runner says about it."""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


_DELIMITERS = ",;\t"
"""The delimiters that spreadsheets use, which depend on the country."""
_SEPARATOR_LINE = re.compile(r'\s*"?sep=([,;\t|])"?[,;\t|]*[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The first line by which some spreadsheets know the delimiter."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class TableOptions(NamedTuple):
    """How to read a table.

    `dates` is the order of day, month and year, "" where the column is to decide; `weights` the
    unit of weights without one, "" where none was said. `named` says which move, by its id, a name
    in the table means; `known` are the moves there are. `at` gives a time on the wall its offset.
    `today` tells which dates are still to come; None where nobody asks.
    """

    dates: str = ""
    weights: str = ""
    named: Mapping[str, str] = _NOTHING
    known: Mapping[str, str] = _NOTHING
    at: Callable[[datetime], datetime] = datetime.astimezone
    today: date | None = None

    def date_problem(self, local_date: str) -> str:
        """What is wrong with the date of what was done, as YYYY-MM-DD; empty where nothing is.

        Tomorrow may be today in another time zone.
        """
        if self.today is None or local_date <= (self.today + timedelta(days=1)).isoformat():
            return ""
        return f"{local_date} is still to come"


DEFAULT_OPTIONS = TableOptions()
LONGEST_LINE = 1_000_000
"""Characters; a row has a few hundred, and longer ones take long to look at [ours]."""


class DelimitedTable(NamedTuple):
    """A table: its headings, and the rows with their numbers; the headings are row 1."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    decimal_comma: bool
    problems: list[str]
    """The parts that could not be read, each with its row or line."""


def _require_lines(text: str) -> None:
    start = 0
    while len(text) - start > LONGEST_LINE:
        start = text.rfind("\n", start, start + LONGEST_LINE) + 1
        if not start:
            raise ValueError(f"it is no table: a line has more than {LONGEST_LINE:,} characters")


def delimited_table_of(text: str) -> DelimitedTable:
    """Returns the table in a text; raises ValueError, with the reason, if there is none."""
    problems: list[str] = []
    _require_lines(text)
    if "\0" in text:  # older versions of `csv` raise an error
        at = text.count("\n", 0, text.index("\0")) + 1
        problems.append(f"line {at}: it holds a NUL character, which belongs in no text")
        text = text.replace("\0", "")
    said = _SEPARATOR_LINE.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said else max(_DELIMITERS, key=body.partition("\n")[0].count)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(row):
                rows.append((number, row))
    except csv.Error as error:
        problems.append(f"row {number + 1}: it cannot be read, nor what follows it: {error}")
    if not rows:
        raise ValueError("it holds no table")
    head = [name.strip() for name in rows[0][1]]
    for row_number, row in rows[1:]:
        if any(row[len(head) :]):
            problems.append(f"row {row_number}: it has more cells than the head")
    return DelimitedTable(head, rows[1:], delimiter != ",", problems)
