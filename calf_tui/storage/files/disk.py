"""The steps of a safe write, and what a failed one is called."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EEXIST: "a part of its path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead round in a circle",
    errno.EIO: "the disk reports a fault",
}
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What a file system answers that does not know a call."""
_BINARY = getattr(os, "O_BINARY", 0)
_sync_bytes = getattr(os, "fdatasync", os.fsync)  # the times of a file may wait
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY

_SHARING_ERRORS = (5, 32, 33)
"""Windows' numbers for a file that a scanner, an indexer or a sync program holds open."""
_WAITS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between the tries to replace such a file [ours]."""


def plain_words(error: OSError) -> str:
    """What went wrong, to be read after a colon."""
    return _WORDS.get(error.errno or 0) or (error.strerror or str(error)).lower()


class Disk:
    """The file operations of a write, one method each; a test passes one in that fails."""

    def make_folder(self, folder: Path) -> None:
        """Makes one private folder."""
        folder.mkdir(mode=0o700, exist_ok=True)

    def create(self, path: Path) -> BinaryIO:
        """A new private file, open for writing."""
        return os.fdopen(os.open(path, _NEW_FILE, 0o600), "wb", buffering=0)

    def open(self, path: Path) -> BinaryIO:
        """A file that is there, open for writing into it."""
        return os.fdopen(os.open(path, os.O_WRONLY | _BINARY), "wb", buffering=0)

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        """Hands all of the bytes to the system, to be kept from this offset on."""
        file.seek(at)
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]

    def sync(self, file: BinaryIO) -> None:
        """Returns when the file's bytes are on the disk."""
        if sys.platform == "darwin":
            import fcntl

            try:
                # There fsync leaves the bytes in the drive's own memory.
                fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
            except OSError:
                os.fsync(file.fileno())  # a share or a stick that has no such call
            return
        _sync_bytes(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Puts one file in the place of another, in one step."""
        for wait in _WAITS:
            if _replaced(source, target):
                return
            time.sleep(wait)
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Returns when the folder's names are on the disk, where the system can do that."""
        can_sync_folder(folder)

    def remove(self, path: Path) -> None:
        """Takes a file away."""
        path.unlink()

    def free(self, folder: Path) -> int:
        """So many bytes can still be written there."""
        return shutil.disk_usage(folder).free

    def beside(self, job: Callable[[], None]) -> Callable[[], None]:
        """Begins a job that goes on beside everything else; what is returned waits for its end."""
        thread = Thread(target=job)
        thread.start()
        return thread.join

    def set_mode(self, path: Path, mode: int) -> None:
        """Says who may use a file or folder."""
        path.chmod(mode)

    def lock(self, path: Path) -> Callable[[], None]:
        """Holds the lock file until the returned function is called, or this process ends.

        Raises BlockingIOError where another program holds it.
        """
        try:
            import fcntl
        except ImportError:
            return _lock_on_windows(path)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            _flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise
        return file.close


def can_sync_folder(folder: Path) -> bool:
    """Syncs the folder; False where the system has no such call. Raises OSError."""
    if os.name == "nt":
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        return False
    finally:
        os.close(handle)
    return True


def can_lock(folder: Path) -> bool:
    """Whether the folder's file system knows the locks of our choice."""
    try:
        import fcntl
    except ImportError:
        return True
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _UNSUPPORTED
    finally:
        os.close(handle)
    return True


def is_locked(path: Path) -> bool:
    """Whether another program holds the lock file now; no where the system does not tell."""
    try:
        import fcntl

        descriptor = os.open(path, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    try:
        _flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _flock(descriptor: int, operation: int) -> None:
    """Locks by `flock`, or else as POSIX has it, or else not at all: some shares know no locks."""
    import fcntl

    try:
        fcntl.flock(descriptor, operation)
    except BlockingIOError:
        raise
    except OSError:
        try:
            fcntl.lockf(descriptor, operation)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise BlockingIOError(error.errno, "held") from None


def _lock_on_windows(path: Path) -> Callable[[], None]:
    from filelock import FileLock, Timeout  # only those who write need it

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, "held", str(path)) from None
    return lock.release


def _replaced(source: Path, target: Path) -> bool:
    """Whether it went well; not, where another program holds a file open for a moment."""
    try:
        source.replace(target)
    except PermissionError as error:
        if getattr(error, "winerror", None) not in _SHARING_ERRORS:
            raise
        return False
    return True
