"""Merges what another machine wrote, to our data file or beside it, with our records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.database.compaction import put_all
from calf_tui.storage.database.migrations import version_after
from calf_tui.storage.database.schema import compacted_lines_in
from calf_tui.storage.database.table import document_in, held_in
from calf_tui.storage.records.codec import is_deleted
from calf_tui.storage.recovery.fallback_copies import newest_readable_copy
from calf_tui.storage.recovery.recovered_state import (
    known_generations,
    newer_documents,
    noted_line,
    recover_state,
    recovered_state_of,
)
from calf_tui.storage.sync.merge import META, key_of, merged
from calf_tui.storage.sync.merge_result import changes, merge_result

if TYPE_CHECKING:
    from calf_tui.storage.database.data_file import DurableStorage
    from calf_tui.storage.database.migrations import Migrations
    from calf_tui.storage.database.table import Pending, Tables
    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.recovery.recovered_state import DatabaseView, RecoveredState


def recover_with_external_change(
    names: FileNames, storage: DurableStorage, added: Pending, last: DatabaseView | None
) -> RecoveredState:
    """Returns the recovered state, with `added`, and merged with ours if another machine wrote it.

    `added` are documents of this run, which are in the journal unless it was deleted. `last` is
    what this program read before, if it did. Raises `UserError` if nothing can be used.
    """
    found = recover_state(names, storage)
    found = found._replace(pending={**found.pending, **added})
    if found.is_newer:
        return found
    if found.is_edited or found.is_behind:
        found = _reunited(found, names, storage.migrations, last)
    return _with_others(found, storage.migrations)


def _reunited(
    found: RecoveredState, names: FileNames, migrations: Migrations, last: DatabaseView | None
) -> RecoveredState:
    # The marks in a file say which lines of which journals its writer knew.
    # - If it did not know our last generation, it changed an older one: both are merged.
    # - If it knew it, and lines of another machine too, it continued from ours: later documents
    #   are merged, and those that are missing without a mark of deletion come back.
    # - If it knew it and nothing more, the file was edited here, and is used as it is.
    marks = compacted_lines_in(found.tables)
    fallback = newest_readable_copy(
        names, version_after(migrations), known_generations(found.entries)
    )
    older = recovered_state_of(fallback, found.entries, migrations)
    ours = put_all(older.tables, older.pending)
    known = compacted_lines_in(older.tables) if fallback.source == names.last else {}
    noted = noted_line(found.entries)
    needed = {**known, **({noted[0]: noted[1]} if noted else {})}
    knew_all = all(marks.get(writer, 0) >= number for writer, number in needed.items())
    knew_more = any(number > older.lines.get(writer, 0) for writer, number in marks.items())
    found = found._replace(ours=ours if fallback.source else None, lacking=_lacking(ours, found))
    if knew_all and not knew_more:
        return found
    if knew_all:
        sides = [_gone(ours, found.tables)] if fallback.source == names.last else []
    else:
        sides = [ours, *([put_all(*last)] if last else [])]
    united = merged(found.tables, *sides, put_all({}, found.pending))
    return found._replace(
        tables={**found.tables, META: united[META]},
        pending=changes(found.tables, united),
        came=merge_result(ours, found.tables)[1],
        ours=found.ours if knew_all else None,
        lacking=found.lacking if sides else 0,
    )


def _gone(ours: Tables, theirs: Tables) -> Tables:
    """Returns our documents that have no version in theirs, by table and number."""
    gone: Tables = {}
    for name in ours.keys() - {META}:
        there = {key_of(each) for each in held_in(theirs.get(name, {})).values()}
        held = held_in(ours[name]).items()
        gone[name] = {number: each for number, each in held if key_of(each) not in there}
    return gone


def _with_others(found: RecoveredState, migrations: Migrations) -> RecoveredState:
    """Returns the state with the documents of other journals that are not in the tables."""
    new = [*newer_documents(found.others, compacted_lines_in(found.tables), migrations)]
    if not new:
        return found
    each_alone = [put_all({}, {(table, each["id"]): each}) for table, each in new]
    united = merged(found.tables, put_all({}, found.pending), *each_alone)
    return found._replace(pending={**found.pending, **changes(found.tables, united)})


def _lacking(ours: Tables, found: RecoveredState) -> int:
    """Returns how many of our sessions are in neither the file nor the journal."""
    there = {key_of(each) for each in held_in(found.tables.get("sessions", {})).values()}
    there |= {name for table, name in found.pending if table == "sessions"}
    held = held_in(ours.get("sessions", {})).values()
    return sum(key_of(each) not in there and not is_deleted(document_in(each)) for each in held)
