"""Finds the newest copy of a data file that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from calf_tui.storage.database.backups import all_backups, content_of
from calf_tui.storage.database.compaction import GENERATION
from calf_tui.storage.database.data_file import tables_in
from calf_tui.storage.database.schema import (
    SCHEMA_VERSION,
    NewerVersionError,
    version_after,
)
from calf_tui.storage.files.atomic_write import FileSignature, signature_of
from calf_tui.storage.files.disk import plain_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from calf_tui.storage.database.data_file import DurableStorage
    from calf_tui.storage.database.document_table import Tables
    from calf_tui.storage.files.file_names import FileNames


class FallbackCopy(NamedTuple):
    """The tables of a copy and its file; `is_newer` if a later version of the program wrote it."""

    tables: Tables
    source: Path | None = None
    is_newer: bool = False


def newest_readable_copy(
    names: FileNames, newest: int, known: Iterable[FileSignature] = ()
) -> FallbackCopy:
    """Returns the newest copy that can be read; it has no source if none can.

    The spare copy (`.last`) must be one of the `known` generations, if there are any.
    """
    checksums = {each.crc32 for each in known}
    spare = _standby(names.last, newest, checksums)
    if fallback := spare or _standby(names.previous, newest):
        return fallback
    backups = (_standby(path, newest) for path in all_backups(names))
    backup = next(filter(None, backups), None)
    befores = (_standby(path, newest) for path in reversed(names.before_edits))
    edited = max(filter(None, befores), key=_last_change, default=None)
    if edited and (backup is None or _last_change(edited) > _last_change(backup)):
        return edited
    return backup or FallbackCopy({})


def spare_generation(names: FileNames) -> tuple[FileSignature, ...]:
    """That of the spare copy, for a journal that is lost; none where it cannot be read."""
    try:
        data = names.last.read_bytes()
    except OSError:
        return ()
    return (FileSignature(crc32(data), len(data), 0),)


def stale_spare(
    names: FileNames,
    storage: DurableStorage,
    known: Collection[FileSignature],
    noted: Iterable[object],
) -> Tables | None:
    """The spare copy, if no generation that file or journal (`known`, `noted`) tells of."""
    state = signature_of(names.last)
    if not known or state == storage.spare:
        return None
    if {each.crc32 for each in spare_generation(names)} & {each.crc32 for each in known}:
        storage.spare = state
        return None
    try:
        spare = read_copy(names.last, version_after(storage.migrations))
    except (OSError, ValueError):
        return None
    told = (None, generation_in(storage.read() or {}), *noted)
    return None if generation_in(spare) in told else spare


def generation_in(tables: Tables) -> object:
    """What tells the data file with these tables from every other; None before there was such."""
    metas = tables.get("meta", {}).values()
    return next((each.get(GENERATION) for each in metas if isinstance(each, dict)), None)


def read_copy(path: Path, newest: int) -> Tables:
    """Returns the tables in a data file or a backup, mended; raises OSError and ValueError."""
    data = content_of(path) if path.suffix == ".gz" else path.read_bytes()
    return tables_in(data, newest).tables or {}


def problem_in(path: Path) -> str:
    """Returns why a data file or backup cannot be used; "" if it can."""
    try:
        read_copy(path, SCHEMA_VERSION)
    except NewerVersionError:
        return ""
    except OSError as error:
        return f"it cannot be read: {plain_words(error)}"
    except ValueError as error:
        return str(error)
    return ""


def _standby(path: Path, newest: int, checksums: Collection[int] = ()) -> FallbackCopy | None:
    try:
        if checksums and crc32(path.read_bytes()) not in checksums:
            return None
        return FallbackCopy(read_copy(path, newest), path)
    except NewerVersionError as newer:
        return FallbackCopy(newer.tables, path, is_newer=True)
    except (OSError, ValueError):
        return None


def _last_change(fallback: FallbackCopy) -> str:
    """Returns the latest `updated_at` of its sessions."""
    sessions = fallback.tables.get("sessions", {}).values()
    found = (str(each.get("updated_at")) for each in sessions if isinstance(each, dict))
    return max(found, default="")
