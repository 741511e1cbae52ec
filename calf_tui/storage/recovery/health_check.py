"""Checks all files of a history, and says what a repair would do."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.text.formatting import count
from calf_tui.core.text.quoting import quoted, shown
from calf_tui.core.text.sanitizing import line_text
from calf_tui.documents.codec import is_deleted
from calf_tui.documents.timestamps import is_date
from calf_tui.storage.database.backups import all_backups, daily_backups
from calf_tui.storage.database.data_file import DurableStorage
from calf_tui.storage.database.table import fields_of
from calf_tui.storage.files.disk import can_lock, can_sync_folder
from calf_tui.storage.files.file_names import hard_links
from calf_tui.storage.recovery.fallback_copies import problem_in
from calf_tui.storage.recovery.permissions_and_stale_files import (
    files_of,
    readable_by_others,
    stale_files,
    unwritable,
)
from calf_tui.storage.recovery.preserve_damaged_file import (
    gap_notice,
    link_notice,
    recovered,
    replaced_notice,
    sessions_of,
    what_is_wrong,
)
from calf_tui.storage.recovery.quarantine import is_releasable, quarantine_invalid
from calf_tui.storage.sync.conflict_copies import conflict_copies
from calf_tui.storage.sync.external_change import recover_with_external_change
from calf_tui.storage.sync.merge import QUARANTINE, SUPERSEDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.recovery.recovered_state import RecoveredState

MOST_SIGNS = 200
"""The most characters shown of a word from a document [ours]."""
MOST_NAMED = 10
"""The most documents in quarantine that are listed one by one [ours]."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in a sentence; `repair` says what a repair would do, "" if it can do nothing."""

    text: str
    is_well: bool = True
    repair: str = ""


def examine(names: FileNames, now: datetime) -> tuple[Finding, ...]:
    """Everything around the history, the data file first; nothing is changed.

    Names of files and what stands in documents are a stranger's text: each finding is one line.
    """
    findings = (
        *_data_file(names),
        *_spares(names),
        *_backups(names),
        *_folder(names),
        *map(_conflict_copy, conflict_copies(names.base)),
        *map(_readable, readable_by_others(names)),
        *map(_stale, stale_files(names, now)),
        *map(_kept_aside, files_of(names, "damaged-")),
    )
    return tuple(replace(each, text=line_text(each.text)) for each in findings)


def damaged_backups(names: FileNames) -> dict[Path, str]:
    """Returns the damaged backups, and why they cannot be used."""
    faults = {path: problem_in(path) for path in all_backups(names)}
    return {path: fault for path, fault in faults.items() if fault}


def _data_file(names: FileNames) -> Iterator[Finding]:
    try:
        found = recover_with_external_change(
            names, DurableStorage(names.base, names=names), {}, None
        )
    except UserError as fault:
        yield Finding(str(fault), is_well=False)
        return
    if found.damage:
        repair = f"it is kept aside, and {recovered(found, 'come back')}"
        yield Finding(f"The data file {what_is_wrong(found)}.", is_well=False, repair=repair)
    elif not found.tables:
        yield Finding("There is no data file yet.")
    else:
        if found.is_newer:
            yield Finding("A newer version of Calf TUI wrote the records: update to train here.")
        edited = ", last written by another program, which is fine" if found.is_edited else ""
        yield Finding(f"The data file is whole{edited}: {sessions_of(found)}.")
        if found.replaced:
            text = replaced_notice(names.base.name, found.replaced)
            yield Finding(text, is_well=False, repair="they are replaced in the file, too")
    if found.came is not None and found.lacking and found.ours:
        text = f"It lacks {found.lacking} kept here that nobody deleted in the app."
        yield Finding(text, is_well=False, repair="what it lacks comes back")
    waiting = len(found.pending)
    if waiting and not found.damage:
        come = "comes" if waiting == 1 else "come"
        yield Finding(
            f"{count(waiting, 'record')} in the journal {come} into it at the next start."
        )
    yield from _journal(names, found)
    if not found.is_newer:
        yield from _documents(found)


def _documents(found: RecoveredState) -> Iterator[Finding]:
    _, bad, shown = quarantine_invalid(found.tables)
    if bad:
        also = f", also {count(shown, 'session')} shown until then" if shown else ""
        yield Finding(
            f"{count(bad, 'record')} in it cannot be understood, or another has the same id.",
            is_well=False,
            repair=f"such records go to the quarantine{also}",
        )
    held = [each for each in found.tables.get(QUARANTINE, {}).values() if not is_deleted(each)]
    older = [each for each in held if isinstance(each, dict) and each.get("reason") == SUPERSEDED]
    if older:
        yield Finding(f"In quarantine: {count(len(older), 'older version')} of other records.")
    others = [each for each in held if each not in older]
    for entry in others[:MOST_NAMED]:
        if is_releasable(entry):
            repair = "it goes back to the others"
            yield Finding(f"{_in_words(entry)}, is valid by now.", is_well=False, repair=repair)
        else:
            yield Finding(f"{_in_words(entry)}.")
    if others[MOST_NAMED:]:
        yield Finding(f"In quarantine: {count(len(others[MOST_NAMED:]), 'other record')}.")


def _in_words(entry: Any) -> str:
    """Returns a sentence about a document in quarantine: its table, date and reason."""
    if not isinstance(entry, dict):
        return "In quarantine: what is no document"
    fields = fields_of(entry.get("document"))
    dates = (fields.get("local_date"), fields.get("start"))
    when = next((each for each in dates if isinstance(each, str) and each), "no date")
    table, reason = entry.get("table"), " ".join(str(entry.get("reason")).split())[:MOST_SIGNS]
    named = table if isinstance(table, str) and table.isidentifier() else shown(table)
    said = when if when == "no date" or is_date(when) else quoted(when)
    return f"In quarantine: one of the {named}, of {said} ({reason})"


def _spares(names: FileNames) -> Iterator[Finding]:
    for path, what in ((names.previous, "The file before it"), (names.last, "Its copy here")):
        fault = problem_in(path) if os.path.exists(path) else ""
        if fault:
            repair = "it is kept aside and made anew from the data file"
            yield Finding(f"{path.name} cannot be used: {fault}.", is_well=False, repair=repair)
        elif os.path.exists(path):
            yield Finding(f"{what}, {path.name}, is whole.")


def _journal(names: FileNames, found: RecoveredState) -> Iterator[Finding]:
    repair = "what can be read comes into the data file, and the journal is kept aside"
    if found.damaged_lines:
        text = f"{count(found.damaged_lines, 'line')} of the journal cannot be read."
        yield Finding(text, is_well=False, repair=repair)
    elif found.gap:
        yield Finding(gap_notice(names, found), is_well=False, repair=repair)
    elif os.path.exists(names.journal):
        yield Finding(f"The journal is whole: {names.journal}.")


def _backups(names: FileNames) -> Iterator[Finding]:
    damaged = damaged_backups(names)
    for path, fault in damaged.items():
        text = f"The backup {path.name} cannot be used: {fault}."
        yield Finding(text, is_well=False, repair=f"it is kept as {path.name}.damaged")
    good = len(all_backups(names)) - len(damaged)
    days = [day for day, path in daily_backups(names).items() if path not in damaged]
    if days:
        yield Finding(f"{count(good, 'backup')} in {names.backups}, the newest of {max(days)}.")
    elif os.path.exists(names.base):
        yield Finding("There is no backup yet; the first is made at the next start.")


def _folder(names: FileNames) -> Iterator[Finding]:
    if hard_links(names.base) > 1:
        yield Finding(link_notice(names.base), is_well=False)
    for fault in unwritable(names):
        yield Finding(fault, is_well=False)
    with suppress(OSError):
        if not can_sync_folder(names.base.parent) and os.name != "nt":
            yield Finding(
                f"The file system of {names.base.parent} cannot sync folders: "
                "a power cut may take the newest sets away there."
            )
    with suppress(OSError):
        if not can_lock(names.own):
            yield Finding(
                f"The file system of {names.own} has no flock: another kind of lock is used, "
                "so start Calf TUI there only once at a time."
            )


def _conflict_copy(path: Path) -> Finding:
    return Finding(f"{path.name} is a copy by a sync service; `calf-tui import` merges it.")


def _readable(path: Path) -> Finding:
    mode = stat.S_IMODE(path.lstat().st_mode)
    text = f"Others on this machine may use {path} (mode {mode:o})."
    return Finding(text, is_well=False, repair="only you may")


def _stale(path: Path) -> Finding:
    text = f"{path} was left by a program that was killed."
    return Finding(text, is_well=False, repair="it goes; what it was to become is safe")


def _kept_aside(path: Path) -> Finding:
    return Finding(f"{path.name} is kept since it was damaged; delete it when you like.")
