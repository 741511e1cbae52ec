"""The history of a runner: the records in a TinyDB file and its journal."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Target, changed_at
from calf_tui.core.session.interrupted_session import SessionInProgress
from calf_tui.serialization.codec import (
    RESTORED,
    SessionRewriter,
    deleted_document,
    instant,
    instant_of,
    with_unknown_fields,
)
from calf_tui.serialization.record_tables import TABLE_OF, Small, SmallRecord, document_of
from calf_tui.serialization.tolerant_json import plain_json
from calf_tui.storage.database.document_table import id_in, stored_in
from calf_tui.storage.database.record_loading import Records, records_of, with_pending
from calf_tui.storage.database.schema import MIGRATIONS
from calf_tui.storage.document_store import DocumentStore
from calf_tui.storage.files.atomic_write import write_atomically
from calf_tui.storage.files.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import DatabaseView, Tables
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.sync.import_export import ImportExport


QUICK_COMPACTION = 128 * 1024
"""The most bytes of a data file that is compacted after each set: about 35 sessions [ours]."""


class TinyHistory:
    """Implements `core.ports.History` with the TinyDB file at `path` and a journal.

    The constructor touches no file. The files are read when they are first needed, and again only
    after another program has changed them. The methods may be called from any thread; those that
    only read do not wait for one that writes. `now` returns the present time, aware.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        disk: Disk | None = None,
        names: FileNames | None = None,
        migrations: Migrations = MIGRATIONS,
    ) -> None:
        self._now = now
        self._disk = disk or Disk()
        self._store = DocumentStore(path, now, self._disk, names, migrations)
        self._decoding = Lock()
        self._saved_session = SessionRewriter()
        self._tables: Tables | None = None
        self._base = Records()
        self._view: DatabaseView | None = None
        self._records = Records()
        self._removed: dict[tuple[str, str], Document] = {}

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Returns every session, oldest start first."""
        return self._current_records().sessions

    def targets(self) -> tuple[Target, ...]:
        """The weekly targets the runner set, oldest first."""
        return self.kept(Target)

    def pauses(self) -> tuple[Pause, ...]:
        """The times off the runner entered, oldest first."""
        return self.kept(Pause)

    def tests(self) -> tuple[HeelRiseTest, ...]:
        """The heel-rise tests, oldest first."""
        return self.kept(HeelRiseTest)

    def kept(self, kind: type[Small]) -> tuple[Small, ...]:
        """The small records of a kind, in their order."""
        return self._current_records().of(kind)

    def keep(self, record: SmallRecord) -> None:
        """Keeps a small record, in place of the one with its id; on disk when it returns."""
        table = TABLE_OF[type(record)]

        def document() -> Document:
            made = document_of(record)
            table.read(made)
            return made

        self._save(table.name, document)

    def keep_all(self, records: Iterable[SmallRecord]) -> None:
        """Keeps several small records of new ids, all or none of them."""
        documents = {}
        for each in records:
            table = TABLE_OF[type(each)]
            documents[table.name, each.id] = document = document_of(each)
            table.read(document)
        with self._store.lock:
            self._store.open()
            self._store.append_all(documents)

    def known_ids(self, kind: type[SmallRecord]) -> frozenset[str]:
        """The ids of all that were ever kept, the deleted ones included."""
        view, name = self._store.view(), TABLE_OF[kind].name
        held = (id_in(each) for each in stored_in(view.tables.get(name, {})).values())
        pending = (document_id for table, document_id in view.pending if table == name)
        return frozenset(each for each in (*held, *pending) if isinstance(each, str))

    def take_out(self, kind: type[Small], record_id: str) -> None:
        """Takes a small record out, leaving a mark; no change for an unknown id."""
        with self._store.lock:
            self._remove(TABLE_OF[kind].name, self.kept(kind), record_id)

    def left_out(self) -> int:
        """Returns how many documents are not valid, or older than another with their id."""
        return self._current_records().left_out

    def notices(self) -> tuple[str, ...]:
        """Returns what was repaired or recovered, a sentence each."""
        return self._store.notices()

    def open(self) -> None:
        """Takes the lock, repairs damage, and compacts what an earlier run left in the journal."""
        with self._store.lock:
            self._store.open()
            if self._current_records().left_out:
                self._store.quarantine_invalid()

    def save(self, record: SessionRecord) -> None:
        """Saves a session in place of the one with its id; it is on disk when this returns."""
        self._save("sessions", lambda: self._saved_session.document(record))

    def remove(self, record_id: str) -> None:
        """Deletes a session and leaves a mark of deletion; ignores an unknown id."""
        with self._store.lock:
            self._remove("sessions", self.sessions(), record_id)

    def begin(self, session_in_progress: SessionInProgress) -> None:
        """Saves what is needed to resume this session, in place of any other.

        If that fails, the session cannot be resumed, but no record is lost.
        """
        path = self._store.names.session_in_progress
        with self._store.lock:
            self._store.open()
            with suppress(OSError, ValueError):
                content = msgspec.json.encode(session_in_progress)
                write_atomically(self._disk, path, content)

    def session_in_progress(self) -> SessionInProgress | None:
        """Returns the session in progress, if any; raises `UserError` if another program writes."""
        with self._store.lock:
            self._store.open()
            return self.begun()

    def begun(self) -> SessionInProgress | None:
        """Returns the same, also while another program writes; None if it is not understood."""
        try:
            content, _ = plain_json(self._store.names.session_in_progress.read_bytes())
            return msgspec.json.decode(content, type=SessionInProgress)
        except (OSError, ValueError, RecursionError):
            return None

    def clear_session_in_progress(self) -> None:
        """Saves that no session is in progress."""
        with self._store.lock:
            self._store.open()
            with suppress(OSError):
                self._disk.remove(self._store.names.session_in_progress)

    def require_writable(self) -> None:
        """Raises `UserError` if a session could not be saved; changes nothing."""
        with self._store.lock:
            self._store.require_writable()

    def compact(self) -> None:
        """Writes the documents of the journal into the data file."""
        with self._store.lock:
            self._store.compact()

    def waiting(self) -> str:
        """Returns why documents are only in the journal, or that the file was put back; or ""."""
        return self._store.waiting()

    def compact_if_quick(self) -> None:
        """Compacts a data file of at most `QUICK_COMPACTION` bytes, so that others see each set."""
        with self._store.lock, suppress(OSError):
            self._store.compact_again(QUICK_COMPACTION)

    def close(self) -> None:
        """Compacts and releases the lock; what cannot be compacted stays in the journal."""
        with self._store.lock:
            self._store.close()

    def import_export(self) -> ImportExport:
        """The way for records out of this history and into it."""
        from calf_tui.storage.sync.import_export import ImportExport

        return ImportExport(self._store, self._now, self._disk)

    def _save(self, table: str, checked_document: Callable[[], Document]) -> None:
        try:
            document = checked_document()
        except ValueError as error:
            raise UserError(f"Not kept, for a value is out of its range: {error}.") from None
        with self._store.lock:
            self._store.open()
            older = self._store.document(table, document["id"])
            if older is not None:
                document = with_unknown_fields(document, older)
            if removed := self._removed.pop((table, document["id"]), None):
                document = with_unknown_fields(document, removed)  # the removal is undone
            if older and document != older:
                before = _last_change(older)
                if instant_of(document["updated_at"]) <= before:
                    document = {**document, "updated_at": instant(changed_at(before, before))}
            self._store.append(table, document)

    def _remove(self, table: str, records: Iterable[SmallRecord], record_id: str) -> None:
        for each in records:
            if each.id == record_id:
                older = self._store.document(table, record_id) or {}
                at = changed_at(self._now(), max(each.updated_at, _last_change(older)))
                self._store.append(table, deleted_document(record_id, at))
                self._removed[table, record_id] = older

    def _current_records(self) -> Records:
        view = self._store.view()
        with self._decoding:
            if self._tables is not view.tables:
                self._base, self._tables = records_of(view.tables), view.tables
            if self._view is not view:
                self._records, self._view = with_pending(self._base, view), view
            return self._records


def _last_change(document: Document) -> datetime:
    """Returns the time of the last change; the next one must be later, for merging."""
    return max(instant_of(document.get("updated_at")), instant_of(document.get(RESTORED)))
