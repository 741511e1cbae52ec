"""Repairs what the health check finds; no record is deleted."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count
from calf_tui.storage.database.data_file import not_written
from calf_tui.storage.database.store import Store
from calf_tui.storage.files.atomic_write import atomic_write
from calf_tui.storage.recovery.fallback_copies import problem_in
from calf_tui.storage.recovery.health_check import damaged_backups
from calf_tui.storage.recovery.permissions_and_stale_files import (
    make_private,
    readable_by_others,
    stale_files,
    unwritable,
)
from calf_tui.storage.recovery.preserve_damaged_file import preserve_damaged_file
from calf_tui.storage.recovery.quarantine import quarantine_invalid, released

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames


def repair(names: FileNames, now: Callable[[], datetime], disk: Disk) -> Iterator[str]:
    """Repairs the files step by step, and yields what was done, a sentence each.

    Raises `UserError` if the records are in use, of a newer version, or cannot be written.
    """
    for fault in unwritable(names):
        raise UserError(fault)
    with closing(Store(names.base, now, disk, names)) as store:
        store.open()
        if quarantine_invalid(store.look().tables).moved:
            store.sift()
        yield from store.notices()
        back = released(store.look().tables, now())
        if back:
            store.append_all(back)
            yield f"{count(len(back) // 2, 'record')} went back from the quarantine."
        try:
            yield from _mended_spares(names, now(), disk)
            yield from _mended_backups(names, disk)
            yield from _tidied(names, now(), disk)
        except OSError as error:
            raise not_written(names.base, error) from error


def _mended_spares(names: FileNames, now: datetime, disk: Disk) -> Iterator[str]:
    for path in (names.previous, names.last):
        if os.path.exists(path) and problem_in(path) and not problem_in(names.base):
            aside = preserve_damaged_file(disk, path, now.date())
            with atomic_write(disk, path, names.base.read_bytes()):
                pass
            yield f"{path.name} was made anew from the data file" + (
                f"; the damaged one is kept as {aside.name}." if aside else "."
            )


def _mended_backups(names: FileNames, disk: Disk) -> Iterator[str]:
    for path in damaged_backups(names):
        aside = path.with_name(f"{path.name}.damaged")
        disk.replace(path, aside)
        yield f"The backup {path.name} was damaged and is kept as {aside.name}."


def _tidied(names: FileNames, now: datetime, disk: Disk) -> Iterator[str]:
    for path in tuple(stale_files(names, now)):
        disk.remove(path)
        yield f"{path}, left by a program that was killed, is gone."
    for path in tuple(readable_by_others(names)):
        make_private(disk, path)
        yield f"Only you may use {path} now."
