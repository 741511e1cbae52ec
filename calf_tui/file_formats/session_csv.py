"""Writes sessions as CSV, a row for each set, and reads sessions from tables."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.text.sanitizing import nearest, quoted
from calf_tui.file_formats.cell_formats import order_in, wall_time_of
from calf_tui.file_formats.csv_columns import (
    COLUMNS,
    DOSE,
    OF_SESSION,
    OF_SET,
    SET,
    TEMPO,
    guarded,
    unguarded,
)
from calf_tui.file_formats.delimited_table import (
    DEFAULT_OPTIONS,
    delimited_table_of,
    plain_name,
    require_columns,
    table_header_of,
)
from calf_tui.file_formats.missing_values import assumptions_in_words, complete, in_order
from calf_tui.file_formats.other_program_table import TranslatedRows, translated_rows
from calf_tui.serialization.codec import instant_of, is_instant, session_document, session_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.file_formats.csv_columns import Column
    from calf_tui.file_formats.delimited_table import TableOptions
    from calf_tui.serialization.codec import Document

    Values = dict[str, Any]

    from calf_tui.file_formats.delimited_table import DelimitedTable


NO_TABLE = "it is neither JSON nor a table with the columns of `calf-tui export`"

_NEEDED = (
    ("local_date", "started_at"),
    ("exercise",),
    ("done_reps", "done_seconds", "planned_reps", "planned_seconds"),
)
_DAY = timedelta(days=1)


def is_own(sheet: DelimitedTable) -> bool:
    """Returns whether it is a table of the CSV export: no other has a column `session_id`."""
    return "session_id" in map(plain_name, sheet.head)


def own_rows(sheet: DelimitedTable, options: TableOptions) -> TranslatedRows:
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
    return TranslatedRows(rows, given, problems, [])


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


def csv_of(sessions: Iterable[SessionRecord]) -> str:
    """Returns the sessions as CSV with headings; texts like formulas begin with a '."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in sessions:
        document = session_document(record)
        for each in document["sets"] or [None]:
            values = {**(_set_values(each) if each else {}), **document}
            values["session_id"] = document["id"]
            writer.writerow([_cell(values.get(name)) for name in COLUMNS])
    return text.getvalue()


class Sessions(NamedTuple):
    """The sessions of a table, and the problems with its rows; the headings are row 1.

    `notes` tell what was taken for what the table does not say. `given` are the columns it has;
    `is_own` tells a table of ours from that of another program or a person. `left_out` counts its
    rows where none of them came in.
    """

    documents: list[Document]
    problems: list[str]
    notes: list[str]
    given: frozenset[str]
    is_own: bool
    left_out: int


def sessions_in(text: str, options: TableOptions = DEFAULT_OPTIONS) -> Sessions:
    """Returns the sessions of a table of sets, whoever wrote it.

    A session with a row that was not understood is left out. Raises ValueError, with the reason in
    words, if there is no such table.
    """
    sheet = delimited_table_of(text)
    if not table_header_of(sheet.head).headings:
        raise ValueError(NO_TABLE)
    own = is_own(sheet)
    rows = own_rows(sheet, options) if own else translated_rows(sheet, options)
    table = _Table(rows.given if own else frozenset(), options, decimal_comma=sheet.decimal_comma)
    for number, cells in rows.rows:
        table.add(number, cells)
    documents = table.documents()
    missing = COLUMNS.keys() - rows.given - (frozenset() if own else {"updated_at"})
    taken = assumptions_in_words(missing & table.taken)
    notes = [*rows.notes, *filter(None, (taken,))]
    problems = [*sheet.problems, *rows.problems, *table.problems]
    left_out = 0 if documents else len(sheet.rows)
    return Sessions(documents, problems, notes, rows.given, own, left_out)


class _Session(NamedTuple):
    row: int
    values: Values
    sets: list[Document]


class _Table:
    """Combines rows to sessions; `problems` say which rows were not understood.

    A column may be missing unless it is `required`.
    """

    def __init__(
        self, required: frozenset[str], options: TableOptions, *, decimal_comma: bool
    ) -> None:
        self.problems: list[str] = []
        self.taken: set[str] = set()
        """The missing columns for which something was assumed."""
        self._required = required
        self._options = options
        self._decimal_comma = decimal_comma
        self._sessions: dict[str, _Session] = {}
        self._bad: set[str] = set()

    def add(self, number: int, cells: Mapping[str, str]) -> None:
        """Adds a row of these cells."""
        has_set = any(cells.get(name) for name in OF_SET)
        columns = COLUMNS if has_set else OF_SESSION
        missing = {name for name in columns if name not in cells and name not in self._required}
        self.taken |= missing
        values = {
            name: None if name in missing else self._value(columns[name], cells.get(name, ""))
            for name in columns
        }
        present = {name: column for name, column in columns.items() if name not in missing}
        found = list(_row_problems(values, present))
        session_id = str(values["session_id"])
        first = self._sessions.setdefault(session_id, _Session(number, values, []))
        found += [
            f"{name}: it is not the same as in row {first.row}, of the same session"
            for name in OF_SESSION
            if values[name] != first.values[name]
        ]
        if found:
            self._bad.add(session_id)
            self.problems += [f"row {number}, {each}" for each in found]
        elif has_set:
            first.sets.append(_set_document(values))

    def documents(self) -> list[Document]:
        """Returns the sessions all of whose rows were understood, in order."""
        documents = []
        for session_id, each in self._sessions.items():
            if session_id in self._bad:
                continue
            fields = {name: each.values[name] for name in OF_SESSION}
            try:
                complete(fields, each.sets, self._options.at)
                document = {**fields, "id": session_id, "sets": in_order(each.sets)}
                del document["session_id"]
                document = session_document(session_of(document))
            except OverflowError:
                self.problems.append(f"row {each.row}: its times are none that a clock shows")
            except ValueError as error:
                self.problems.append(f"row {each.row}: not a session of ours: {error}")
            else:
                if problem := self._options.date_problem(document["local_date"]):
                    self.problems.append(f"row {each.row}, local_date: {problem}")
                else:
                    documents.append(document)
        return documents

    def _value(self, column: Column, cell: str) -> object:
        if column.kind.is_text:
            return unguarded(cell) or (None if column.kind.may_be_none else "")
        text = cell.strip()
        if not text:
            return None
        digits = text.replace(",", ".") if self._decimal_comma else text
        try:
            number = float(digits)
        except ValueError:
            return text
        if isnan(number):
            return text
        return int(number) if abs(number) < 2**53 and number % 1 == 0 else number


def _row_problems(values: Values, columns: Mapping[str, Column]) -> Iterator[str]:
    """Yields the problems with the values of these columns, which are those of the row."""
    for name, column in columns.items():
        problem = column.kind.problem(values[name])
        if problem:
            yield f"{name}: {problem}"
    if "exercise" not in columns:
        return
    for dose in ("planned", "done"):
        reps, seconds = (f"{dose}_{each}" for each in DOSE)
        if columns.keys().isdisjoint((reps, seconds)):
            continue
        if (values[reps] is None) == (values[seconds] is None):
            yield f"{reps}: expected a number either here or in {seconds}"
    tempo = [values[f"tempo_{part}"] is None for part in TEMPO]
    if any(tempo) and not all(tempo):
        yield "tempo_up: expected all four parts of the tempo or none"


def _set_values(document: Document) -> Values:
    values = {**document, "set_ended_at": document["ended_at"]}
    for dose in ("planned", "done"):
        values |= {f"{dose}_{name}": amount for name, amount in document[dose].items()}
    values |= {f"tempo_{part}": seconds for part, seconds in (document["tempo"] or {}).items()}
    return values


def _set_document(values: Values) -> Document:
    def part(prefix: str, names: Iterable[str]) -> Document:
        held = {name: values[f"{prefix}_{name}"] for name in names}
        return {name: value for name, value in held.items() if value is not None}

    return {
        **{name: values[name] for name in SET if name != "ended_at"},
        "planned": part("planned", DOSE),
        "done": part("done", DOSE),
        "tempo": part("tempo", TEMPO) or None,
        "ended_at": values["set_ended_at"],
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return guarded(value.replace("\0", "")) if isinstance(value, str) else str(value)
