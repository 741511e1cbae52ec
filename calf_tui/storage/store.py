"""The documents of a history: the data file and its journal as one, with one writer."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import astuple
from threading import RLock
from typing import TYPE_CHECKING

from calf_tui.core.faults import Fault
from calf_tui.storage.backups import DailyBackup, back_up_before_migration
from calf_tui.storage.disk import Disk
from calf_tui.storage.durable import (
    ChangedMeanwhileFault,
    DurableStorage,
    NewerFault,
    RottedFault,
    not_written,
)
from calf_tui.storage.file_names import names_of
from calf_tui.storage.folding import folded, holds_records, new_meta, quarantine_notice
from calf_tui.storage.journal import RESERVED, Journal, documents_line
from calf_tui.storage.locks import take_locks, this_process
from calf_tui.storage.migrations import FIRST_VERSION, MIGRATIONS, version_after
from calf_tui.storage.remains import View
from calf_tui.storage.reunion import find_all
from calf_tui.storage.set_aside import made_room, reading_notice
from calf_tui.storage.table import Table
from calf_tui.storage.taking_over import take_over
from calf_tui.storage.whole_file import make_folders, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from calf_tui.storage.codec import Document
    from calf_tui.storage.file_names import FileNames
    from calf_tui.storage.journal import Content
    from calf_tui.storage.migrations import Migrations
    from calf_tui.storage.remains import Pending, Remains
    from calf_tui.storage.whole_file import Generation, Signature

ATTEMPTS = 3
"""How often a file is read or replaced anew when another program was quicker [ours]."""
FOLD_AT = RESERVED * 3 // 4
"""Bytes of a journal that is folded before its reserved space is used up [ours]."""


class Store:
    """The files of one history. Nothing is touched before it is asked for.

    Reading needs nothing; writing needs `open`, after which this program is the one writer until
    `close`. Every method raises `Fault`. Those that write are called with `lock` held; `look`
    needs no lock, and waits for none while the files are as this program knows them.
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
        self._storage = DurableStorage(
            path, self._disk, self._note_generation, migrations, self.names
        )
        self._journal = Journal(self.names, self._disk)
        self._is_open = False
        self._is_folding = False
        self._unlock: Callable[[], None] = lambda: None
        self._mended: list[str] = []
        self._damage = ""
        self._added: Pending = {}
        self._view: View | None = None
        self._seen: tuple[Signature | None, ...] = ()
        self._fold_at = FOLD_AT
        self._sift = False
        self._version = version_after(migrations)
        self._marked = {} if self._version == FIRST_VERSION else {"version": self._version}
        self._backup = DailyBackup(self.names, self._disk)

    def look(self) -> View:
        """Everything there is; the same object while nothing changed."""
        view = self._view
        if view is not None and (self._is_folding or self._signatures() == self._seen):
            return view
        with self.lock:
            return self._look_anew()

    def document(self, table: str, document_id: str) -> Document | None:
        """The newest document with this id."""
        return self._added.get((table, document_id)) or self.look().document(table, document_id)

    def notices(self) -> tuple[str, ...]:
        """What was mended since this was made, and what is still to be; a sentence each."""
        return (*self._mended, *filter(None, [self._damage, self._backup.fault]))

    def require_writable(self) -> None:
        """Raises `Fault` where a session could not be kept; changes nothing."""
        self._found()
        self._storage.require_room()
        if not self._is_open:
            take_locks(self.names, self._disk, self._storage, self._now(), only_present=True)()

    def open(self) -> None:
        """Gets ready to write: mends what is damaged and folds what an earlier run left."""
        if self._is_open:
            return
        self._found()  # refuses before a byte is written
        try:
            for folder in {self.names.base.parent: None, self.names.own: None}:
                make_folders(self._disk, folder)
            with ExitStack() as undo:
                self._unlock = take_locks(self.names, self._disk, self._storage, self._now())
                undo.callback(self._unlock)
                undo.callback(self._journal.close)
                found, today = self._found(), self._now().date()
                if not take_over(self.names, self._disk, self._journal, today):
                    self._journal.open(found.writer, found.number)
                self._journal.append({"opened": this_process(self._now())})
                undo.pop_all()
        except OSError as error:
            raise not_written(self.path, error) from error
        self._is_open, self._view = True, None
        try:
            self.look()
            self.fold()
        except Fault as fault:
            self._mended.append(str(fault))

    def append(self, table: str, document: Document) -> None:
        """Puts a document in the place of the one with its id; on disk when it returns."""
        self._add({"table": table, "document": document}, {(table, document["id"]): document})
        if self._journal.length > self._fold_at:
            try:
                self.fold()
            except Fault:
                self._fold_at = self._journal.length + FOLD_AT  # it waits in the journal

    def append_all(self, documents: Pending) -> None:
        """Does so with several, all or none of them, and folds."""
        if documents:
            self._add(documents_line(documents), documents)
            self.fold()

    def fold(self) -> None:
        """Brings the data file up to the journal, and mends it where it is damaged."""
        if not self._is_open:
            return
        self._is_folding = True
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    self._fold()
                    break
                except (ChangedMeanwhileFault, RottedFault):
                    if attempt == ATTEMPTS:
                        raise
                    self._storage.forget()
        finally:
            self._is_folding = False
        if self._storage.generation and holds_records(self._storage.read()):
            self._backup.start(self._storage.generation, self._now().date())

    def waiting(self) -> str:
        """Why what was saved is in the journal only; empty where the data file can take it."""
        return self._storage.waiting

    def look_for_room(self) -> None:
        """Finds out, without writing, whether the next fold will find room; raises OSError."""
        self._storage.look_for_room()

    def sift(self) -> None:
        """Moves what is no valid record to the quarantine."""
        self._sift = True
        self.fold()

    def close(self) -> None:
        """Folds and lets others write; the journal keeps what could not be folded."""
        if not self._is_open:
            return
        try:
            self.fold()
        finally:
            self._backup.wait()
            self._journal.close()
            self._unlock()
            self._is_open = False
            self._view, self._added = None, {}

    def _add(self, content: Content, documents: Pending) -> None:
        self.open()
        view = self._view or self.look()  # the next look sees what others wrote
        try:
            self._journal.append({**content, **self._marked})
        except OSError as error:
            raise not_written(self.names.journal, error) from error
        self._added |= documents
        self._view = View(view.tables, {**view.pending, **documents})

    def _look_anew(self) -> View:
        seen = self._signatures()
        if self._view is not None and seen == self._seen:
            return self._view
        for _ in range(ATTEMPTS):
            found = find_all(self.names, self._storage, self._added, self._view)
            before, seen = seen, self._signatures()
            if before == seen:
                break
        self._view = View(found.tables, found.pending)
        self._seen = seen
        self._damage = reading_notice(self.path, found)
        return self._view

    def _found(self) -> Remains:
        """What there is, where this version may write it."""
        found = find_all(self.names, self._storage, self._added, self._view)
        if found.is_newer:
            raise NewerFault(self.path)
        return found

    def _fold(self) -> None:
        found = self._found()
        pending = found.pending
        is_new = self._storage.signature is None
        is_foreign = bool(found.damage or found.is_edited)
        is_old = found.version < self._version
        is_bad = bool(found.damaged_lines or found.replaced or self._sift)
        if not (is_old or pending or is_foreign or is_new or is_bad):
            return
        is_known = self._seen == self._signatures() and not found.damage
        try:
            generation, today = self._storage.generation, self._now().date()
            if is_old and generation and not found.damage:
                back_up_before_migration(self.names, self._disk, generation, found.version, today)
            if pending and found.is_behind:  # `.bak` will not have what the last one had
                self._journal.append({**documents_line(pending), **self._marked})
            notices = made_room(self._disk, self.names, found, today)
            if found.damage:
                self._storage.forget()
            moved = self._write_base(found, pending, sift=is_foreign or is_bad)
            self._added, self._sift = {}, False
            if not (is_new or found.damage):  # else `.bak` still needs the previous journal
                self._journal.begin_anew()
        except OSError as error:
            raise not_written(self.path, error) from error
        # What is in the file now was in the view before: nothing has to be read again.
        is_known = is_known and not (moved or is_old)
        self._view, self._seen = (self._view, self._signatures()) if is_known else (None, ())
        self._fold_at = self._journal.length + FOLD_AT
        self._damage = ""
        self._mended += (*notices, *([quarantine_notice(moved)] if moved else []))

    def _write_base(self, found: Remains, pending: Pending, *, sift: bool) -> int:
        """How many documents went to the quarantine."""
        # The next line will be the checksum of this very generation, which needs no folding.
        lines = {**found.lines, self._journal.writer: self._journal.number + 1}
        present = found.tables or {"meta": Table({"1": new_meta(self._now(), self._version)})}
        after = folded(present, pending, lines, sift=sift)
        self._storage.write({**after.tables})
        return after.moved

    def _note_generation(self, new: Generation, old: Generation | None) -> None:
        """The checksum of what is about to become the data file, and of what becomes `.bak`."""
        generations = [astuple(each) for each in (new, old) if each is not None]
        self._journal.append({"generations": generations})

    def _signatures(self) -> tuple[Signature | None, ...]:
        """Of the files that others may change; the journal is this program's while it writes."""
        others = () if self._is_open else self.names.all_journals
        return tuple(signature_of(each) for each in (self.path, *others))
