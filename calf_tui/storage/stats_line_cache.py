"""Keeps the line of `stats --line`, for a prompt that asks for it every few seconds."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

from calf_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames

SETTLED_SECONDS = 3
"""A file that changed later than this before it was read may change again without a trace: the
times of some file systems are that coarse [ours]."""


class StatsLine:
    """The line that was printed last, until its day ends or a file it was made from changes.

    Such files are the data file, its copies, every journal, and `settings`. `now` returns seconds
    since 1970.
    """

    def __init__(
        self, names: FileNames, settings: Path, now: Callable[[], float] = time.time
    ) -> None:
        self._names = names
        self._settings = settings
        self._now = now
        self._seen, self._latest_change = self._state()

    def kept(self) -> str | None:
        """Returns the line; None if there is none, or any doubt that it would be another now."""
        try:
            text = self._names.stats_line.read_text("utf-8")
        except (OSError, ValueError):
            return None
        checksum, _, said = text.partition("\n")
        seen, *rest = said.split("\n")
        if checksum != _checksum(said) or seen != self._seen:
            return None
        made, until, line = rest
        return line if float(made) <= self._now() < float(until) else None

    def keep(self, line: str, seconds: float) -> None:
        """Keeps a line for so many seconds, unless a file changed since this object was made."""
        now = self._now()
        if self._latest_change > now - SETTLED_SECONDS or self._state()[0] != self._seen:
            return
        said = f"{self._seen}\n{now}\n{now + seconds}\n{line}"
        from calf_tui.storage.files.atomic_write import make_folders, write_atomically
        from calf_tui.storage.files.disk import Disk

        disk, path = Disk(), self._names.stats_line
        with suppress(OSError):
            make_folders(disk, path.parent)
            write_atomically(disk, path, f"{_checksum(said)}\n{said}".encode())

    def _state(self) -> tuple[str, float]:
        """Returns what tells the present state of all files from others, and the latest change."""
        names = self._names
        files = [self._settings, names.base, names.previous, names.last, names.journal]
        files += [*names.left_journals(), *names.other_journals(), *names.moved_journals()]
        found = [(str(each), _signature(each)) for each in files]
        offset = time.localtime(self._now()).tm_gmtoff
        changes = (max(signature[-2:]) for _, signature in found if signature)
        return repr((__version__, offset, found)), max(changes, default=0) / 1e9


def _signature(path: Path) -> tuple[int, ...]:
    """Returns device, inode, size, and the times of the last changes (ns); () if there is none."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _checksum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
