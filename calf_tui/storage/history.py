"""The records in a TinyDB file."""

from __future__ import annotations

from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from calf_tui.core.record import A_MOMENT
from calf_tui.storage.codec import (
    deleted_document,
    is_deleted,
    pause_document,
    pause_of,
    session_document,
    session_of,
    target_document,
    target_of,
    with_unknown_fields,
)
from calf_tui.storage.disk import Disk
from calf_tui.storage.file_names import names_of
from calf_tui.storage.store import Store
from calf_tui.storage.under_way import UnderWayNote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from calf_tui.core.record import Pause, SessionRecord, Target
    from calf_tui.core.resumption import UnderWay
    from calf_tui.storage.codec import Document
    from calf_tui.storage.schema import Tables
    from calf_tui.storage.store import View

Record = TypeVar("Record", "SessionRecord", "Target", "Pause")

QUICK_FOLD = 128 * 1024
"""Bytes: some 35 sessions, folded in a few milliseconds [ours]."""


class _Base(NamedTuple):
    """What the data file holds, decoded, and its documents by table and id."""

    documents: dict[tuple[str, str], Document]
    sessions: tuple[SessionRecord, ...] = ()
    targets: tuple[Target, ...] = ()
    pauses: tuple[Pause, ...] = ()
    left_out: int = 0


class TinyHistory:
    """`core.ports.History` in the TinyDB file at `path`, and the journal beside it.

    Making one touches nothing; the files are read when first asked, and again only after they
    changed. Its methods may be called from any thread. `now` gives the time of day, aware.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], disk: Disk | None = None) -> None:
        self._now = now
        disk = disk or Disk()
        self._store = Store(path, now, disk)
        self._under_way = UnderWayNote(names_of(path).under_way, disk)
        self._lock = RLock()
        self._tables: Tables | None = None
        self._base = _Base({})
        self._view: View | None = None
        self._sessions: tuple[SessionRecord, ...] = ()
        self._targets: tuple[Target, ...] = ()
        self._pauses: tuple[Pause, ...] = ()

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session, oldest start first."""
        with self._lock:
            self._look()
            return self._sessions

    def targets(self) -> tuple[Target, ...]:
        """The weekly targets the runner set, oldest first."""
        with self._lock:
            self._look()
            return self._targets

    def pauses(self) -> tuple[Pause, ...]:
        """The times off the runner entered, oldest first."""
        with self._lock:
            self._look()
            return self._pauses

    def left_out(self) -> int:
        """How many documents are no valid record; they stay in the file as they are."""
        with self._lock:
            self._look()
            return self._base.left_out

    def notices(self) -> tuple[str, ...]:
        """What was mended or recovered, a sentence each."""
        with self._lock:
            return self._store.notices()

    def open(self) -> None:
        """Gets ready to write: mends what is damaged and folds what an earlier run left."""
        with self._lock:
            self._store.open()

    def save(self, record: SessionRecord) -> None:
        """Keeps the session, in place of the one with the same id; on disk when it returns."""
        self._save("sessions", session_document(record))

    def remove(self, record_id: str) -> None:
        """Takes a session out, leaving a mark that it was deleted; no change for an unknown id."""
        with self._lock:
            self._remove("sessions", self.sessions(), record_id)

    def save_target(self, target: Target) -> None:
        """Keeps the target, in place of the one with the same id; on disk when it returns."""
        self._save("targets", target_document(target))

    def remove_target(self, target_id: str) -> None:
        """Takes a target out, leaving a mark; no change for an unknown id."""
        with self._lock:
            self._remove("targets", self.targets(), target_id)

    def save_pause(self, pause: Pause) -> None:
        """Keeps the pause, in place of the one with the same id; on disk when it returns."""
        self._save("pauses", pause_document(pause))

    def remove_pause(self, pause_id: str) -> None:
        """Takes a pause out, leaving a mark; no change for an unknown id."""
        with self._lock:
            self._remove("pauses", self.pauses(), pause_id)

    def begin(self, under_way: UnderWay) -> None:
        """Notes that this session is under way, in place of any other."""
        with self._lock:
            self._store.open()
            self._under_way.write(under_way)

    def under_way(self) -> UnderWay | None:
        """The session that began and never ended; not one that another program has under way."""
        with self._lock:
            self._store.open()
            return self._under_way.read()

    def forget_under_way(self) -> None:
        """None is under way any more."""
        with self._lock:
            self._store.open()
            self._under_way.remove()

    def require_writable(self) -> None:
        """Raises `Fault` where a session could not be saved; changes nothing."""
        with self._lock:
            self._store.require_writable()

    def fold(self) -> None:
        """Brings what was saved from the journal into the data file."""
        with self._lock:
            self._store.fold()

    def fold_if_quick(self) -> None:
        """Folds a data file of at most `QUICK_FOLD` bytes, so that others see each set at once."""
        with self._lock, suppress(OSError):
            if self._store.path.stat().st_size <= QUICK_FOLD:
                self._store.fold()

    def close(self) -> None:
        """Folds and lets other programs write; what cannot be folded stays in the journal."""
        with self._lock:
            self._store.close()

    def _save(self, table: str, document: Document) -> None:
        with self._lock:
            self._store.open()
            view = self._look()
            key = table, document["id"]
            older = view.pending.get(key) or self._base.documents.get(key)
            if older is not None:
                document = with_unknown_fields(document, older)
            self._store.append(table, document)

    def _remove(
        self, table: str, records: Iterable[SessionRecord | Target | Pause], record_id: str
    ) -> None:
        for each in records:
            if each.id == record_id:
                # Merging takes the later of two: the mark is later, whatever the clock says.
                at = max(self._now(), each.updated_at + A_MOMENT)
                self._store.append(table, deleted_document(record_id, at))

    def _look(self) -> View:
        view = self._store.look()
        if self._tables is not view.tables:
            self._base, self._tables = _base_of(view.tables), view.tables
        if self._view is not view:
            base, self._view = self._base, view
            self._sessions = _with_pending("sessions", base.sessions, view, session_of, _by_start)
            self._targets = _with_pending("targets", base.targets, view, target_of, _by_date)
            self._pauses = _with_pending("pauses", base.pauses, view, pause_of, _by_date)
        return view


def _base_of(tables: Tables) -> _Base:
    sessions, bad_sessions = _decoded(tables.get("sessions", {}).values(), session_of)
    targets, bad_targets = _decoded(tables.get("targets", {}).values(), target_of)
    pauses, bad_pauses = _decoded(tables.get("pauses", {}).values(), pause_of)
    return _Base(
        documents={
            (table, each["id"]): each
            for table in ("sessions", "targets", "pauses")
            for each in tables.get(table, {}).values()
            if isinstance(each, dict) and isinstance(each.get("id"), str)
        },
        sessions=tuple(sessions),
        targets=tuple(targets),
        pauses=tuple(pauses),
        left_out=bad_sessions + bad_targets + bad_pauses,
    )


def _by_start(record: SessionRecord) -> tuple[datetime, str]:
    return record.started_at, record.id


def _by_date(record: Target | Pause) -> tuple[date, datetime, str]:
    return record.start, record.updated_at, record.id


def _with_pending(
    table: str,
    records: Iterable[Record],
    view: View,
    decode: Callable[[object], Record],
    order: Callable[[Record], Any],
) -> tuple[Record, ...]:
    """The records of the data file, those in the journal in place of them or among them."""
    newer = {name: each for (held, name), each in view.pending.items() if held == table}
    pending, _ = _decoded(newer.values(), decode)
    pending += (each for each in records if each.id not in newer)
    return tuple(sorted(pending, key=order))


def _decoded(
    documents: Iterable[object], decode: Callable[[object], Record]
) -> tuple[list[Record], int]:
    """The records of these documents, and how many documents are none."""
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
