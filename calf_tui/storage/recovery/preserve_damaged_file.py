"""Preserves damaged and replaced files, and says in a notice what was found and mended."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from calf_tui.core.text.formatting import count as counted
from calf_tui.serialization.codec import is_date
from calf_tui.serialization.record_tables import TABLES
from calf_tui.storage.database.data_file import NewerFileError
from calf_tui.storage.database.document_table import fields_of
from calf_tui.storage.database.merge import key_of
from calf_tui.storage.database.schema import bytes_of
from calf_tui.storage.files.atomic_write import dated_name, rename_with_date, write_atomically
from calf_tui.storage.files.file_names import FileNames, hard_links
from calf_tui.storage.recovery.fallback_copies import problem_in
from calf_tui.storage.recovery.recovered_state import MISSING, RecoveredState

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from calf_tui.storage.database.document_table import Tables
    from calf_tui.storage.files.disk import Disk


def preserve_replaced_files(
    disk: Disk, names: FileNames, found: RecoveredState, today: date
) -> list[str]:
    """Preserves what is about to be replaced; returns the notices about it. Raises OSError.

    That is a damaged data file or journal, or the records before another program's change.
    """
    notices = []
    if found.damage:
        aside = rename_with_date(disk, names.base, today)
        notices.append(damage_notice(names.base, found, aside))
    elif found.came is not None:
        before = None
        if found.ours and found.lacking:
            before = _kept_before_edit(disk, names, found.ours, today)
        if found.came.is_news or found.lacking or found.origin == "copied":
            notices.append(merge_notice(names, found, before))
    elif found.is_edited:
        notices.append(_made_room_for_edit(disk, names, found, today))
    if (found.damaged_lines or found.gap) and os.path.exists(names.journal):
        aside = dated_name(names.journal, today)
        write_atomically(disk, aside, names.journal.read_bytes())
        if found.damaged_lines:
            notices.append(lines_notice(found.damaged_lines, aside))
    if found.file.replaced and not found.damage:
        notices.append(replaced_notice(str(names.base), found.file.replaced))
    return notices


def _made_room_for_edit(disk: Disk, names: FileNames, found: RecoveredState, today: date) -> str:
    """Preserves the records before an edit, or their copies if none of them can be read."""
    if found.ours:
        before = _kept_before_edit(disk, names, found.ours, today)
        return edit_notice(names.base, before, found.lacking)
    for copy in filter(problem_in, (names.previous, names.last)):
        rename_with_date(disk, copy, today)
    return f"{names.base} was edited by another program."


def _kept_before_edit(disk: Disk, names: FileNames, ours: Tables, today: date) -> Path:
    """Writes the tables to a `.before-edit` file; returns its path, or that of an equal one."""
    data = bytes_of(ours)
    for each in names.before_edits:
        if each.stat().st_size == len(data) and each.read_bytes() == data:
            return each
    kept = names.before_edit
    if os.path.exists(kept):
        kept = dated_name(names.base, today, "before-edit")
    write_atomically(disk, kept, data)
    return kept


def damage_notice(path: Path, found: RecoveredState, aside: Path | None) -> str:
    """Returns the notice about a damaged data file: its damage, and what was recovered."""
    wrong = (
        f"could not be used: {found.damage}, it is kept as {aside.name}" if aside else "was missing"
    )
    return f"{path} {wrong}; {recovered(found)}."


def reading_notice(names: FileNames, found: RecoveredState) -> str:
    """Returns the notice for a program that only reads, about a state that is not sound."""
    path = names.base
    if found.is_newer:
        return str(NewerFileError(path))
    if not found.damage:
        replaced = found.file.replaced
        return replaced_notice(str(path), replaced) if replaced else gap_notice(names, found)
    return (
        f"{path} {what_is_wrong(found)}; {recovered(found)}. Start Calf TUI once to mend the file."
    )


def replaced_notice(file: str, replaced: int) -> str:
    """Returns the notice about replaced characters, such as terminal controls."""
    was = "was" if replaced == 1 else "were"
    return (
        f"{file}: {counted(replaced, 'character')} that no text may hold {was} replaced "
        "(terminal controls, turned directions, half of an emoji)."
    )


def what_is_wrong(found: RecoveredState) -> str:
    """Returns the damage of the data file, to follow its name."""
    return "is missing" if found.damage == MISSING else f"cannot be used: {found.damage}"


def edit_notice(path: Path, before: Path, taken: str) -> str:
    """Another program wrote the file, which is fine; what it took away can be had again."""
    if not taken:
        return (
            f"{path} was edited by another program; as it was before, it is kept as {before.name}."
        )
    return (
        f"{path} was edited by another program, which took {taken} away; "
        f"`calf-tui import {shlex.quote(str(before))}` brings back what it took."
    )


def merge_notice(names: FileNames, found: RecoveredState, before: Path | None = None) -> str:
    """What a file written on another machine or in another folder brought, and what it lacked."""
    path = names.base
    lacked = f"{found.lacking} that it lacked came back"
    if found.origin == "copied":
        older = f"{names.own} is older than {path}, or a copy of another machine's"
        said = [older, "both are one now, without what only a newer journal held"]
        said += [str(found.came)] if found.came and found.came.is_news else []
        said += [lacked] if found.lacking else []
        said += [f"what was here before is kept as {before.name}"] if before else []
        return f"{'; '.join(said)}."
    if before:
        is_news = found.came and found.came.is_news
        came = f": {found.came}" if is_news else ""
        kept = f"what was here before is kept as {before.name}"
        return f"{path} came in from elsewhere{came}; {lacked}, and {kept}."
    if found.origin == "older" or not (found.came and found.came.is_news):
        return f"{path} was replaced by an older one; {lacked}."
    came = f"{path} came in from elsewhere: {found.came}"
    return f"{came}; {lacked}." if found.lacking else f"{came}."


def opening_notices(names: FileNames, found: RecoveredState) -> list[str]:
    """Returns the notices before the first write: about hard links and a damaged journal."""
    links = [link_notice(names.base)] if hard_links(names.base) > 1 else []
    return [*links, *([gap_notice(names, found)] if found.gap else [])]


def link_notice(path: Path) -> str:
    """Returns the notice that a save breaks a hard link, because it replaces the file."""
    return (
        f"{path} has another name, a hard link, which the next save leaves behind as it is; "
        "a symbolic link (ln -s) goes along."
    )


def gap_notice(names: FileNames, found: RecoveredState) -> str:
    """Returns the notice that the journal was changed, and which records may be missing."""
    since = "here"
    with suppress(OSError):  # the copy may be missing, too
        when = datetime.fromtimestamp(names.last.stat().st_mtime).astimezone()
        since = f"after {when:%Y-%m-%d %H:%M}"
    saved = f"what was saved {since} and had not come into {names.base.name}"
    return f"{names.journal} {found.gap}; {saved} may be missing."


def lines_notice(lines: int, kept: Path) -> str:
    """Returns the notice that lines of the journal could not be read."""
    return (
        f"{counted(lines, 'line')} of the journal could not be read; what no other line holds "
        f"is missing, and the journal is kept as {kept.name}."
    )


def recovered(found: RecoveredState, verb: str = "came back") -> str:
    """Returns what was recovered, from where, and what may be missing."""
    source = f"{_name(found.source)} and the journal" if found.source else "the journal"
    source = "what the program still held" if found.is_remembered else source
    held = sessions_of(found) if _sessions(found) else _others(found)
    if not held:
        return f"{source} held no records"
    said = f"{held} {verb} from {source}"
    if found.is_whole or found.is_remembered:
        return f"{said}, nothing is missing"
    before = _last_date(found.tables.get("sessions", {}).values())
    return f"{said}, what was written after {before} may be missing"


def sessions_of(found: RecoveredState) -> str:
    """Returns the number of sessions and their last date: "4 sessions up to 2026-11-22"."""
    kept = _sessions(found)
    return f"{counted(len(kept), 'session')}{f' up to {_last_date(kept)}' if kept else ''}"


def _others(found: RecoveredState) -> str:
    """Returns how many records there are besides the sessions, as "3 records"; "" for none."""
    kept = sum(len(_records(found, each.name)) for each in TABLES)
    return counted(kept, "record") if kept else ""


def _sessions(found: RecoveredState) -> list[dict[str, object]]:
    return _records(found, "sessions")


def _records(found: RecoveredState, name: str) -> list[dict[str, object]]:
    """Returns the records of a table, each id once, without those that were deleted."""
    pending = (each for (table, _), each in found.pending.items() if table == name)
    documents = (*found.tables.get(name, {}).values(), *pending)
    records = {key_of(each): each for each in filter(None, map(fields_of, documents))}
    return [each for each in records.values() if each.get("deleted") is not True]


def _name(source: Path) -> str:
    """Returns the name of a copy, with the folder if it is a backup."""
    return f"{source.parent.name}/{source.name}" if source.suffix == ".gz" else source.name


def _last_date(sessions: Collection[object]) -> str:
    dates = (each.get("local_date") for each in sessions if isinstance(each, dict))
    return max((each for each in dates if is_date(each)), default="the beginning")
