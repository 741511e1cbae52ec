"""One file replaced whole, and what tells one state of a file from another."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    from calf_tui.storage.files.disk import Disk

    Signature: TypeAlias = tuple[int, int, int, int]


TEMPORARY = ".calf-tui-*.tmp"
BLOCK = 256 * 1024
"""Bytes read or written at a time, at least."""


@dataclass(frozen=True, slots=True)
class FileSignature:
    """One state of the base: by its bytes, and by the moment (ns) it was last written.

    A checksum of 32 bits finds every flipped bit; it is no guard against somebody who wants to
    deceive.
    """

    crc32: int
    size: int
    mtime_ns: int


@contextmanager
def atomic_write(disk: Disk, path: Path, data: bytes | Iterable[bytes]) -> Iterator[FileSignature]:
    """Puts a file with these bytes in the place of whatever was there, when the `with` block ends.

    The block runs when the bytes are on disk under a name of their own; an error in it leaves
    everything as it was. Raises `OSError`.
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
    """Tells one state of a file from another; None where there is none to be seen."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def make_folders(disk: Disk, folder: Path) -> None:
    """Makes the folder and those above it, private, where they are missing; raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(missing):
        disk.make_folder(each)
        disk.sync_folder(each.parent)


def temporary_in(folder: Path) -> Path:
    """A name nobody uses."""
    return folder / TEMPORARY.replace("*", os.urandom(8).hex())


@contextmanager
def removed_on_error(disk: Disk, temporary: Path) -> Iterator[None]:
    """Leaves no half-made file behind."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise


def nearest_folder(target: Path) -> Path:
    """The folder that is there already, on the way to a file; raises NotADirectoryError."""
    nearest = next(each for each in target.parents if os.path.lexists(each))
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(nearest))
    return nearest
