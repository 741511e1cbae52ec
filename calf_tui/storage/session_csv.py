"""Sessions as a table for spreadsheets, one row a set, and back."""

from __future__ import annotations

import csv
from io import StringIO
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.storage.codec import session_document, session_of
from calf_tui.storage.csv_columns import COLUMNS, OF_SESSION, OF_SET, guarded, unguarded
from calf_tui.storage.session_fields import DOSE, SET, TEMPO
from calf_tui.storage.toml_schema import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from calf_tui.core.record import SessionRecord
    from calf_tui.storage.codec import Document
    from calf_tui.storage.csv_columns import Column

    Values = dict[str, Any]


_DELIMITERS = ",;\t"
"""What a spreadsheet may put between cells, by its country."""

NO_TABLE = "it is neither JSON nor a table with the columns of `calf-tui export`"


def csv_of(sessions: Iterable[SessionRecord]) -> str:
    """The table, with a head. Texts have a ' before what is like a formula, and no NUL."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in sessions:
        document = session_document(record)
        for each in document["sets"] or [None]:
            values = {**(_set_values(each) if each else {}), **_session_values(document)}
            writer.writerow([_cell(values.get(name)) for name in COLUMNS])
    return text.getvalue()


def sessions_in(text: str) -> tuple[list[Document], list[str]]:
    """The sessions of a table, and what was not understood: row by row, the head being row 1.

    A session with a row that was not understood is left out. Raises ValueError, with the
    reason in words, where there is no such table.
    """
    problems: list[str] = []
    if "\0" in text:  # which not every Python reads
        at = text.count("\n", 0, text.index("\0")) + 1
        problems.append(f"line {at}: it holds a NUL character, which belongs in no text")
        text = text.replace("\0", "")
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    table = _Table(decimal_comma=delimiter != ",")
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            if number == 1:
                head = _head(row, problems)
            elif any(row):
                table.add(number, head, row)
    except csv.Error as error:
        problems.append(f"row {number + 1}: it cannot be read, nor what follows it: {error}")
    if not number:
        raise ValueError("it holds no table")
    documents = table.documents()
    return documents, problems + table.problems


class _Session(NamedTuple):
    row: int
    values: Values
    sets: list[Document]


class _Table:
    """Rows, gathered into sessions; `problems` says which were not understood."""

    def __init__(self, *, decimal_comma: bool) -> None:
        self.problems: list[str] = []
        self._decimal_comma = decimal_comma
        self._sessions: dict[str, _Session] = {}
        self._bad: set[str] = set()

    def add(self, number: int, head: Sequence[str], row: Sequence[str]) -> None:
        """Takes in a row of these cells."""
        if len(row) > len(head) and any(row[len(head) :]):
            self.problems.append(f"row {number}: it has more cells than the head")
        cells = {name: cell for name, cell in zip(head, row, strict=False) if name in COLUMNS}
        has_set = any(cells.get(name) for name in OF_SET)
        columns = COLUMNS if has_set else OF_SESSION
        values = {name: self._value(columns[name], cells.get(name, "")) for name in columns}
        found = list(_row_problems(values, columns))
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
        """The sessions all of whose rows were understood, in their order."""
        documents = []
        for session_id, each in self._sessions.items():
            if session_id in self._bad:
                continue
            fields = {name: each.values[name] for name in OF_SESSION}
            document = {**fields, "id": fields.pop("session_id"), "sets": each.sets}
            try:
                documents.append(session_document(session_of(document)))
            except ValueError as error:
                self.problems.append(f"row {each.row}: not a session of ours: {error}")
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


def _head(row: Sequence[str], problems: list[str]) -> list[str]:
    head = [name.strip() for name in row]
    missing = [
        name for name, column in COLUMNS.items() if name not in head and not column.kind.is_optional
    ]
    if COLUMNS.keys().isdisjoint(head):
        raise ValueError(NO_TABLE)
    if missing:
        raise ValueError(f"its head, row 1, lacks {', '.join(missing)}")
    for name in dict.fromkeys(filter(None, head)):
        if name not in COLUMNS:
            problems.append(f"row 1: unknown column {quoted(name)}; {nearest(name, COLUMNS)}")
        elif head.count(name) > 1:
            problems.append(f"row 1: more than one column {name}")
    return head


def _row_problems(values: Values, columns: Mapping[str, Column]) -> Iterator[str]:
    for name, column in columns.items():
        problem = column.kind.problem(values[name])
        if problem:
            yield f"{name}: {problem}"
    if columns is not COLUMNS:
        return
    for dose in ("planned", "done"):
        reps, seconds = (f"{dose}_{each}" for each in DOSE)
        if (values[reps] is None) == (values[seconds] is None):
            yield f"{reps}: expected a number either here or in {seconds}"
    tempo = [values[f"tempo_{part}"] is None for part in TEMPO]
    if any(tempo) and not all(tempo):
        yield "tempo_up: expected all four parts of the tempo or none"


def _session_values(document: Document) -> Values:
    return {**document, "session_id": document["id"]}


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
