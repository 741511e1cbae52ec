"""The data file: read as a whole, checked, and replaced atomically."""

from __future__ import annotations

import errno
import stat
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tinydb.storages import Storage

from calf_tui.core.errors import UserError
from calf_tui.storage.database.document_table import FileContent
from calf_tui.storage.database.record_quarantine import with_tables_only
from calf_tui.storage.database.schema import (
    MIGRATIONS,
    NewerVersionError,
    are_tables,
    blocks_of,
    content_in,
    require_ours,
    tables_of,
    version_after,
)
from calf_tui.storage.files.atomic_write import (
    FileSignature,
    atomic_write,
    blocks_in,
    make_folders,
    nearest_folder,
    removed_on_error,
    signature_of,
    temporary_in,
    write_atomically,
    written_to,
)
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.storage.files.file_names import FileNames, names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.storage.database.document_table import Tables
    from calf_tui.storage.database.journal import FirstEntries
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.atomic_write import Signature

ROOM_FOR_A_SESSION = 64 * 1024
"""Bytes that must be free besides a second copy of the file before a session starts [ours]."""

SAFE_FOR_NOW = "Safe for now: the disk is full, so free some space."

_CHOOSE = "choose another with --data FILE"


class ChangedMeanwhileError(UserError):
    """Raised if another program changed the file between reading and writing."""


class DamagedFileError(UserError):
    """Raised if the file is not a data file of ours, or is damaged; `reason` says how."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be used: {reason}; the file was left as it was, {_CHOOSE}."
        )
        self.reason = reason


class BitRotError(DamagedFileError):
    """Raised if the bytes of the file changed although no program has written to it."""


class NewerFileError(UserError):
    """Raised for writing to a file of a later version of the program, which is only read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by a newer version of Calf TUI; update Calf TUI to train here, "
            "looking back works meanwhile."
        )


class DurableStorage(Storage):
    """A storage for TinyDB: a JSON file, the one before it (`.bak`), and another copy (`.last`).

    Nothing is read before it is asked for, nothing made before the first write. What was read is
    kept until the file changes underneath. A file that is not ours, or that cannot be read or
    written, raises `UserError` and stays as it is; so does one of a later version, when it is to be
    written. `note` is told of each generation, and of the one before, just before it becomes the
    file. `waiting` says why the last write failed, or the next one will. `spare` is the state of
    the spare copy in which it was last found, or written, as a generation of this history. `firsts`
    are the first entries of the journals of other histories, as they were read.
    """

    def __init__(
        self,
        path: Path,
        disk: Disk | None = None,
        note: Callable[[FileSignature, FileSignature | None], None] = lambda _new, _old: None,
        migrations: Migrations = MIGRATIONS,
        names: FileNames | None = None,
    ) -> None:
        self.path = path
        self.migrations = migrations
        self.content = FileContent()
        self.waiting = ""
        self.signature: Signature | None = None
        self.spare: Signature | None = None
        self.firsts: FirstEntries = {}
        self._names = names or names_of(path)
        self._disk = disk or Disk()
        self._note = note
        self._is_read = False

    def read(self) -> dict[str, Any] | None:
        """Returns all tables, None if there is no file. The caller must not change them."""
        signature = signature_of(self.path)
        if not self._is_read or signature != self.signature:
            self._is_read, self.signature = False, signature
            self.content = FileContent(generation=self.content.generation)
            self.content = _read(self.path, version_after(self.migrations))
            self._is_read = True
        return self.content.tables

    def write(self, data: Tables) -> None:
        """Replaces all tables; they are on disk when this returns."""
        if not self._is_read:
            self.read()
        if self.content.is_newer:
            raise NewerFileError(self.path)
        self._replace(dict(data))

    def forget(self) -> None:
        """Makes the next `read` read the file again."""
        self._is_read = False

    def check_free_space(self) -> None:
        """Sets `waiting` if the disk has too little free space for a write; raises OSError."""
        size = self.signature[2] if self.signature else 0
        free = min(map(self._disk.free, {self._names.base.parent, self._names.own}))
        is_room = free >= size + ROOM_FOR_A_SESSION
        self.waiting = "" if is_room else SAFE_FOR_NOW

    def require_free_space(self) -> None:
        """Raises `UserError` if a write would fail, after a trial in a temporary file."""
        size = self.signature[2] if self.signature else 0
        self._try_room(self._names.base, size + ROOM_FOR_A_SESSION)
        if self._names.own != self._names.base.parent:
            self._try_room(self._names.last, size + ROOM_FOR_A_SESSION)

    def _try_room(self, path: Path, size: int) -> None:
        try:
            temporary = temporary_in(nearest_folder(path))
            with removed_on_error(self._disk, temporary):
                with self._disk.create(temporary) as file:
                    self._disk.write(file, bytes(size))
                self._disk.remove(temporary)
        except OSError as error:
            raise not_written(self.path if path == self._names.base else path, error) from error

    def _replace(self, tables: Tables) -> None:
        self._is_read = False  # `read` must return what is in the file, also if this fails
        require_ours(tables, version_after(self.migrations))
        try:
            generation = self._put(tables)
        except OSError as error:
            kept = ", and what was saved waits in the journal"
            fault = not_written(self.path, error, kept)
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            self.waiting = SAFE_FOR_NOW if is_full else f"Safe for now, in the journal: {fault}"
            raise fault from error
        self.content, self.signature = FileContent(tables, generation), signature_of(self.path)
        self.waiting, self._is_read = "", True

    def renew_spare(self) -> None:
        """Makes the spare copy one of what was read; raises `UserError`."""
        try:
            data = self.path.read_bytes()
            generation = self.content.generation
            if generation and crc32(data) == generation.crc32:
                write_atomically(self._disk, self._names.last, data)
        except OSError as error:
            raise not_written(self._names.last, error) from error

    def _put(self, tables: Tables) -> FileSignature:
        base, last = self._names.base, self._names.last
        for folder in {base.parent: None, last.parent: None}:
            make_folders(self._disk, folder)
        if self.signature is not None:
            self._keep_previous()
        spare = temporary_in(last.parent)
        with (
            removed_on_error(self._disk, spare),
            closing(written_to(self._disk, spare, blocks_of(tables))) as blocks,
            atomic_write(self._disk, base, blocks) as generation,
        ):
            self._note(generation, self.content.generation if self.signature else None)
            self._require_unchanged()
            self._disk.replace(spare, last)
            self._disk.sync_folder(last.parent)
            self._require_unchanged()
        self.spare = signature_of(last)
        return generation

    def _keep_previous(self) -> None:
        """Rotates only what is, byte for byte, the file that was read and understood."""
        with atomic_write(self._disk, self._names.previous, blocks_in(self.path)) as copied:
            self._require_unchanged()
            generation = self.content.generation
            if generation is None or copied.crc32 != generation.crc32:
                raise BitRotError(self.path, "a part of it changed on the disk by itself")

    def _require_unchanged(self) -> None:
        if signature_of(self.path) != self.signature:
            raise ChangedMeanwhileError(
                f"{self.path} was changed by another program just now; try once more, "
                "nothing was written over it."
            )


def not_written(path: Path, error: OSError, kept: str = "") -> UserError:
    """The sentence for a write that failed; `kept` says where what was to be written is now."""
    folder = Path(str(error.filename or path)).parent
    if folder == path.parent or folder in path.parents:
        mend = f"mend that or {_CHOOSE}, no record in it was lost"
    else:
        path, mend = folder, "mend that, for the journal lies there; no record was lost"
    return UserError(f"{path} cannot be written: {plain_words(error)}; {mend}{kept}.")


def tables_in(data: bytes, newest: int) -> FileContent:
    """Returns what is in the bytes of a data file, mended.

    Raises ValueError, with the reason in words, if they are none, and `NewerVersionError`.
    """
    content, replaced = content_in(data)
    try:
        return FileContent(tables_of(content, newest), None, replaced)
    except ValueError:
        if are_tables(content):
            raise
    mended = with_tables_only(content)
    tables = tables_of(mended.content, newest)
    return FileContent(tables, None, replaced, mended.renumbered, mended.quarantined)


def _read(path: Path, newest: int) -> FileContent:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            kind = "a folder" if stat.S_ISDIR(state.st_mode) else "a device or a pipe"
            raise UserError(f"{path} is {kind}, not a file of records; {_CHOOSE}.")
        data = path.read_bytes()
    except FileNotFoundError:
        return FileContent()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {plain_words(error)}; {_CHOOSE}.") from error
    checksums: list[int] = []
    beside = Thread(target=lambda: checksums.append(crc32(data)))  # holds nobody up
    with suppress(RuntimeError):  # where the system has no thread left
        beside.start()
    try:
        content = tables_in(data, newest)
    except NewerVersionError as newer:
        return FileContent(newer.tables, is_newer=True)
    except ValueError as error:
        raise DamagedFileError(path, str(error)) from error
    if beside.ident is not None:
        beside.join()
    checksum = checksums[0] if checksums else crc32(data)
    generation = FileSignature(checksum, len(data), state.st_mtime_ns)
    return content._replace(generation=generation)
