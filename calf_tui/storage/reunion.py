"""A data file that another machine wrote lies in the place of ours: both become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.arrivals import arrivals, changes
from calf_tui.storage.folding import put_all
from calf_tui.storage.generations import newest_good
from calf_tui.storage.merge import META, merged
from calf_tui.storage.migrations import version_after
from calf_tui.storage.remains import find_remains, folded_in, remains_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.storage.durable import DurableStorage
    from calf_tui.storage.file_names import FileNames
    from calf_tui.storage.migrations import Migrations
    from calf_tui.storage.remains import Pending, Remains, View


def find_all(
    names: FileNames, storage: DurableStorage, added: Pending, last: View | None
) -> Remains:
    """What `find_remains` finds, and these documents; with ours in another machine's file.

    `added` is in the journal, unless somebody took that away; `last` is what this program saw
    before, if it did. Raises `Fault` where there is nothing that can be used.
    """
    found = find_remains(names, storage)
    found = found._replace(pending={**found.pending, **added})
    if not found.is_edited or found.is_newer:
        return found
    return _reunited(found, names, storage.migrations, last)


def _reunited(
    found: Remains, names: FileNames, migrations: Migrations, last: View | None
) -> Remains:
    # The marks in a file tell which lines of which journals its writer knew. One who did not know
    # our last generation changed an older one: that and ours are merged. One who knew it, and
    # lines of another machine besides, went on from there: what came here since is merged. A file
    # without either was edited here, and holds as it is.
    marks = folded_in(found.tables)
    older = remains_of(newest_good(names, version_after(migrations)), found.entries, migrations)
    ours = put_all(older.tables, older.pending)
    if not _knew_all(found, marks):
        sides = [ours, *([put_all(*last)] if last else [])]
    elif _knew_more(marks, older):
        sides = []
    else:
        return found
    united = merged(found.tables, *sides, put_all({}, found.pending))
    return found._replace(
        tables={**found.tables, META: united[META]},
        pending=changes(found.tables, united),
        came=arrivals(ours, found.tables)[1],
    )


def _knew_all(found: Remains, marks: Mapping[str, int]) -> bool:
    """Whether the file's writer knew the last generation that was written here."""
    written = [each for each in found.entries if "generations" in each.content]
    return not written or marks.get(written[-1].writer, 0) >= written[-1].number


def _knew_more(marks: Mapping[str, int], older: Remains) -> bool:
    """Whether the file's writer knew lines that were not written here."""
    known = older.lines
    return any(number > known.get(writer, 0) for writer, number in marks.items())
