"""Documents and tables that are no valid records: set apart, and taken back once they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.serialization.codec import deleted_document, is_deleted, session_in, session_of
from calf_tui.serialization.record_tables import TABLES
from calf_tui.storage.database.document_table import (
    DEEPEST,
    CheckedTables,
    Table,
    is_too_deep,
    numbered,
)
from calf_tui.storage.database.merge import (
    META,
    QUARANTINE,
    SUPERSEDED,
    key_of,
    merged,
    quarantined,
)
from calf_tui.storage.database.schema import are_tables, is_document_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from calf_tui.storage.database.document_table import Pending, Tables


RECORDS: Mapping[str, Callable[[object], object]] = {
    "sessions": session_of,
    **{each.name: each.read for each in TABLES},
}
"""The function for each table that raises ValueError for an invalid document."""

NEEDED = ("sessions", META, QUARANTINE)
"""Without these tables a file cannot be used."""
TOO_DEEP = f"its values lie more than {DEEPEST} deep in one another"


def quarantine_invalid(tables: Tables) -> CheckedTables:
    """Moves invalid documents, and the older ones of those with the same id, to quarantine.

    Where nothing was moved, the tables are the very object that was checked.
    """
    faults = {
        (name, number): fault
        for name in RECORDS
        for number, document in tables.get(name, {}).items()
        if (fault := fault_of(name, document))
    }
    if not faults and not _has_duplicates(tables):
        return CheckedTables(tables)
    bad = [quarantined(name, tables[name][number], why) for (name, number), why in faults.items()]
    good = {
        name: {key: each for key, each in table.items() if (name, key) not in faults}
        for name, table in tables.items()
    }
    after = merged(good, {QUARANTINE: numbered(bad)})
    shown = sum(_is_shown(tables[name][number]) for name, number in faults if name == "sessions")
    return CheckedTables(after, _count(after) - _count(tables), shown)


def released(tables: Tables, now: datetime) -> Pending:
    """Returns the documents to save so that valid documents leave quarantine, if their id is free.

    A mark of deletion stays in quarantine, so that merging does not bring them back there.
    """
    released: Pending = {}
    for entry in tables.get(QUARANTINE, {}).values():
        if not is_releasable(entry):
            continue
        name, document = entry["table"], entry["document"]
        place = (name, document["id"])
        if place not in released and place[1] not in map(key_of, tables.get(name, {}).values()):
            released[place] = document
            released[QUARANTINE, entry["id"]] = deleted_document(entry["id"], now)
    return released


def is_releasable(entry: object) -> bool:
    """Returns whether a document in quarantine is valid, and no newer version replaced it."""
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("id"), str)
        and entry.get("table") in tuple(RECORDS)
        and entry.get("reason") != SUPERSEDED
        and isinstance(key_of(entry.get("document")), str)
        and not fault_of(entry["table"], entry["document"])
    )


def fault_of(table: str, document: object) -> str:
    """Returns why a document is not a valid record of the table; "" if it is."""
    if is_deleted(document):
        return "" if isinstance(key_of(document), str) else "it marks a deletion, but not of what"
    if is_too_deep(document):
        return TOO_DEEP
    try:
        RECORDS[table](document)
    except ValueError as error:
        return str(error)
    return ""


def _is_shown(document: object) -> bool:
    """Whether it is a session but for what lies too deep in it, which no reader asks for."""
    if not is_too_deep(document):
        return False
    try:
        session_in(str(document).encode())
    except ValueError:
        return False
    return True


def _has_duplicates(tables: Tables) -> bool:
    keys = [(name, key_of(each)) for name in RECORDS for each in tables.get(name, {}).values()]
    return len(keys) > len(set(keys))


def _count(tables: Mapping[str, Mapping[str, Any]]) -> int:
    return len(tables.get(QUARANTINE, {}))


class MendedTables(NamedTuple):
    """The content with tables only.

    `renumbered` counts the documents with a new number, `quarantined` the parts that were not
    tables and are in quarantine now.
    """

    content: object
    renumbered: int = 0
    quarantined: int = 0


def with_tables_only(content: object) -> MendedTables:
    """Numbers all documents, and moves parts that are not tables to quarantine.

    Of a list in the place of a table of records, its valid records are kept in that table, too.
    A part with the name of a table in `NEEDED` stays as it is: then the file is damaged.
    """
    if not isinstance(content, dict) or are_tables(content):
        return MendedTables(content)
    tables: dict[str, object] = {}
    aside: list[object] = []
    renumbered = 0
    for name, table in content.items():
        if isinstance(table, dict | Table):
            odd = sum(not is_document_number(key) for key in table)
            renumbered += odd
            tables[name] = _numbered(table) if odd else table
        elif name in NEEDED:
            tables[name] = table
        else:
            if rows := _valid_rows(name, table):
                tables[name] = numbered(rows)
            aside.append(quarantined(name, table, "it is no table"))
    if aside:
        kept = tables.get(QUARANTINE, {})
        if isinstance(kept, dict | Table):
            ids = [each.get("id") for each in kept.values() if isinstance(each, dict)]
            new = [each for each in aside if isinstance(each, dict) and each["id"] not in ids]
            tables[QUARANTINE] = _numbered({**kept, **{f"new {n}": e for n, e in enumerate(new)}})
    return MendedTables(tables, renumbered, len(aside))


def _valid_rows(name: str, part: object) -> list[object]:
    if name not in RECORDS or not isinstance(part, list):
        return []
    return [row for row in part if not fault_of(name, row)]


def _numbered(table: Mapping[str, object]) -> dict[str, object]:
    """Returns a table in which documents without a number follow the highest number."""
    numbers = [int(key) for key in table if is_document_number(key)]
    after = max(numbers, default=0)
    kept = {key: each for key, each in table.items() if is_document_number(key)}
    odd = [each for key, each in table.items() if not is_document_number(key)]
    return {**kept, **{str(after + place): each for place, each in enumerate(odd, 1)}}
