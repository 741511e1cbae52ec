"""Replaces a file atomically or sets it aside, and tells one state of a file from another."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.storage.files.file_names import TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from calf_tui.storage.files.disk import Disk

    Signature: TypeAlias = tuple[int, int, int, int]


BLOCK = 256 * 1024
"""Bytes read or written at a time, at least."""


@dataclass(frozen=True, slots=True)
class FileSignature:
    """One state (generation) of the data file: its bytes, and the time (ns) of its last write.

    The checksum finds every single flipped bit, but not a deliberate change.
    """

    crc32: int
    size: int
    mtime_ns: int


@contextmanager
def atomic_write(disk: Disk, path: Path, data: bytes | Iterable[bytes]) -> Iterator[FileSignature]:
    """Replaces a file with these bytes when the `with` block ends; raises `OSError`.

    The block runs when the bytes are on disk under a temporary name. An error in it leaves the old
    file as it was.
    """
    temporary = temporary_in(path.parent)
    checksum = size = 0
    with removed_on_error(disk, temporary):
        with disk.create(temporary) as file:
            for block in (data,) if isinstance(data, bytes) else data:
                disk.write(file, block, size)
                checksum = crc32(block, checksum)
                size += len(block)
            disk.sync(file)
            written = os.fstat(file.fileno()).st_mtime_ns
        yield FileSignature(checksum, size, written)
        disk.replace(temporary, path)
    disk.sync_folder(path.parent)


def write_atomically(disk: Disk, path: Path, data: bytes) -> None:
    """Replaces a file with these bytes; raises `OSError`."""
    with atomic_write(disk, path, data):
        pass


def written_to(disk: Disk, copy: Path, blocks: Iterable[bytes]) -> Generator[bytes]:
    """The blocks, each when it is in this new file too, which is on disk after the last one."""
    size = 0
    with disk.create(copy) as file:
        for block in blocks:
            disk.write(file, block, size)
            size += len(block)
            yield block
        disk.sync(file)


def blocks_in(path: Path) -> Iterator[bytes]:
    """What is in the file, a part at a time."""
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            yield block


def signature_of(path: Path) -> Signature | None:
    """Returns device, inode, size and modification time of a file; None if it cannot be read."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def make_folders(disk: Disk, folder: Path) -> None:
    """Makes a folder and its missing parents, all private; raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not os.path.isdir(each)]
    for each in reversed(missing):
        disk.make_folder(each)
        disk.sync_folder(each.parent)


def rename_with_date(disk: Disk, path: Path, today: date, why: str = "damaged") -> Path | None:
    """Renames a file to `NAME.damaged-DATE`; returns its path, if it exists. Raises OSError."""
    if not os.path.exists(path):
        return None
    aside = dated_name(path, today, why)
    disk.replace(path, aside)
    disk.sync_folder(path.parent)
    return aside


def dated_name(path: Path, today: date, why: str = "damaged") -> Path:
    """Returns an unused path with the reason and the date in its name."""
    first = f"{path.name}.{why}-{today.isoformat()}"
    names = (first, *(f"{first}-{number}" for number in range(2, 1000)))
    return next(each for each in map(path.with_name, names) if not os.path.exists(each))


def temporary_in(folder: Path) -> Path:
    """Returns a new name for a temporary file in the folder."""
    return folder / TEMPORARY.replace("*", os.urandom(8).hex())


@contextmanager
def removed_on_error(disk: Disk, temporary: Path) -> Iterator[None]:
    """Removes the temporary file if the block raises."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise


def nearest_folder(target: Path) -> Path:
    """Returns the nearest existing parent folder of a file; raises NotADirectoryError."""
    nearest = next(each for each in target.parents if os.path.lexists(each))
    if not os.path.isdir(nearest):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(nearest))
    return nearest
