"""The documents of a history: the data file and its journal as one, with one writer."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from tinydb import TinyDB, where

from calf_tui.core.faults import Fault
from calf_tui.storage.codec import instant
from calf_tui.storage.disk import Disk
from calf_tui.storage.durable import ChangedMeanwhileFault, DurableStorage, not_written
from calf_tui.storage.file_names import names_of
from calf_tui.storage.journal import RESERVED, Journal
from calf_tui.storage.remains import find_remains, folded_in
from calf_tui.storage.schema import SCHEMA_VERSION
from calf_tui.storage.set_aside import (
    damage_notice,
    edit_notice,
    lines_notice,
    reading_notice,
    set_aside,
)
from calf_tui.storage.whole_file import make_folders, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from datetime import datetime
    from pathlib import Path

    from calf_tui.storage.codec import Document
    from calf_tui.storage.remains import Pending, Remains
    from calf_tui.storage.schema import Tables
    from calf_tui.storage.whole_file import Generation, Signature

ATTEMPTS = 3
"""How often a file is read or replaced anew when another program was quicker [ours]."""
FOLD_AT = RESERVED * 3 // 4
"""Bytes of a journal that is folded before its reserved space is used up [ours]."""


class View(NamedTuple):
    """The tables of the data file, and the documents the journal holds beyond them."""

    tables: Tables
    pending: Pending


class Store:
    """The files of one history. Nothing is touched before it is asked for.

    Reading needs nothing; writing needs `open`, after which this program is the one writer until
    `close`. Not for several threads at once. Every method raises `Fault`.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], disk: Disk | None = None) -> None:
        self.path = path
        self._now = now
        self._disk = disk or Disk()
        self._names = names_of(path)
        self._storage = DurableStorage(path, self._disk, self._note_generation)
        self._journal = Journal(self._names, self._disk)
        self._is_open = False
        self._unlock: Callable[[], None] = lambda: None
        self._mended: list[str] = []
        self._damage = ""
        self._added: Pending = {}
        self._view: View | None = None
        self._seen: tuple[Signature | None, ...] = ()
        self._fold_at = FOLD_AT

    def look(self) -> View:
        """Everything there is; the same object while nothing changed."""
        seen = self._signatures()
        if self._view is not None and seen == self._seen:
            return self._view
        for _ in range(ATTEMPTS):
            found = find_remains(self._names, self._storage)
            before, seen = seen, self._signatures()
            if before == seen:
                break
        self._seen = seen
        self._view = View(found.tables, {**found.pending, **self._added})
        self._damage = reading_notice(self.path, found) if found.damage else ""
        return self._view

    def notices(self) -> tuple[str, ...]:
        """What was mended since this was made, and what is still to be; a sentence each."""
        return (*self._mended, *filter(None, [self._damage]))

    def require_writable(self) -> None:
        """Raises `Fault` where a session could not be kept; changes nothing."""
        self.look()
        self._storage.require_room()
        if not self._is_open and self._names.lock.exists():
            self._take_lock()()

    def open(self) -> None:
        """Gets ready to write: mends what is damaged and folds what an earlier run left."""
        if self._is_open:
            return
        find_remains(self._names, self._storage)  # refuses before a byte is written
        try:
            make_folders(self._disk, self._names.base.parent)
            with ExitStack() as undo:
                self._unlock = self._take_lock()
                undo.callback(self._unlock)
                undo.callback(self._journal.close)
                found = find_remains(self._names, self._storage)
                self._journal.open(found.writer, found.number)
                self._journal.append({"opened": _this_process(self._now())})
                undo.pop_all()
        except OSError as error:
            raise not_written(self.path, error) from error
        self._is_open = True
        self._view = None
        try:
            self.fold()
        except Fault as fault:
            self._mended.append(str(fault))

    def append(self, table: str, document: Document) -> None:
        """Puts a document in the place of the one with its id; on disk when it returns."""
        self.open()
        view = self.look()
        try:
            self._journal.append({"table": table, "document": document})
        except OSError as error:
            raise not_written(self._names.journal, error) from error
        self._added[table, document["id"]] = document
        self._view = View(view.tables, {**view.pending, (table, document["id"]): document})
        if self._journal.length > self._fold_at:
            try:
                self.fold()
            except Fault:
                self._fold_at = self._journal.length + FOLD_AT  # it waits in the journal

    def fold(self) -> None:
        """Brings the data file up to the journal, and mends it where it is damaged."""
        if not self._is_open:
            return
        for _ in range(ATTEMPTS - 1):
            with suppress(ChangedMeanwhileFault):
                self._fold()
                return
        self._fold()

    def close(self) -> None:
        """Folds and lets others write; the journal keeps what could not be folded."""
        if not self._is_open:
            return
        try:
            self.fold()
        finally:
            self._journal.close()
            self._unlock()
            self._is_open = False
            self._view, self._added = None, {}

    def _fold(self) -> None:
        self._storage.forget()
        found = find_remains(self._names, self._storage)
        pending = {**found.pending, **self._added}
        is_new = self._storage.signature is None
        if not (pending or found.damage or found.is_edited or found.damaged_lines or is_new):
            return
        try:
            notices = self._prepare(found)
            self._write_base(found, pending)
            self._added, self._view = {}, None
            if not (is_new or found.damage):  # else `.bak` still needs the previous journal
                self._journal.begin_anew()
        except OSError as error:
            raise not_written(self.path, error) from error
        self._fold_at = self._journal.length + FOLD_AT
        self._mended += notices

    def _prepare(self, found: Remains) -> list[str]:
        """Puts a damaged file, or the one before another's edit, out of the way; what to say."""
        names, notices = self._names, []
        if found.damage:
            aside = set_aside(self._disk, names.base, self._now().date())
            self._storage.forget()
            notices.append(damage_notice(self.path, found, aside))
        elif found.is_edited:
            if names.previous.exists():
                self._disk.replace(names.previous, names.before_edit)
            notices.append(edit_notice(self.path, names.before_edit))
        if found.damaged_lines:
            notices.append(lines_notice(found.damaged_lines, names.previous_journal))
        return notices

    def _write_base(self, found: Remains, pending: Pending) -> None:
        folded = folded_in(found.tables)
        for entry in found.entries:
            folded[entry.writer] = max(entry.number, folded.get(entry.writer, 0))
        # The next line will be the checksum of this very generation, which needs no folding.
        folded[self._journal.writer] = self._journal.number + 1
        with self._storage.one_write(found.tables if found.damage else None):
            database = TinyDB(storage=lambda: self._storage)
            meta = database.table("meta")
            if not len(meta):
                meta.insert(_new_meta(self._now()))
            meta.update({"folded": folded})
            for (table, document_id), document in pending.items():
                _put(database, table, document_id, document)

    def _take_lock(self) -> Callable[[], None]:
        try:
            return self._disk.lock(self._names.lock)
        except BlockingIOError:
            holder = find_remains(self._names, self._storage).holder
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
        names = self._names
        others = () if self._is_open else (names.journal, names.previous_journal)
        return tuple(signature_of(each) for each in (self.path, *others))


def _put(database: TinyDB, table: str, document_id: str, document: Document) -> None:
    def replace(older: MutableMapping[str, Any]) -> None:
        older.clear()
        older.update(document)

    if not database.table(table).update(replace, where("id") == document_id):
        database.table(table).insert(document)


def _this_process(now: datetime) -> dict[str, object]:
    return {"process": os.getpid(), "at": instant(now)}


def _new_meta(now: datetime) -> Document:
    made = instant(now)
    return {
        "id": str(uuid4()),
        "schema_version": SCHEMA_VERSION,
        "created_at": made,
        "updated_at": made,
    }
