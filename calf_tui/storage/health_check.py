"""Checks all files of a history, says what a repair would do, and repairs; no record is deleted."""

from __future__ import annotations

import os
import stat
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import line_text, quoted, shown
from calf_tui.serialization.codec import is_date, is_deleted
from calf_tui.storage.database.backups import all_backups, daily_backups
from calf_tui.storage.database.data_file import DurableStorage, not_written
from calf_tui.storage.database.document_table import fields_of
from calf_tui.storage.database.merge import QUARANTINE, SUPERSEDED
from calf_tui.storage.database.record_quarantine import is_releasable, quarantine_invalid, released
from calf_tui.storage.document_store import DocumentStore
from calf_tui.storage.files.atomic_write import rename_with_date, write_atomically
from calf_tui.storage.files.disk import Disk, can_lock, can_sync_folder
from calf_tui.storage.files.file_names import FileNames, hard_links
from calf_tui.storage.recovery.fallback_copies import problem_in
from calf_tui.storage.recovery.permissions_and_stale_files import (
    files_of,
    make_private,
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
from calf_tui.storage.recovery.recovered_state import recover_state
from calf_tui.storage.sync.external_change import conflict_copies, merge_external_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

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
        *_beside(names, now),
    )
    return tuple(replace(each, text=line_text(each.text)) for each in findings)


def damaged_backups(names: FileNames) -> dict[Path, str]:
    """Returns the damaged backups, and why they cannot be used."""
    faults = {path: problem_in(path) for path in all_backups(names)}
    return {path: fault for path, fault in faults.items() if fault}


def _data_file(names: FileNames) -> Iterator[Finding]:
    try:
        storage = DurableStorage(names.base, names=names)
        found = recover_state(names, storage)
        if found.needs_merge:
            found = merge_external_change(found, names, storage.migrations, None)
    except UserError as error:
        yield Finding(str(error), is_well=False)
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
        if found.file.replaced:
            text = replaced_notice(names.base.name, found.file.replaced)
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
    if bad := bad + found.file.quarantined:
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


def _beside(names: FileNames, now: datetime) -> Iterator[Finding]:
    for path in conflict_copies(names.base):
        yield Finding(f"{path.name} is a copy by a sync service; `calf-tui import` merges it.")
    for path in readable_by_others(names):
        mode = stat.S_IMODE(path.lstat().st_mode)
        text = f"Others on this machine may use {path} (mode {mode:o})."
        yield Finding(text, is_well=False, repair="only you may")
    for path in stale_files(names, now):
        text = f"{path} was left by a program that was killed."
        yield Finding(text, is_well=False, repair="it goes; what it was to become is safe")
    for path in files_of(names, "damaged-"):
        yield Finding(f"{path.name} is kept since it was damaged; delete it when you like.")


def repair(names: FileNames, now: Callable[[], datetime], disk: Disk) -> Iterator[str]:
    """Repairs the files step by step, and yields what was done, a sentence each.

    Raises `UserError` if the records are in use, of a newer version, or cannot be written.
    """
    for fault in unwritable(names):
        raise UserError(fault)
    with closing(DocumentStore(names.base, now, disk, names)) as store:
        store.open()
        if quarantine_invalid(store.view().tables).moved:
            store.quarantine_invalid()
        yield from store.notices()
        back = released(store.view().tables, now())
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
            aside = rename_with_date(disk, path, now.date())
            write_atomically(disk, path, names.base.read_bytes())
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
