"""Dated backups: the data file of a day, compressed, in a folder beside it."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from zlib import crc32

from calf_tui.storage.files.atomic_write import atomic_write, make_folders
from calf_tui.storage.files.disk import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from calf_tui.storage.files.atomic_write import FileSignature
    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames

DAYS = 7
"""So many days with a backup stay, the newest ones [ours]."""
MONTHS = 12
"""Of so many months with a backup the newest stays [ours]."""

_GZIP = 16 + zlib.MAX_WBITS
_QUICKLY = 1
"""The level of compression: a tenth of the size all the same."""
_DATE = r"(\d{4}-\d\d-\d\d)"


def kept_backups(dates: Iterable[date], today: date) -> frozenset[date]:
    """The dates whose backups stay.

    Counted in days and months that have a backup, so that a time off takes nothing away. What is
    dated after today stays too: a clock was wrong, then or now.
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
    """Whether this day has no backup yet."""
    return not _daily(names, today).exists()


def back_up(names: FileNames, disk: Disk, expected: FileSignature, today: date) -> bool:
    """Keeps the data file as this day's backup, and takes away those whose time is over.

    Only what is, byte for byte, the file that was read and understood; otherwise nothing is done,
    and the answer is False. Raises OSError.
    """
    if not _copied(names, disk, expected, _daily(names, today)):
        return False
    held = daily_backups(names)
    for each in held.keys() - kept_backups(held, today):
        disk.remove(held[each])
    return True


class DailyBackup:
    """Makes the backup of a day, once, beside everything else."""

    def __init__(self, names: FileNames, disk: Disk) -> None:
        self.fault = ""
        self._names = names
        self._disk = disk
        self._lock = Lock()
        self._made: date | None = None
        self._expected: FileSignature | None = None
        self._wait: Callable[[], None] = lambda: None

    def start(self, expected: FileSignature, today: date) -> None:
        """Begins to make it where it is due; `fault` says what went wrong, if anything did.

        While one is being made, it becomes one of this generation.
        """
        with self._lock:
            self._expected = expected
            if self._made == today:
                return
            self._made = today
        self._wait()
        self._wait = self._disk.beside(lambda: self._make(today))

    def wait(self) -> None:
        """Returns when nothing is being made any more."""
        self._wait()

    def _make(self, today: date) -> None:
        while (expected := self._expected) and not self._is_made(expected, today):
            with self._lock:
                if self._expected is expected:  # who changed the file has not told yet
                    self._made = None
                    return

    def _is_made(self, expected: FileSignature, today: date) -> bool:
        """Also where it cannot be made: that is enough for this run."""
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
    """The same for a file of an older version, whose backup stays for good."""
    name = f"{names.base.name}.version-{version}.{today.isoformat()}.gz"
    _copied(names, disk, expected, names.backups / name)


def daily_backups(names: FileNames) -> Mapping[date, Path]:
    """The backups of days, by date; none where the folder cannot be read."""
    pattern = re.compile(re.escape(names.base.name) + rf"\.{_DATE}\.gz")
    return dict(_found(names, pattern))


def all_backups(names: FileNames) -> list[Path]:
    """Every backup, the newest first; of one day, the one that was written last."""
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
    """The data file that a backup holds; raises OSError, and ValueError where it is damaged."""
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
    with atomic_write(disk, path, compressor.compress(data) + compressor.flush()):
        pass
    return True


def _daily(names: FileNames, day: date) -> Path:
    return names.backups / f"{names.base.name}.{day.isoformat()}.gz"


def _found(names: FileNames, pattern: re.Pattern[str]) -> list[tuple[date, Path]]:
    found = []
    with suppress(OSError):
        for path in names.backups.iterdir():
            match = pattern.fullmatch(path.name)
            with suppress(ValueError):  # no date, so no backup of ours
                if match:
                    found.append((date.fromisoformat(match[1]), path))
    return found
