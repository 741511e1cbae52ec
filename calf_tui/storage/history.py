"""The records in a TinyDB file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from tinydb import TinyDB, where

from calf_tui.core.record import Pause, SessionRecord, Target
from calf_tui.storage.codec import (
    deleted_document,
    instant,
    is_deleted,
    pause_of,
    session_document,
    session_of,
    target_of,
    with_unknown_fields,
)
from calf_tui.storage.durable import ChangedMeanwhileFault, DurableStorage
from calf_tui.storage.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from datetime import datetime
    from pathlib import Path

    from tinydb.table import Table

    from calf_tui.storage.codec import Document
    from calf_tui.storage.disk import Disk
    from calf_tui.storage.whole_file import Signature
    from calf_tui.storage.schema import Tables

Record = TypeVar("Record")
ATTEMPTS = 3
"""How often a change is made anew when another program was quicker [ours]."""


@dataclass(frozen=True, slots=True)
class _Records:
    """What the file holds, decoded, and how many documents could not be."""

    sessions: tuple[SessionRecord, ...] = ()
    targets: tuple[Target, ...] = ()
    pauses: tuple[Pause, ...] = ()
    left_out: int = 0


class TinyHistory:
    """`core.ports.History` in the TinyDB file at `path`.

    Making one touches nothing; the file is read when first asked, and again only after it changed.
    Its methods may be called from any thread. `now` gives the time of day, aware.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], disk: Disk | None = None) -> None:
        self._now = now
        self._storage = DurableStorage(path, disk)
        self._lock = RLock()
        self._records: _Records | None = None
        self._read_from: Signature | None = None

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session, oldest start first."""
        return self._read().sessions

    def targets(self) -> tuple[Target, ...]:
        """The weekly targets the runner set, oldest first."""
        return self._read().targets

    def pauses(self) -> tuple[Pause, ...]:
        """The times off the runner entered, oldest first."""
        return self._read().pauses

    def left_out(self) -> int:
        """How many documents are no valid record; they stay in the file as they are."""
        return self._read().left_out

    def save(self, record: SessionRecord) -> None:
        """Keeps the session, in place of the one with the same id; on disk when it returns."""
        document = session_document(record)

        def put(sessions: Table) -> None:
            def replace(older: MutableMapping[str, Any]) -> None:
                _become(older, with_unknown_fields(document, older))

            if not sessions.update(replace, where("id") == record.id):
                sessions.insert(document)

        self._change(put)

    def remove(self, record_id: str) -> None:
        """Takes a session out, leaving a mark that it was deleted; no change for an unknown id."""
        if all(each.id != record_id for each in self.sessions()):
            return
        mark = deleted_document(record_id, self._now())
        self._change(
            lambda sessions: sessions.update(
                lambda older: _become(older, mark), where("id") == record_id
            )
        )

    def require_writable(self) -> None:
        """Raises `Fault` where a session could not be saved; changes nothing."""
        with self._lock:
            self._storage.require_writable()

    def _read(self) -> _Records:
        with self._lock:
            tables = self._storage.read() or {}
            if self._records is None or self._read_from != self._storage.signature:
                self._records = _records_in(tables)
                self._read_from = self._storage.signature
            return self._records

    def _change(self, change: Callable[[Table], object]) -> None:
        """One replacement of the file, made anew where another program was quicker."""
        with self._lock:
            for _ in range(ATTEMPTS - 1):
                with suppress(ChangedMeanwhileFault):
                    return self._change_once(change)
            return self._change_once(change)

    def _change_once(self, change: Callable[[Table], object]) -> None:
        with self._storage.one_write():
            # A fresh TinyDB each time: a kept one gives out document numbers another program took.
            database = TinyDB(storage=lambda: self._storage)
            if not len(database.table("meta")):
                database.table("meta").insert(_new_meta(self._now()))
            change(database.table("sessions"))


def _records_in(tables: Tables) -> _Records:
    sessions, bad_sessions = _decoded(tables.get("sessions", {}), session_of)
    targets, bad_targets = _decoded(tables.get("targets", {}), target_of)
    pauses, bad_pauses = _decoded(tables.get("pauses", {}), pause_of)
    return _Records(
        sessions=tuple(sorted(sessions, key=lambda each: (each.started_at, each.id))),
        targets=tuple(sorted(targets, key=lambda each: each.start)),
        pauses=tuple(sorted(pauses, key=lambda each: each.start)),
        left_out=bad_sessions + bad_targets + bad_pauses,
    )


def _decoded(
    table: dict[str, object], decode: Callable[[object], Record]
) -> tuple[list[Record], int]:
    """The records of a table, and how many documents are none."""
    records: list[Record] = []
    left_out = 0
    for document in table.values():
        if is_deleted(document):
            continue
        try:
            records.append(decode(document))
        except ValueError:
            left_out += 1
    return records, left_out


def _become(document: MutableMapping[str, Any], other: Document) -> None:
    document.clear()
    document.update(other)


def _new_meta(now: datetime) -> Document:
    made = instant(now)
    return {
        "id": str(uuid4()),
        "schema_version": SCHEMA_VERSION,
        "created_at": made,
        "updated_at": made,
    }
