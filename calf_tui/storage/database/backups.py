"""Daily backups: compressed copies of the data file, in a folder beside it."""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from zlib import crc32

from calf_tui.storage.files.atomic_write import FileSignature, make_folders, write_atomically
from calf_tui.storage.files.disk import Disk, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames

DAYS = 7
"""The backups of this many days are kept, the newest ones [ours]."""
MONTHS = 12
"""The newest backup of each month is kept for this many months [ours]."""

_GZIP = 16 + zlib.MAX_WBITS
_QUICKLY = 1
"""The fastest level of compression; the size is still a tenth."""
_DATE = r"(\d{4}-\d\d-\d\d)"


def kept_backups(dates: Iterable[date], today: date) -> frozenset[date]:
    """Returns the dates whose backups are kept.

    Only days and months that have a backup count, so that a pause deletes nothing. Backups dated
    after today are kept too, because then a clock was or is wrong.
    """
    held = sorted(set(dates), reverse=True)
    past = [each for each in held if each <= today]
    of_months: dict[tuple[int, int], date] = {}
    for each in past:
        of_months.setdefault((each.year, each.month), each)
    return frozenset(
        (*held[: len(held) - len(past)], *past[:DAYS], *[*of_months.values()][:MONTHS])
    )


def is_due(names: FileNames, today: date) -> bool:
    """Returns whether this day has no backup yet."""
    return not os.path.exists(_daily(names, today))


def back_up(names: FileNames, disk: Disk, expected: FileSignature, today: date) -> bool:
    """Makes this day's backup of the data file, and deletes backups that are too old.

    If the file is not, byte for byte, the one that was read, it does nothing and returns False.
    Raises OSError.
    """
    if not _copied(names, disk, expected, _daily(names, today)):
        return False
    held = daily_backups(names)
    for each in held.keys() - kept_backups(held, today):
        disk.remove(held[each])
    return True


class DailyBackup:
    """Makes the backup of a day, once, in a thread; `fault` is the last error, or ""."""

    def __init__(self, names: FileNames, disk: Disk) -> None:
        self.fault = ""
        self._names = names
        self._disk = disk
        self._lock = Lock()
        self._made: date | None = None
        self._expected: FileSignature | None = None
        self._wait: Callable[[], None] = lambda: None

    def start(self, expected: FileSignature, today: date) -> None:
        """Starts the backup if it is due. If one is being made, it will be of this generation."""
        with self._lock:
            self._expected = expected
            if self._made == today:
                return
            self._made = today
        self._wait()
        self._wait = self._disk.run_in_thread(lambda: self._make(today))

    def wait(self) -> None:
        """Waits for the backup that is being made."""
        self._wait()

    def _make(self, today: date) -> None:
        while (expected := self._expected) and not self._is_made(expected, today):
            with self._lock:
                if self._expected is expected:  # the new generation is not reported yet
                    self._made = None
                    return

    def _is_made(self, expected: FileSignature, today: date) -> bool:
        """Returns True if there is a backup now, or if it failed: it is not tried again."""
        self.fault = ""
        try:
            return not is_due(self._names, today) or back_up(
                self._names, self._disk, expected, today
            )
        except OSError as error:
            folder = self._names.backups
            self.fault = (
                f"No backup was made in {folder}: {plain_words(error)}; train on, all else is kept."
            )
        return True


def back_up_before_migration(
    names: FileNames, disk: Disk, expected: FileSignature, version: int, today: date
) -> None:
    """Makes a backup of a file of an older version, which is never deleted."""
    name = f"{names.base.name}.version-{version}.{today.isoformat()}.gz"
    _copied(names, disk, expected, names.backups / name)


def daily_backups(names: FileNames) -> Mapping[date, Path]:
    """Returns the daily backups by date; none if the folder cannot be read."""
    pattern = re.compile(re.escape(names.base.name) + rf"\.{_DATE}\.gz")
    return dict(_found(names, pattern))


def all_backups(names: FileNames) -> list[Path]:
    """Returns every backup, the newest first; of one day, the last written first."""
    pattern = re.compile(re.escape(names.base.name) + rf"\.version-\d+\.{_DATE}\.gz")
    dated = [*daily_backups(names).items(), *_found(names, pattern)]
    return [path for _, path in sorted(dated, key=_by_age, reverse=True)]


def _by_age(dated: tuple[date, Path]) -> tuple[date, int]:
    day, path = dated
    try:
        return day, path.stat().st_mtime_ns
    except OSError:
        return day, 0


def content_of(path: Path) -> bytes:
    """Returns the data file in a backup; raises OSError, and ValueError if it is damaged."""
    decompressor = zlib.decompressobj(_GZIP)
    try:
        data = decompressor.decompress(path.read_bytes())
    except zlib.error as error:
        raise ValueError("it is damaged") from error
    if not decompressor.eof:
        raise ValueError("its end is missing")
    return data


def _copied(names: FileNames, disk: Disk, expected: FileSignature, path: Path) -> bool:
    data = names.base.read_bytes()
    if crc32(data) != expected.crc32:
        return False
    make_folders(disk, names.backups)
    compressor = zlib.compressobj(_QUICKLY, wbits=_GZIP)
    write_atomically(disk, path, compressor.compress(data) + compressor.flush())
    return True


def _daily(names: FileNames, day: date) -> Path:
    return names.backups / f"{names.base.name}.{day.isoformat()}.gz"


def _found(names: FileNames, pattern: re.Pattern[str]) -> list[tuple[date, Path]]:
    found = []
    with suppress(OSError):
        for path in names.backups.iterdir():
            match = pattern.fullmatch(path.name)
            with suppress(ValueError):  # a name without a date is not a backup of ours
                if match:
                    found.append((date.fromisoformat(match[1]), path))
    return found
