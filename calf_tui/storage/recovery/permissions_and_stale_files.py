"""Finds files that others can read, and temporary files that a killed program left."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from calf_tui.storage.database.journal import read_journal
from calf_tui.storage.files.atomic_write import nearest_folder, rename_with_date, write_atomically
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.storage.files.file_names import TEMPORARY, FileNames, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path


STALE_AFTER = 3600
"""Seconds after which a temporary file is no longer in use [ours]."""


def readable_by_others(names: FileNames) -> Iterator[Path]:
    """Yields files and folders of the history that other users could read or write.

    The folder of the data file is not checked: it belongs to the runner, and may hold other files.
    """
    if os.name != "posix":
        return  # on Windows the folders of a user are private
    folders = [names.backups, *([names.own] if names.own != names.base.parent else [])]
    for path in (names.base, *files_of(names), *folders):
        with suppress(OSError):
            mode = path.lstat().st_mode
            if (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and mode & 0o077:
                yield path


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def unwritable(names: FileNames, may_write: Callable[[Path], bool] = _may_write) -> Iterator[str]:
    """What to say of each folder in which nothing can be written."""
    what = {names.base.parent: "the data file", names.own: "the journal"}
    for folder, held in what.items():
        with suppress(OSError):
            nearest = nearest_folder(folder / "x")
            if not may_write(nearest):
                yield (
                    f"Nothing can be written in {nearest}, where {held} belongs: only looking back "
                    "works until you mend that."
                )


def make_private(disk: Disk, path: Path) -> None:
    """Lets only the runner read and write a file or folder; raises OSError."""
    disk.set_mode(path, 0o700 if os.path.isdir(path) else 0o600)


def stale_files(names: FileNames, now: datetime) -> Iterator[Path]:
    """Yields temporary files that are no longer in use."""
    for folder in sorted({names.base.parent, names.own, names.backups}):
        for path in (each for each in listed(folder) if each.match(TEMPORARY)):
            with suppress(OSError):
                if now.timestamp() - path.lstat().st_mtime > STALE_AFTER:
                    yield path


def files_of(names: FileNames, what: str = "") -> list[Path]:
    """Returns the files in all folders whose name begins with the data file's, a dot and `what`."""
    folders = {names.base.parent, names.own, names.backups}
    start = f"{names.base.name}.{what}"
    found = (path for folder in folders for path in listed(folder))
    return sorted(path for path in found if path.name.startswith(start))


def remove_earlier_files(names: FileNames, disk: Disk, today: date) -> list[str]:
    """Removes files of earlier versions whose content is in the data file now.

    Damaged journals are preserved. Returns a sentence if it fails; the next start tries again.
    """
    try:
        _remove_earlier_files(names, disk, today)
    except OSError as error:
        return [f"{names.base} has files of an earlier version: {plain_words(error)}."]
    return []


def _remove_earlier_files(names: FileNames, disk: Disk, today: date) -> None:
    for path in names.left_journals():
        reading = read_journal(path)
        if reading.entries and reading.damaged:
            rename_with_date(disk, path, today)
        elif reading.entries:
            disk.remove(path)
    for folder in names.earlier:
        left = folder / names.session_in_progress.name
        if os.path.exists(left) and not os.path.exists(names.session_in_progress):
            write_atomically(disk, names.session_in_progress, left.read_bytes())
        for each in (left, folder / names.lock.name):
            if os.path.exists(each):
                disk.remove(each)
