"""Takes over what lies where it belonged before its folder was shared, or while it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.journal import read_journal
from calf_tui.storage.set_aside import set_aside
from calf_tui.storage.whole_file import whole_file

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.storage.disk import Disk
    from calf_tui.storage.file_names import FileNames
    from calf_tui.storage.journal import Journal


def has_journals_elsewhere(names: FileNames) -> bool:
    """Whether there is anything to take over."""
    there = names.there
    return there is not None and any(each.exists() for each in there.journals)


def take_over(names: FileNames, disk: Disk, journal: Journal, today: date) -> bool:
    """Opens the journal and adds the lines of those elsewhere, then takes those away.

    Only with both locks held. Does nothing, and returns False, where there are none. A journal
    with lines that cannot be read is kept aside. Raises OSError; called again, it goes on where it
    stopped.
    """
    there = names.there
    if there is None or not has_journals_elsewhere(names):
        return False
    journal.open("", 0)  # another machine may go on as the writer of those
    held = {
        (each.writer, each.number) for path in names.journals for each in read_journal(path).entries
    }
    readings = {path: read_journal(path) for path in there.journals if path.exists()}
    lines = (each for reading in readings.values() for each in reading.entries)
    journal.adopt([each for each in lines if (each.writer, each.number) not in held])
    for path, reading in readings.items():
        if reading.damaged:
            set_aside(disk, path, today)
        else:
            disk.remove(path)
    if there.under_way.exists():
        with whole_file(disk, names.under_way, there.under_way.read_bytes()):
            pass
        disk.remove(there.under_way)
    if there.own.exists():
        disk.sync_folder(there.own)
    return True
