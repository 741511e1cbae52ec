"""The data file: read whole, checked, and replaced in one step; never half written."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb.storages import Storage

from calf_tui.core.faults import Fault
from calf_tui.storage.disk import Disk, plain_words
from calf_tui.storage.schema import bytes_of, require_ours, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from calf_tui.storage.schema import Tables

    Signature: TypeAlias = tuple[int, int, int, int]

ROOM_FOR_A_SESSION = 64 * 1024
"""Bytes that must be free beside a second copy of the file before a session starts [ours]."""

_CHOOSE = "choose another with --data FILE"


class ChangedMeanwhileFault(Fault):
    """Another program changed the file between our reading and our writing."""


class DurableStorage(Storage):
    """TinyDB's storage: one file of JSON.

    Nothing is read before it is asked for, nothing made before the first write. What was read is
    kept until the file changes underneath. A file that is not ours, or that cannot be read or
    written, raises `Fault` and stays as it is.
    """

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = path
        self.signature: Signature | None = None
        self._disk = disk or Disk()
        self._tables: Tables | None = None
        self._gathering = False

    def read(self) -> Tables | None:
        """All tables, None where there is no file; inside `one_write`, as they will be written."""
        if self._gathering:
            return self._tables
        signature = signature_of(self.path)
        if self._tables is None or signature != self.signature:
            self._tables, self.signature = _read(self.path), signature
        return self._tables

    def write(self, data: Tables) -> None:
        """On disk when it returns; inside `one_write`, when that ends."""
        if self._gathering:
            self._tables = data
            return
        if self._tables is None:
            self.read()
        self._replace(data)

    @contextmanager
    def one_write(self) -> Iterator[None]:
        """Gathers what TinyDB writes into one replacement of the file; none after an error."""
        self._tables = self.read() or {}
        self._gathering = True
        try:
            yield
        except BaseException:
            self._tables = None  # half changed
            raise
        finally:
            self._gathering = False
        self._replace(self._tables)

    def require_writable(self) -> None:
        """Raises `Fault` where the file is not ours or a write would fail; changes nothing."""
        self.read()
        size = self.signature[2] if self.signature else 0
        try:
            temporary = _temporary_in(_nearest_folder(_target_of(self.path)))
            with self._removed_on_error(temporary):
                with self._disk.create(temporary) as file:
                    self._disk.write(file, bytes(size + ROOM_FOR_A_SESSION))
                self._disk.remove(temporary)
        except OSError as error:
            raise self._not_written(error) from error

    def _replace(self, tables: Tables) -> None:
        self._tables = None  # what could not be written must not be read back
        require_ours(tables)
        try:
            self._put(bytes_of(tables))
        except OSError as error:
            raise self._not_written(error) from error
        self._tables, self.signature = tables, signature_of(self.path)

    def _put(self, data: bytes) -> None:
        target = _target_of(self.path)
        self._make_folders(target.parent)
        temporary = _temporary_in(target.parent)
        with self._removed_on_error(temporary):
            with self._disk.create(temporary) as file:
                self._disk.write(file, data)
                self._disk.sync(file)
            if signature_of(self.path) != self.signature:
                raise ChangedMeanwhileFault(
                    f"{self.path} was changed by another program just now; try once more, "
                    "nothing was written over it."
                )
            self._disk.replace(temporary, target)
        self._disk.sync_folder(target.parent)

    @contextmanager
    def _removed_on_error(self, temporary: Path) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with suppress(OSError):
                self._disk.remove(temporary)
            raise

    def _make_folders(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
        for each in reversed(missing):
            self._disk.make_folder(each)
            self._disk.sync_folder(each.parent)

    def _not_written(self, error: OSError) -> Fault:
        return Fault(
            f"{self.path} cannot be written: {plain_words(error)}; mend that or {_CHOOSE}, "
            "no record in it was lost."
        )


def signature_of(path: Path) -> Signature | None:
    """Tells one state of a file from another; None where there is none to be seen."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _read(path: Path) -> Tables | None:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise Fault(f"{path} is {kind}, not a file of records; {_CHOOSE}.")
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Fault(f"{path} cannot be read: {plain_words(error)}; {_CHOOSE}.") from error
    try:
        return tables_in(data)
    except ValueError as error:
        raise Fault(
            f"{path} cannot be used: {error}; the file was left as it was, {_CHOOSE}."
        ) from error


def _target_of(path: Path) -> Path:
    """The file itself, where the path is a link to it."""
    return Path(os.path.realpath(path))


def _temporary_in(folder: Path) -> Path:
    return folder / f".calf-tui-{os.urandom(8).hex()}.tmp"


def _nearest_folder(target: Path) -> Path:
    """The folder that is there already, on the way to a file; raises NotADirectoryError."""
    nearest = next(each for each in target.parents if os.path.lexists(each))
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(nearest))
    return nearest
