"""The disk operations of a safe write, and their errors in words."""

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
"""The errors of file systems that do not support a call."""
_BINARY = getattr(os, "O_BINARY", 0)
_sync_bytes = getattr(os, "fdatasync", os.fsync)  # the times of a file need not be synced
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY

_SHARING_ERRORS = (5, 32, 33)
"""The errors of Windows for a file that a scanner, an indexer or a sync program has open."""
_WAITS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between the attempts to replace such a file [ours]."""


def plain_words(error: OSError) -> str:
    """Returns an error in words, to follow a colon."""
    return _WORDS.get(error.errno or 0) or (error.strerror or str(error)).lower()


class Disk:
    """The file operations of a write, a method each, so that tests can let one fail."""

    def make_folder(self, folder: Path) -> None:
        """Makes a private folder."""
        folder.mkdir(mode=0o700, exist_ok=True)

    def create(self, path: Path) -> BinaryIO:
        """Creates a private file, and opens it for writing."""
        return os.fdopen(os.open(path, _NEW_FILE, 0o600), "wb", buffering=0)

    def open(self, path: Path) -> BinaryIO:
        """Opens an existing file for writing into it."""
        return os.fdopen(os.open(path, os.O_WRONLY | _BINARY), "wb", buffering=0)

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        """Writes all bytes at an offset."""
        if (written := _write_at(file, data, at)) < len(data):
            self.write(file, data[written:], at + written)

    def sync(self, file: BinaryIO) -> None:
        """Waits until the bytes of the file are on the disk."""
        if sys.platform == "darwin":
            import fcntl

            try:
                # On macOS, fsync leaves the bytes in the cache of the drive.
                fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
            except OSError:
                os.fsync(file.fileno())  # network shares and USB sticks may not support it
            return
        _sync_bytes(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Replaces one file with another, atomically."""
        for wait in _WAITS:
            if _replaced(source, target):
                return
            time.sleep(wait)
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Waits until the names in the folder are on the disk, if the system supports that."""
        can_sync_folder(folder)

    def remove(self, path: Path) -> None:
        """Deletes a file."""
        path.unlink()

    def free(self, folder: Path) -> int:
        """Returns the free bytes on the disk of a folder."""
        return shutil.disk_usage(folder).free

    def run_in_thread(self, job: Callable[[], None]) -> Callable[[], None]:
        """Starts a job in a thread; returns a function that waits for its end."""
        thread = Thread(target=job)
        thread.start()
        return thread.join

    def set_mode(self, path: Path, mode: int) -> None:
        """Sets the permissions of a file or folder."""
        path.chmod(mode)

    def lock(self, path: Path) -> Callable[[], None]:
        """Locks a lock file; returns what unlocks it. Raises BlockingIOError if it is held."""
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


class PatientDisk(Disk):
    """Tries a lock again as often as `wait` likes.

    `wait` takes a function that tries, and returns whether another program still holds the lock.
    """

    def __init__(self, wait: Callable[[Callable[[], bool]], None]) -> None:
        self._wait = wait

    def lock(self, path: Path) -> Callable[[], None]:
        """Takes the lock at `path`; returns what releases it. Raises `BlockingIOError`."""
        held: list[Callable[[], None]] = []

        def is_held_elsewhere() -> bool:
            try:
                held.append(super(PatientDisk, self).lock(path))
            except BlockingIOError:
                return True
            return False

        self._wait(is_held_elsewhere)
        return held[0] if held else super().lock(path)


def can_sync_folder(folder: Path) -> bool:
    """Syncs a folder; returns False if the system does not support that. Raises OSError."""
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
    """Returns whether the file system of the folder supports `flock`."""
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
    """Returns whether another program holds the lock file; False if that is not known."""
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
    """Locks by `flock`, else by POSIX locks, else not at all: some shares have no locks."""
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
    from filelock import FileLock, Timeout  # slow to import, and only needed for writing

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, "held", str(path)) from None
    return lock.release


def _write_at(file: BinaryIO, data: bytes, at: int) -> int:
    if hasattr(os, "pwrite"):
        return os.pwrite(file.fileno(), data, at)
    file.seek(at)
    return file.write(data)


def _replaced(source: Path, target: Path) -> bool:
    """Replaces a file; returns False if another program has one of the two open."""
    try:
        source.replace(target)
    except PermissionError as error:
        if getattr(error, "winerror", None) not in _SHARING_ERRORS:
            raise
        return False
    return True
