"""A TinyDB over the store: under its lock, and with its writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage

from calf_tui.core.errors import UserError
from calf_tui.storage.database.compaction import compacted
from calf_tui.storage.database.data_file import not_written
from calf_tui.storage.database.schema import compacted_lines_in
from calf_tui.storage.document_store import DocumentStore
from calf_tui.storage.files.atomic_write import signature_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.storage.database.document_table import Tables

META = "meta"


class LockedStore(DocumentStore):
    """A store whose tables are read and replaced as a whole; every method raises `UserError`."""

    def open(self) -> None:
        """Gets ready to write, with the journal folded in."""
        super().open()
        if self._found().pending:
            self.compact()

    def tables(self) -> Tables:
        """All there is, with what other programs wrote into the file meanwhile."""
        with self.lock:
            if signature_of(self.path) != self._storage.signature:
                self.compact()
            return dict(self._storage.read() or {})

    def replace(self, tables: Tables) -> None:
        """Writes these in the place of all but `meta`; on disk when it returns."""
        with self.lock:
            present = self.tables()
            if META in tables and dict(tables[META]) != dict(present[META]):
                raise UserError(
                    f'The table "{META}" of {self.path} is the program\'s own; '
                    "nothing was written, change another table."
                )
            journal = self._journal
            # The next line will be the checksum of this very generation, which needs no compaction.
            lines = {**compacted_lines_in(present), journal.writer: journal.number + 1}
            after = compacted({META: present[META], **tables}, {}, lines, is_check_due=False)
            self._view, self._seen = None, ()
            self._storage.write({**after.tables})
            try:
                journal.begin_anew(self._storage.content.generation)
            except OSError as error:
                raise not_written(self.names.journal, error) from error


class LockedStorage(Storage):
    """TinyDB's way to the tables of a store, which it opens and closes."""

    def __init__(self, store: LockedStore) -> None:
        self._store = store
        self._is_open = True
        with store.lock:
            store.open()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Returns all tables."""
        self._require_open()
        return self._store.tables()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replaces all tables; they are on disk when it returns."""
        self._require_open()
        self._store.replace(data)

    def close(self) -> None:
        """Lets others write."""
        self._is_open = False
        self._store.close()

    def _require_open(self) -> None:
        if not self._is_open:
            raise ValueError("the records are closed: use them inside `with open_tinydb(...)`")


def open_database(
    store: LockedStore, middleware: Callable[[type[Storage]], Callable[..., Storage]] | None = None
) -> TinyDB:
    """The store as a TinyDB; raises `UserError` where it cannot be opened."""
    return TinyDB(store, storage=middleware(LockedStorage) if middleware else LockedStorage)
