"""Loads the records of the tables and of the journal, and writes those of a demo."""

from __future__ import annotations

import gc
from bisect import insort
from contextlib import contextmanager
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from calf_tui.serialization.codec import (
    instant,
    is_deleted,
    session_document,
    session_in,
    session_of,
)
from calf_tui.serialization.record_tables import TABLES, Small, SmallRecord, document_of
from calf_tui.storage.database.document_table import numbered, stored_in
from calf_tui.storage.database.schema import SCHEMA_VERSION, bytes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from calf_tui.core.records.demo_history import Demo
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.storage.database.document_table import DatabaseView, Tables

Record = TypeVar("Record")
Kept = TypeVar("Kept", bound=SmallRecord)

MANY_OBJECTS = 2_000
"""The objects of about a thousand sessions [ours]."""

_by_start = attrgetter("started_at", "id")


class Records(NamedTuple):
    """Decoded records, the small ones by kind, and how many documents are none or outdated."""

    sessions: tuple[SessionRecord, ...] = ()
    small: Mapping[type[Any], tuple[Any, ...]] = MappingProxyType({})
    left_out: int = 0

    def of(self, kind: type[Small]) -> tuple[Small, ...]:
        """The small records of a kind, in their order."""
        return self.small.get(kind, ())


def records_of(tables: Tables) -> Records:
    """Returns the records of the tables, each kind in order."""
    with _collector_off():
        sessions, bad_sessions = _sessions_in(tables.get("sessions", {}))
    one_of_each = _newest(sessions)
    left_out = bad_sessions + len(sessions) - len(one_of_each)
    small: dict[type[Any], tuple[Any, ...]] = {}
    for table in TABLES:
        records, bad = _decoded(tables.get(table.name, {}).values(), table.read)
        small[table.kind] = tuple(sorted(records, key=table.key))
        left_out += bad
    return Records(tuple(sorted(one_of_each, key=_by_start)), small, left_out)


def with_pending(base: Records, view: DatabaseView) -> Records:
    """The records of the data file, those in the journal in place of them or among them."""
    small = {
        table.kind: _among(table.name, base.of(table.kind), view, table.read, table.key)
        for table in TABLES
    }
    sessions = _among("sessions", base.sessions, view, session_of, _by_start)
    return base._replace(sessions=sessions, small=small)


def _among(
    table: str,
    records: tuple[Kept, ...],
    view: DatabaseView,
    decode: Callable[[object], Kept],
    order: Callable[[Kept], Any],
) -> tuple[Kept, ...]:
    newer = {name: each for (held, name), each in view.pending.items() if held == table}
    if not newer:
        return records
    all_of_them = [each for each in records if each.id not in newer]
    for record in _decoded(newer.values(), decode)[0]:
        insort(all_of_them, record, key=order)
    return tuple(all_of_them)


def _newest(sessions: Iterable[SessionRecord]) -> Collection[SessionRecord]:
    """Returns, of sessions with the same id, the one that was changed last."""
    by_change = sorted(sessions, key=attrgetter("updated_at"))
    return {each.id: each for each in by_change}.values()


def _sessions_in(table: Mapping[str, object]) -> tuple[list[SessionRecord], int]:
    records: list[SessionRecord] = []
    unusual: list[object] = []
    for number, document in stored_in(table).items():
        try:
            if isinstance(document, msgspec.Raw):
                records.append(session_in(document))
                continue
        except ValueError:
            pass
        unusual.append(table[number])
    others, left_out = _decoded(unusual, session_of)
    return records + others, left_out


def _decoded(
    documents: Iterable[object], decode: Callable[[object], Record]
) -> tuple[list[Record], int]:
    """Returns the records of these documents, and how many documents are not valid."""
    records: list[Record] = []
    left_out = 0
    for document in documents:
        if is_deleted(document):
            continue
        try:
            records.append(decode(document))
        except ValueError:
            left_out += 1
    return records, left_out


@contextmanager
def _collector_off() -> Iterator[None]:
    """Turns the garbage collector off: it would take longer than making the many objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY_OBJECTS:
            gc.freeze()  # they stay in use, and collecting them later would stop the screen
        if was_on:
            gc.enable()


def write_demo(path: Path, demo: Demo, now: datetime) -> None:
    """Writes the demo's records where no file is."""
    created = {"schema_version": SCHEMA_VERSION, "created_at": instant(now)}
    tables = {
        "meta": numbered([created]),
        "sessions": numbered(map(session_document, demo.sessions)),
        "targets": numbered(map(document_of, demo.targets)),
        "pauses": numbered(map(document_of, demo.pauses)),
        "tests": numbered(map(document_of, demo.tests)),
    }
    path.write_bytes(bytes_of(tables))
