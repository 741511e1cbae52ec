"""The store of a history: the data file and its journal together, with one writer."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from threading import RLock
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.storage.database.backups import DailyBackup, back_up_before_migration
from calf_tui.storage.database.compaction import (
    compacted,
    holds_records,
    new_tables,
    quarantine_notice,
)
from calf_tui.storage.database.data_file import (
    BitRotError,
    ChangedMeanwhileError,
    DurableStorage,
    NewerFileError,
    not_written,
)
from calf_tui.storage.database.document_table import DatabaseView
from calf_tui.storage.database.journal import FOREIGN, RESERVED, Journal, documents_line
from calf_tui.storage.database.schema import FIRST_VERSION, MIGRATIONS, version_after
from calf_tui.storage.files.atomic_write import make_folders, signature_of
from calf_tui.storage.files.disk import Disk, is_locked
from calf_tui.storage.files.file_names import FileNames, names_of
from calf_tui.storage.locks import take_locks, this_process
from calf_tui.storage.recovery.fallback_copies import generation_in
from calf_tui.storage.recovery.permissions_and_stale_files import remove_earlier_files
from calf_tui.storage.recovery.preserve_damaged_file import (
    opening_notices,
    preserve_replaced_files,
    reading_notice,
)
from calf_tui.storage.recovery.recovered_state import MISSING, RecoveredState, recover_state
from calf_tui.storage.sync.external_change import merge_external_change

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Pending
    from calf_tui.storage.database.journal import Content
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.atomic_write import Signature

ATTEMPTS = 3
"""How often reading or replacing is tried if another program changes the file meanwhile [ours]."""
COMPACT_AT = RESERVED * 3 // 4
"""The bytes of a journal at which it is compacted, before its reserved space is used up [ours]."""


class DocumentStore:
    """The documents of one history. To compact means to write the journal into the data file.

    The constructor touches no file. Writing needs `open`, after which this process is the only
    writer until `close`. Every method raises `UserError`. Methods that write must be called with
    `lock` held. `view` may be called without it, and takes it only if a file has changed.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        disk: Disk | None = None,
        names: FileNames | None = None,
        migrations: Migrations = MIGRATIONS,
    ) -> None:
        self.path = path
        self.names = names or names_of(path)
        self.lock = RLock()
        self._now = now
        self._disk = disk or Disk()
        self._journal = Journal(self.names, self._disk)
        note = self._journal.note_generations
        self._storage = DurableStorage(path, self._disk, note, migrations, self.names)
        self._is_open = self._is_compacting = self._is_check_due = False
        self._unlock: Callable[[], None] = lambda: None
        self._mended: list[str] = []
        self._damage = self._put_back = ""
        self._added: Pending = {}
        self._view: DatabaseView | None = None
        self._seen: tuple[Signature | None, ...] = ()
        self._compact_at = COMPACT_AT
        self._version = version_after(migrations)
        self._marked = {"version": self._version} if self._version > FIRST_VERSION else {}
        self._backup = DailyBackup(self.names, self._disk)

    def view(self) -> DatabaseView:
        """Returns all documents; the same object while nothing has changed."""
        view = self._view
        if view is not None and (self._is_compacting or self._signatures() == self._seen):
            return view
        with self.lock:
            return self._view_anew()

    def document(self, table: str, document_id: str) -> Document | None:
        """Returns the newest document with this id, if there is one."""
        return self._added.get((table, document_id)) or self.view().document(table, document_id)

    def notices(self) -> tuple[str, ...]:
        """Returns what was repaired and what is damaged, a sentence each."""
        return (*self._mended, *filter(None, (self._damage, self._backup.fault)))

    def require_writable(self) -> None:
        """Raises `UserError` if a session could not be saved; changes nothing."""
        self._found()
        self._storage.require_free_space()
        if not self._is_open:
            take_locks(self.names, self._disk, self._storage, self._now(), only_present=True)()

    def open(self) -> None:
        """Takes the lock, repairs damage, and compacts what an earlier run left in the journal."""
        if self._is_open:
            return
        self._found()  # raises before anything is written
        try:
            for folder in {self.names.base.parent: None, self.names.own: None}:
                make_folders(self._disk, folder)
            with ExitStack() as undo:
                self._unlock = take_locks(self.names, self._disk, self._storage, self._now())
                undo.callback(self._unlock)
                undo.callback(self._journal.close)
                self._open_journal(self._found())
                undo.pop_all()
        except OSError as error:
            raise not_written(self.path, error) from error
        self._is_open, self._view = True, None
        try:
            self.view()
            self.compact()
            self._put_back = ""
            self._mended += remove_earlier_files(self.names, self._disk, self._now().date())
        except UserError as fault:
            self._mended.append(str(fault))

    def append(self, table: str, document: Document) -> None:
        """Saves a document in place of the one with its id; it is on disk when this returns."""
        self._add({"table": table, "document": document}, {(table, document["id"]): document})
        if self._journal.length > self._compact_at:
            self._compact_at = self._journal.length + COMPACT_AT
            with suppress(UserError):  # the document is safe in the journal
                self.compact()

    def append_all(self, documents: Pending) -> None:
        """Saves several documents, all or none of them, and compacts."""
        if documents:
            self._add(documents_line(documents), documents)
            self.compact()

    def compact(self) -> None:
        """Writes the documents of the journal into the data file, and repairs it if needed."""
        if not self._is_open:
            return
        self._is_compacting = True
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    self._compact()
                    break
                except (ChangedMeanwhileError, BitRotError):
                    if attempt == ATTEMPTS:
                        raise
                    self._storage.forget()
        finally:
            self._is_compacting = False
        if (present := self._storage.content.generation) and holds_records(self._storage.read()):
            self._backup.start(present, self._now().date())

    def compact_again(self, most: int) -> None:
        """Compacts if the data file has at most `most` bytes or was deleted meanwhile.

        Otherwise it checks the free space of the disk.
        """
        self._put_back = ""
        size = (signature_of(self.path) or (0, 0, 0))[2]
        (self.compact if size <= most else self._storage.check_free_space)()

    def waiting(self) -> str:
        """Returns why documents are only in the journal, or that the data file was deleted."""
        return self._storage.waiting or self._put_back

    def quarantine_invalid(self) -> None:
        """Moves documents that are not valid records to quarantine."""
        self._is_check_due = True
        self.compact()

    def close(self) -> None:
        """Compacts and releases the lock; what could not be compacted stays in the journal."""
        if not self._is_open:
            return
        try:
            self.compact()
        finally:
            self._backup.wait()
            self._journal.close()
            self._unlock()
            self._is_open, self._view, self._added = False, None, {}

    def _add(self, content: Content, documents: Pending) -> None:
        self.open()
        view = self._view or self.view()  # what others wrote is read at the next `view`
        try:
            if self._journal.is_gone:  # with all documents since the last compaction
                make_folders(self._disk, self.names.own)
                self._journal.begin_anew(self._storage.content.generation)
                content = documents_line({**self._added, **documents})
            self._journal.append({**content, **self._marked})
        except OSError as error:
            raise not_written(self.names.journal, error) from error
        self._added |= documents
        self._view = DatabaseView(view.tables, {**view.pending, **documents})

    def _view_anew(self) -> DatabaseView:
        if self._view and self._signatures() == self._seen:
            return self._view
        for _ in range(ATTEMPTS):
            before = self._signatures()
            found = self._recovered()
            if before == self._signatures():
                break
        # Who holds the lock makes a missing file; any other is mended, and told of, by compaction.
        is_held = found.damage == MISSING and any(map(is_locked, self.names.locks))
        is_mended = self._view if self._is_open else is_held
        self._damage = "" if is_mended or found.is_sound else reading_notice(self.names, found)
        self._view, self._seen = DatabaseView(found.tables, found.pending), before
        return self._view

    def _found(self) -> RecoveredState:
        """Returns the recovered state; raises `NewerFileError` if this version may not write it."""
        if (found := self._recovered()).is_newer:
            raise NewerFileError(self.path)
        return found

    def _recovered(self) -> RecoveredState:
        held = self._view if self._is_open and not self._damage else None
        found = recover_state(self.names, self._storage, self._added, held)
        ours = self.names, self._storage.migrations, self._view
        return merge_external_change(found, *ours) if found.needs_merge else found

    def _compact(self) -> None:
        found = self._found()
        is_foreign = found.damage or found.origin != "here"
        is_old = found.version < self._version
        is_bad = found.damaged_lines or found.gap or found.file.is_mended or self._is_check_due
        if self._storage.signature and not (is_old or found.pending or is_foreign or is_bad):
            if found.stale or not os.path.exists(self.names.last):
                self._storage.renew_spare()
            return
        # If so, the new file has what the view has, and need not be read again.
        is_known = self._seen == self._signatures() and not (found.damage or is_old)
        try:
            generation, today = self._storage.content.generation, self._now().date()
            if is_old and generation and not found.damage:
                back_up_before_migration(self.names, self._disk, generation, found.version, today)
            notices = preserve_replaced_files(self._disk, self.names, found, today)
            if found.damage:
                self._storage.forget()
            if found.origin == "copied":
                self._journal.rename()
            # The next line will be the checksum of this very generation, which needs no compaction.
            lines = {**found.lines, self._journal.writer: self._journal.number + 1}
            tables = found.tables or new_tables(self._now(), self._version)
            after = compacted(tables, found.pending, lines, is_check_due=bool(is_foreign or is_bad))
            self._journal.generation = generation_in(after.tables)
            self._storage.write({**after.tables})
            self._added, self._is_check_due = {}, False
            self._journal.begin_anew(self._storage.content.generation)
        except OSError as error:
            raise not_written(self.path, error) from error
        is_kept = is_known and not after.moved
        self._view = self._view if is_kept else DatabaseView(after.tables, {})
        self._seen = self._signatures() if is_kept else ()
        self._compact_at = self._journal.length + COMPACT_AT
        self._damage = ""
        if found.damage == MISSING:
            self._put_back = f"{self.path.name} is back: it was taken away while Calf TUI ran."
        moved = after.moved + found.file.quarantined
        self._mended += (*notices, *([quarantine_notice(moved, after.shown)] if moved else []))

    def _open_journal(self, found: RecoveredState) -> None:
        opened = {"opened": this_process(self._now())}
        self._mended += opening_notices(self.names, found)
        if found.gap == FOREIGN:  # its lines are merged like those of other journals
            journal = self.names.journal
            self._disk.replace(journal, journal.with_name(f"{journal.name}.other"))
        writer = "" if found.origin == "copied" else found.writer
        self._journal.open(writer, found.number, found.latest, opened)
        self._journal.append(opened)

    def _signatures(self) -> tuple[Signature | None, ...]:
        """Returns the signatures of the files that other programs may change."""
        files = (self.path,) if self._is_open else (self.path, self.names.journal)
        return tuple(map(signature_of, files))
