"""A disk that fails at one operation, and computes what a power cut would leave."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from calf_tui.storage.files.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

Fault: TypeAlias = 'Literal["", "kill", "half", "full", "full_half", "broken", "broken_half"]'
FAULTS: tuple[Fault, ...] = ("kill", "half", "full", "full_half", "broken", "broken_half")
"""The process dies before the operation or half-way of it; the operation fails once, with nothing
or half of it written; it and all that follow fail."""
Losing: TypeAlias = 'Literal["data", "names", "both", "nothing"]'


class KilledError(BaseException):
    """Raised as if the process were killed: no code may handle it."""


@dataclass
class Content:
    """A file's bytes, as programs see them and as they are on the disk."""

    seen: bytearray = field(default_factory=bytearray)
    kept: bytes = b""
    mtime_ns: int = 0


def at_once(job: Callable[[], None]) -> Callable[[], None]:
    """Runs a job at once, so that every run is the same."""
    job()
    return lambda: None


class FastDisk(Disk):
    """A disk that never fails and never waits for the real one."""

    def run_in_thread(self, job: Callable[[], None]) -> Callable[[], None]:
        return at_once(job)

    def sync(self, file: BinaryIO) -> None:
        """No power will be cut."""

    def sync_folder(self, folder: Path) -> None:
        """No power will be cut."""


class FaultyDisk(Disk):
    """A disk that fails at operation number `at` (from 0); it notes syncs without doing them."""

    def __init__(self, folder: Path, fault: Fault = "", at: int = -1) -> None:
        self.fault = fault
        self.at = at
        self.kinds: list[str] = []
        self.is_dead = False
        self.journal: BinaryIO | None = None
        self._opened: list[BinaryIO] = []
        self._locks: list[Callable[[], None]] = []
        self._contents: dict[int, Content] = {}
        self._folder = folder
        self._names: dict[Path, Content] = {
            path: Content(bytearray(path.read_bytes()), path.read_bytes(), path.stat().st_mtime_ns)
            for path in folder.rglob("*")
            if path.is_file()
        }
        self._kept_names = dict(self._names)

    @property
    def done(self) -> int:
        """The number of operations so far."""
        return len(self.kinds)

    def let_go(self) -> None:
        """Closes files and locks, as the system does after the end of a process."""
        for file in self._opened:
            file.close()
        for unlock in self._locks:
            unlock()

    def make_folder(self, folder: Path) -> None:
        self._reach("make_folder")
        super().make_folder(folder)

    def create(self, path: Path) -> BinaryIO:
        self._reach("create")
        file = super().create(path)
        self._names[path] = Content()
        return self._remember(file, path)

    def open(self, path: Path) -> BinaryIO:
        self._reach("open")
        self.journal = self._remember(super().open(path), path)
        return self.journal

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        self._reach("write", lambda: self._write(file, data[: len(data) // 2], at))
        self._write(file, data, at)

    def sync(self, file: BinaryIO) -> None:
        self._reach("sync")
        content = self._contents[id(file)]
        content.kept = bytes(content.seen)

    def replace(self, source: Path, target: Path) -> None:
        self._reach("replace")
        super().replace(source, target)
        self._names[target] = self._names.pop(source)

    def sync_folder(self, folder: Path) -> None:
        self._reach("sync_folder")
        for path in {*self._names, *self._kept_names}:
            if path.parent == folder:
                self._kept_names.pop(path, None)
                if path in self._names:
                    self._kept_names[path] = self._names[path]

    def remove(self, path: Path) -> None:
        self._reach("remove")
        super().remove(path)
        self._names.pop(path, None)

    def run_in_thread(self, job: Callable[[], None]) -> Callable[[], None]:
        return at_once(job)

    def set_mode(self, path: Path, mode: int) -> None:
        self._reach("set_mode")
        super().set_mode(path, mode)

    def lock(self, path: Path) -> Callable[[], None]:
        self._reach("lock")
        unlock = super().lock(path)
        self._locks.append(unlock)
        return unlock

    def leave_after_power_cut(self, folder: Path, losing: Losing) -> None:
        """Writes to a folder what a power cut leaves: unsynced bytes, names, or both are lost."""
        names = self._kept_names if losing in ("names", "both") else self._names
        for path, content in names.items():
            kept = content.kept if losing in ("data", "both") else bytes(content.seen)
            left = folder / path.relative_to(self._folder)
            left.parent.mkdir(parents=True, exist_ok=True)
            left.write_bytes(kept)
            os.utime(left, ns=(content.mtime_ns, content.mtime_ns))

    def _remember(self, file: BinaryIO, path: Path) -> BinaryIO:
        self._opened.append(file)
        self._contents[id(file)] = self._names[path]
        return file

    def _write(self, file: BinaryIO, data: bytes, at: int) -> None:
        super().write(file, data, at)
        content = self._contents[id(file)]
        content.mtime_ns, seen = os.fstat(file.fileno()).st_mtime_ns, content.seen
        seen.extend(bytes(max(0, at - len(seen))))
        seen[at : at + len(data)] = data

    def _reach(self, kind: str, do_half: Callable[[], None] = lambda: None) -> None:
        """Counts an operation, and fails if it is the chosen one."""
        if self.is_dead:
            raise KilledError
        number = self.done
        self.kinds.append(kind)
        is_broken = self.fault.startswith("broken")
        if not self.fault or number < self.at or (number > self.at and not is_broken):
            return
        if "half" in self.fault and number == self.at:
            do_half()
        if self.fault in ("kill", "half"):
            self.is_dead = True
            raise KilledError
        code = errno.EIO if is_broken else errno.ENOSPC
        raise OSError(code, os.strerror(code))
