"""Merges what another machine wrote with our records, and finds what a sync service left beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count
from calf_tui.serialization.codec import is_deleted
from calf_tui.storage.database.compaction import with_documents
from calf_tui.storage.database.document_table import document_in, is_same_json, stored_in
from calf_tui.storage.database.merge import META, key_of, merged, rank
from calf_tui.storage.database.schema import compacted_lines_in, version_after
from calf_tui.storage.files.file_names import FileNames, listed
from calf_tui.storage.recovery.fallback_copies import (
    FallbackCopy,
    generation_in,
    newest_readable_copy,
)
from calf_tui.storage.recovery.recovered_state import (
    known_generations,
    newer_documents,
    noted_line,
    recovered_state_of,
)
from calf_tui.storage.sync.merge_result import changes, merge_result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from calf_tui.storage.database.document_table import DatabaseView, Tables
    from calf_tui.storage.database.merge import Key
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.recovery.recovered_state import RecoveredState

NOUNS = {
    "sessions": "session",
    "targets": "weekly target",
    "pauses": "pause",
    "tests": "heel-rise test",
    "runs": "run",
    "loads": "coach answer",
    "profile": "profile",
    "plan": "plan choice",
}
"""What a record of each table is called, for every table of records."""
_MIDDLES = (
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r" \(.*\)",  # Dropbox, Nextcloud, Google Drive; in whatever language
    r"_conflict-.+",  # ownCloud
    r"-[^.]+",  # OneDrive: the name of the machine
    r" \d+",  # iCloud
)
"""What sync services insert between a file's name and its suffix."""


def merge_external_change(
    found: RecoveredState, names: FileNames, migrations: Migrations, last: DatabaseView | None
) -> RecoveredState:
    """Returns the state merged with ours if another machine wrote it, and with other journals.

    `last` is what this program read before, if it did.
    """
    if found.origin != "here" or found.stale:
        found = _merged_with_ours(found, names, migrations, last)
    return _with_others(found, migrations)


def _merged_with_ours(
    found: RecoveredState, names: FileNames, migrations: Migrations, last: DatabaseView | None
) -> RecoveredState:
    # The marks in a file tell which lines of which journals its writer knew. One who did not know
    # our last generation changed an older one: that and ours are merged. One who knew it went on
    # from there, unless two copies of one machine number their lines alike: what is gone without
    # a mark of deletion, and what is older than here, comes back. A file of the very generation
    # that was last written here was edited here, and holds as it is.
    marks = compacted_lines_in(found.tables)
    fallback = newest_readable_copy(
        names, version_after(migrations), known_generations(found.entries)
    )
    if found.stale and (not found.is_edited or fallback.source is None):
        ahead = compacted_lines_in(found.stale).items()
        if not (found.is_edited or any(number > marks.get(name, 0) for name, number in ahead)):
            return found  # it is only older
        fallback = FallbackCopy(found.stale, names.last)
    older = recovered_state_of(fallback, found.entries, migrations)
    ours = with_documents(older.tables, older.pending)
    is_last = fallback.source == names.last
    known = compacted_lines_in(older.tables) if is_last else {}
    needed = dict(known)
    if noted := noted_line(found.entries):
        needed[noted[0]] = max(noted[1], known.get(noted[0], 0))
    knew_all = all(marks.get(writer, 0) >= number for writer, number in needed.items())
    knew_more = any(number > older.lines.get(writer, 0) for writer, number in marks.items())
    found = found._replace(ours=ours if fallback.source else None, lacking=_lacking(ours, found))
    generation = generation_in(found.tables)
    is_of_here = not is_last or generation == generation_in(older.tables)
    if knew_all and not knew_more and is_of_here and not found.stale:
        return found
    if knew_all:
        sides = [_later(ours if is_last else with_documents({}, older.pending), found.tables)]
    else:
        sides = [ours, *([with_documents(*last)] if last else [])]
    if found.stale:
        sides.append(_later(found.stale, found.tables))
    united = merged(found.tables, *sides, with_documents({}, found.pending))
    return found._replace(
        tables={**found.tables, META: united[META]},
        pending=changes(found.tables, united),
        came=merge_result(ours, found.tables)[1],
        ours=found.ours if knew_all else None,
    )


def _later(ours: Tables, theirs: Tables) -> Tables:
    """The documents of ours that theirs lack, or have in an older version, by table and number."""
    later: Tables = {}
    for name in ours.keys() - {META}:
        there: dict[Key, list[Any]] = {}
        for each in stored_in(theirs.get(name, {})).values():
            there.setdefault(key_of(each), []).append(each)
        later[name] = {
            number: each
            for number, each in stored_in(ours[name]).items()
            if all(_is_later(each, other) for other in there.get(key_of(each), ()))
        }
    return later


def _is_later(one: Any, other: Any) -> bool:
    if is_same_json(one, other):
        return False
    return rank(document_in(one))[:-1] > rank(document_in(other))[:-1]


def _with_others(found: RecoveredState, migrations: Migrations) -> RecoveredState:
    """Returns the state with the documents of other journals that are not in the tables."""
    new = [*newer_documents(found.others, compacted_lines_in(found.tables), migrations)]
    if not new:
        return found
    each_alone = [with_documents({}, {(table, each["id"]): each}) for table, each in new]
    united = merged(found.tables, with_documents({}, found.pending), *each_alone)
    return found._replace(pending={**found.pending, **changes(found.tables, united)})


def _lacking(ours: Tables, found: RecoveredState) -> str:
    """How many records of ours are in neither the file nor the journal; "" for none."""
    said = []
    for name, noun in NOUNS.items():
        there = {key_of(each) for each in stored_in(found.tables.get(name, {})).values()}
        there |= {document_id for table, document_id in found.pending if table == name}
        held = stored_in(ours.get(name, {})).values()
        gone = sum(key_of(each) not in there and not is_deleted(document_in(each)) for each in held)
        said += [count(gone, noun)] if gone else []
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def names_of_copies(name: str, names: Collection[str]) -> Iterator[str]:
    """Yields the names that may be conflict copies of the file `name`, in order."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    pattern = re.compile(
        rf"{re.escape(stem)}({'|'.join(_MIDDLES)}){re.escape(dot + ending)}", re.DOTALL
    )
    return (each for each in sorted(names) if pattern.fullmatch(each))


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Returns the conflict copies beside the data file, if they hold valid records."""
    names = [each.name for each in listed(path.parent)]
    found = map(path.with_name, names_of_copies(path.name, names))
    return tuple(each for each in found if _is_ours(each, path))


def _is_ours(copy: Path, path: Path) -> bool:
    from calf_tui.storage.sync.imported_file import read_imported_file  # dear, and seldom needed

    try:
        return not read_imported_file(copy, path).is_csv
    except UserError:
        return False
