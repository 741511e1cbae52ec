"""A damaged file is moved out of the way, never written over; and how that is said."""

from __future__ import annotations

from itertools import count as counting
from typing import TYPE_CHECKING

from calf_tui.core.words import count as counted
from calf_tui.storage.durable import NewerFault
from calf_tui.storage.generations import fault_in
from calf_tui.storage.merge import key_of
from calf_tui.storage.remains import MISSING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from calf_tui.storage.disk import Disk
    from calf_tui.storage.file_names import FileNames
    from calf_tui.storage.remains import Remains


def set_aside(disk: Disk, path: Path, today: date, why: str = "damaged") -> Path | None:
    """Its new name, `training.json.damaged-2026-11-22`; None without a file. Raises OSError."""
    if not path.exists():
        return None
    names = _names(path, f"{why}-{today.isoformat()}")
    aside = next(each for each in names if not each.exists())
    disk.replace(path, aside)
    disk.sync_folder(path.parent)
    return aside


def made_room(disk: Disk, names: FileNames, found: Remains, today: date) -> list[str]:
    """Puts a damaged file, or the one before another's edit, out of the way; what to say of it.

    Raises OSError.
    """
    notices = []
    if found.damage:
        aside = set_aside(disk, names.base, today)
        notices.append(damage_notice(names.base, found, aside))
    elif found.came is not None:  # nothing of ours is missing in it
        if found.came.is_news:
            notices.append(f"{names.base} came in from another machine: {found.came}.")
    elif found.is_edited and fault_in(names.previous):
        set_aside(disk, names.previous, today)
        notices.append(f"{names.base} was edited by another program.")
    elif found.is_edited:
        disk.replace(names.previous, names.before_edit)
        notices.append(edit_notice(names.base, names.before_edit))
    if found.damaged_lines:
        notices.append(lines_notice(found.damaged_lines, names.previous_journal))
    if found.replaced and not found.damage:
        notices.append(replaced_notice(str(names.base), found.replaced))
    return notices


def damage_notice(path: Path, found: Remains, aside: Path | None) -> str:
    """What was wrong, what was recovered from where, and what was not."""
    wrong = (
        f"could not be used: {found.damage}, it is kept as {aside.name}" if aside else "was missing"
    )
    return f"{path} {wrong}; {recovered(found)}."


def reading_notice(path: Path, found: Remains) -> str:
    """The same for those who only look, and so mend nothing; empty where nothing is wrong."""
    if found.is_newer:
        return str(NewerFault(path))
    if not found.damage:
        return replaced_notice(str(path), found.replaced) if found.replaced else ""
    return (
        f"{path} {what_is_wrong(found)}; {recovered(found)}. Start Calf TUI once to mend the file."
    )


def replaced_notice(file: str, replaced: int) -> str:
    """Of characters that no record may keep: terminal controls and the like, half an emoji."""
    was = "was" if replaced == 1 else "were"
    return (
        f"{file}: {counted(replaced, 'character')} that no text may hold {was} replaced "
        "(terminal controls, turned directions, half of an emoji)."
    )


def what_is_wrong(found: Remains) -> str:
    """With the data file, to be read after its name."""
    return "is missing" if found.damage == MISSING else f"cannot be used: {found.damage}"


def edit_notice(path: Path, before: Path) -> str:
    """Another program wrote the file, which is fine."""
    return f"{path} was edited by another program; as it was before, it is kept as {before.name}."


def lines_notice(lines: int, kept: Path) -> str:
    """A part of the journal is gone."""
    return (
        f"{counted(lines, 'line')} of the journal could not be read; what no other line holds "
        f"is missing, and the journal is kept as {kept.name}."
    )


def recovered(found: Remains, verb: str = "came back") -> str:
    """What is there again from where, and what is not."""
    source = f"{_name(found.source)} and the journal" if found.source else "the journal"
    if not _sessions(found):
        return f"{source} held no sessions"
    said = f"{sessions_of(found)} {verb} from {source}"
    if found.is_whole:
        return f"{said}, nothing is missing"
    before = _last_date(found.tables.get("sessions", {}).values())
    return f"{said}, what was written after {before} may be missing"


def sessions_of(found: Remains) -> str:
    """How many there are and until when: "4 sessions up to 2026-11-22"."""
    kept = _sessions(found)
    return f"{counted(len(kept), 'session')}{f' up to {_last_date(kept)}' if kept else ''}"


def _sessions(found: Remains) -> list[dict[str, object]]:
    pending = (each for (table, _), each in found.pending.items() if table == "sessions")
    documents = (*found.tables.get("sessions", {}).values(), *pending)
    sessions = {key_of(each): each for each in documents if isinstance(each, dict)}
    return [each for each in sessions.values() if each.get("deleted") is not True]


def _name(source: Path) -> str:
    """With the folder, for a backup."""
    return f"{source.parent.name}/{source.name}" if source.suffix == ".gz" else source.name


def _last_date(sessions: Collection[object]) -> str:
    dates = (each.get("local_date") for each in sessions if isinstance(each, dict))
    return max((each for each in dates if isinstance(each, str)), default="the beginning")


def _names(path: Path, ending: str) -> Iterator[Path]:
    first = f"{path.name}.{ending}"
    yield path.with_name(first)
    for number in counting(2):
        yield path.with_name(f"{first}-{number}")
