"""The documents of a history: the data file and its journal as one, with one writer."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import astuple
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.faults import Fault
from calf_tui.storage.backups import DailyBackup
from calf_tui.storage.codec import instant
from calf_tui.storage.disk import Disk
from calf_tui.storage.durable import ChangedMeanwhileFault, DurableStorage, RottedFault, not_written
from calf_tui.storage.file_names import names_of
from calf_tui.storage.folding import folded, holds_records, quarantine_notice
from calf_tui.storage.journal import RESERVED, Journal
from calf_tui.storage.remains import find_remains, folded_in
from calf_tui.storage.set_aside import made_room, reading_notice
from calf_tui.storage.table import Table
from calf_tui.storage.taking_over import has_journals_elsewhere, locks_of, take_over
from calf_tui.storage.whole_file import make_folders, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from calf_tui.storage.codec import Document
    from calf_tui.storage.file_names import FileNames
    from calf_tui.storage.journal import Content
    from calf_tui.storage.remains import Pending, Remains
    from calf_tui.storage.schema import Tables
    from calf_tui.storage.whole_file import Generation, Signature

ATTEMPTS = 3
"""How often a file is read or replaced anew when another program was quicker [ours]."""
FOLD_AT = RESERVED * 3 // 4
"""Bytes of a journal that is folded before its reserved space is used up [ours]."""


class View(NamedTuple):
    """The tables of the data file as it was read, and the documents that came since."""

    tables: Tables
    pending: Pending


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
    ) -> None:
        self.path = path
        self.names = names or names_of(path)
        self.lock = RLock()
        self._now = now
        self._disk = disk or Disk()
        self._storage = DurableStorage(path, self._disk, self._note_generation)
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
        view = self.look()
        if (table, document_id) in view.pending:
            return view.pending[table, document_id]
        held = view.tables.get(table)
        numbers = held.numbers_of(document_id) if isinstance(held, Table) else ()
        return held[numbers[0]] if held and numbers else None

    def notices(self) -> tuple[str, ...]:
        """What was mended since this was made, and what is still to be; a sentence each."""
        return (*self._mended, *filter(None, [self._damage, self._backup.fault]))

    def require_writable(self) -> None:
        """Raises `Fault` where a session could not be kept; changes nothing."""
        self.look()
        self._storage.require_room()
        if not self._is_open:
            self._take_locks(only_present=True)()

    def open(self) -> None:
        """Gets ready to write: mends what is damaged and folds what an earlier run left."""
        if self._is_open:
            return
        find_remains(self.names, self._storage)  # refuses before a byte is written
        try:
            for folder in {self.names.base.parent: None, self.names.own: None}:
                make_folders(self._disk, folder)
            with ExitStack() as undo:
                self._unlock = self._take_locks()
                undo.callback(self._unlock)
                undo.callback(self._journal.close)
                found = find_remains(self.names, self._storage)
                if has_journals_elsewhere(self.names):
                    self._journal.open("", 0)  # another machine may go on under that name
                    take_over(self.names, self._disk, self._journal, self._now().date())
                else:
                    self._journal.open(found.writer, found.number)
                self._journal.append({"opened": _this_process(self._now())})
                undo.pop_all()
        except OSError as error:
            raise not_written(self.path, error) from error
        self._is_open = True
        self._view = None
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
            pairs = [(table, document) for (table, _), document in documents.items()]
            self._add({"documents": pairs}, documents)
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
        view = self.look()
        try:
            self._journal.append(content)
        except OSError as error:
            raise not_written(self.names.journal, error) from error
        self._added |= documents
        self._view = View(view.tables, {**view.pending, **documents})

    def _look_anew(self) -> View:
        seen = self._signatures()
        if self._view is not None and seen == self._seen:
            return self._view
        for _ in range(ATTEMPTS):
            found = find_remains(self.names, self._storage)
            before, seen = seen, self._signatures()
            if before == seen:
                break
        self._view = View(found.tables, {**found.pending, **self._added})
        self._seen = seen
        self._damage = reading_notice(self.path, found) if found.damage else ""
        return self._view

    def _fold(self) -> None:
        found = find_remains(self.names, self._storage)
        pending = {**found.pending, **self._added}
        is_new = self._storage.signature is None
        is_foreign = bool(found.damage or found.is_edited)
        if not (pending or is_foreign or found.damaged_lines or is_new or self._sift):
            return
        is_known = self._seen == self._signatures() and not found.damage
        try:
            notices = made_room(self._disk, self.names, found, self._now().date())
            if found.damage:
                self._storage.forget()
            moved = self._write_base(found, pending, sift=is_foreign or self._sift)
            self._added, self._sift = {}, False
            if not (is_new or found.damage):  # else `.bak` still needs the previous journal
                self._journal.begin_anew()
        except OSError as error:
            raise not_written(self.path, error) from error
        # What is in the file now was in the view before: nothing has to be read again.
        is_known = is_known and not moved
        self._view, self._seen = (self._view, self._signatures()) if is_known else (None, ())
        self._fold_at = self._journal.length + FOLD_AT
        self._damage = ""
        self._mended += (*notices, *([quarantine_notice(moved)] if moved else []))

    def _write_base(self, found: Remains, pending: Pending, *, sift: bool) -> int:
        """How many documents went to the quarantine."""
        lines = folded_in(found.tables)
        for entry in found.entries:
            lines[entry.writer] = max(entry.number, lines.get(entry.writer, 0))
        # The next line will be the checksum of this very generation, which needs no folding.
        lines[self._journal.writer] = self._journal.number + 1
        after = folded(found.tables, pending, lines, self._now(), sift=sift)
        self._storage.write({**after.tables})
        return after.moved

    def _take_locks(self, *, only_present: bool = False) -> Callable[[], None]:
        try:
            return locks_of(self.names, self._disk, only_present=only_present)
        except BlockingIOError:
            holder = find_remains(self.names, self._storage).holder
            who = f" (process {holder['process']}, since {holder['at']})" if holder else ""
            raise Fault(
                f"{self.path} is in use by another Calf TUI{who}; close that one to train here, "
                "looking back works meanwhile."
            ) from None
        except OSError as error:
            raise not_written(self.path, error) from error

    def _note_generation(self, new: Generation, old: Generation | None) -> None:
        """The checksum of what is about to become the data file, and of what becomes `.bak`."""
        generations = [astuple(each) for each in (new, old) if each is not None]
        self._journal.append({"generations": generations})

    def _signatures(self) -> tuple[Signature | None, ...]:
        """Of the files that others may change; the journal is this program's while it writes."""
        others = () if self._is_open else self.names.journals
        return tuple(signature_of(each) for each in (self.path, *others))


def _this_process(now: datetime) -> dict[str, object]:
    return {"process": os.getpid(), "at": instant(now)}
