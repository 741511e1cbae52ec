"""Disks that fail, or that another program changes at the same time."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from calf_tui.storage.files.disk import Disk
from tests.storage.support.faulty_disk import FastDisk, at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO


class FailingDisk(Disk):
    """A disk that fails at one step; without a step it only records what was done."""

    def __init__(self, step: str = "", code: int = errno.EIO) -> None:
        self.failing = step
        self.code = code
        self.steps: list[str] = []
        self.replaced: list[str] = []

    def run_in_thread(self, job: Callable[[], None]) -> Callable[[], None]:
        return at_once(job)

    def _reach(self, step: str) -> None:
        self.steps.append(step)
        if step == self.failing:
            raise OSError(self.code, os.strerror(self.code))

    def make_folder(self, folder: Path) -> None:
        self._reach("make_folder")
        super().make_folder(folder)

    def create(self, path: Path) -> BinaryIO:
        self._reach("create")
        return super().create(path)

    def open(self, path: Path) -> BinaryIO:
        self._reach("open")
        return super().open(path)

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        if self.failing == "write":
            super().write(file, data[: len(data) // 2], at)
        self._reach("write")
        super().write(file, data, at)

    def sync(self, file: BinaryIO) -> None:
        self._reach("sync")
        super().sync(file)

    def replace(self, source: Path, target: Path) -> None:
        self._reach("replace")
        self.replaced.append(target.name)
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._reach("sync_folder")
        super().sync_folder(folder)

    def remove(self, path: Path) -> None:
        self._reach("remove")
        super().remove(path)


class SmallDisk(Disk):
    """A disk that can hold only this many bytes at a time."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, file: BinaryIO, data: bytes, at: int = 0) -> None:
        if len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(file, data, at)


class SharedDisk(Disk):
    """A disk on which another program does something, several times, during our syncs."""

    def __init__(self, their_doing: Callable[[], object], times: int = 1) -> None:
        self.their_doing = their_doing
        self.times = times

    def sync(self, file: BinaryIO) -> None:
        super().sync(file)
        if self.times:
            self.times -= 1
            self.their_doing()


class KillableDisk(FastDisk):
    """Lets go of what a process held, as the system does when it has ended."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []

    def lock(self, path: Path) -> Callable[[], None]:
        self._held.append(super().lock(path))
        return self._held[-1]

    def open(self, path: Path) -> BinaryIO:
        file = super().open(path)
        self._held.append(file.close)
        return file

    def let_go(self) -> None:
        for each in self._held:
            each()
