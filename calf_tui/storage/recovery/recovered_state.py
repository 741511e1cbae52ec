"""Recovers the state of a history from the data file, or a copy of it, and the journals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from calf_tui.storage.database.data_file import DamagedFileError
from calf_tui.storage.database.journal import AFTER, read_journals
from calf_tui.storage.database.migrations import (
    FIRST_VERSION,
    migrated,
    migrated_tables,
    version_after,
)
from calf_tui.storage.database.schema import SCHEMA_VERSION, compacted_lines_in, version_of
from calf_tui.storage.database.table import Table
from calf_tui.storage.files.atomic_write import FileSignature
from calf_tui.storage.recovery.fallback_copies import FallbackCopy, newest_readable_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from calf_tui.storage.database.data_file import DurableStorage
    from calf_tui.storage.database.journal import Content, Entry
    from calf_tui.storage.database.migrations import Migrations
    from calf_tui.storage.database.table import Pending, Tables
    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.records.codec import Document
    from calf_tui.storage.sync.merge_result import MergeResult


MISSING = "it is missing"
ROTTED = "a part of it changed on the disk by itself"


class DatabaseView(NamedTuple):
    """The tables of the data file as it was read, and the documents that were saved since."""

    tables: Tables
    pending: Pending

    def document(self, table: str, document_id: str) -> Document | None:
        """Returns the newest document with this id, if there is one."""
        if (table, document_id) in self.pending:
            return self.pending[table, document_id]
        held = self.tables.get(table)
        numbers = held.numbers_of(document_id) if isinstance(held, Table) else ()
        return held[numbers[0]] if held and numbers else None


class RecoveredState(NamedTuple):
    """The state of a history on disk.

    - `tables` are those of the data file, or of the copy `source` if the file has a `damage`.
    - `pending` are the documents, by table and id, that the journal has beyond the tables.
    - `entries` are the lines of this machine's journal, `others` those of other journals.
    - `is_edited`: another program wrote the data file. `is_behind`: it is an older one of ours.
    - `came` counts what another machine's file brought, if it was one.
    - `ours` are all documents that were here, if the writer of the file knew them; `lacking` is how
      many of their sessions are in neither file nor journal.
    - `latest` are the generations that were written last.
    - `damaged_lines` counts those of the journal; `gap` says what else is wrong with it.
    - `replaced`, `is_mended` and `moved` are as in `DurableStorage`.
    - `version` is that of the tables on disk; `is_newer`: a later version wrote some of this.
    """

    tables: Tables
    pending: Pending
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...] = ()
    damage: str = ""
    source: Path | None = None
    is_edited: bool = False
    is_behind: bool = False
    came: MergeResult | None = None
    ours: Tables | None = None
    lacking: int = 0
    latest: tuple[FileSignature, ...] = ()
    damaged_lines: int = 0
    gap: str = ""
    replaced: int = 0
    is_mended: bool = False
    moved: int = 0
    version: int = SCHEMA_VERSION
    is_newer: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the journal has every line since these tables."""
        folded = compacted_lines_in(self.tables)
        writers = {each.writer for each in self.entries}
        return (
            not self.gap
            and (not folded or not writers.isdisjoint(folded))
            and _are_without_gap(self.entries, folded)
        )

    @property
    def writer(self) -> str:
        """The writer of the journal's last line."""
        return self.entries[-1].writer if self.entries else ""

    @property
    def number(self) -> int:
        """The highest number that this writer has used."""
        used = (each.number for each in self.entries if each.writer == self.writer)
        return max(max(used, default=0), compacted_lines_in(self.tables).get(self.writer, 0))

    @property
    def lines(self) -> dict[str, int]:
        """The last line of each writer, in a journal or in the tables already."""
        lines = compacted_lines_in(self.tables)
        for each in (*self.others, *self.entries):
            lines[each.writer] = max(each.number, lines.get(each.writer, 0))
        return lines

    @property
    def holder(self) -> Mapping[str, Any]:
        """The process that opened the history last, and the instant."""
        opened = [each.content["opened"] for each in self.entries if "opened" in each.content]
        return opened[-1] if opened and isinstance(opened[-1], dict) else {}


def recover_state(names: FileNames, storage: DurableStorage) -> RecoveredState:
    """Reads data file and journals; raises `UserError` if the file is damaged and has no copy."""
    fault: DamagedFileError | None = None
    tables: Tables | None = None
    try:
        tables = storage.read()
    except DamagedFileError as damaged:
        fault = damaged
    journals = read_journals(names, compacted_lines_in(tables or {}))
    entries = journals["entries"]
    known = known_generations(entries) or _kept_generation(names)
    latest = _latest(entries) or known
    written = (*known, *known_generations(journals["others"]))
    if tables is not None and not _has_rotted(storage.generation, written):
        # The journal begins with a generation, and contains all documents after it.
        present = (*latest, *known_generations(entries[:1]))
        is_edited = bool(known) and not _is_known(storage.generation, known)
        found = recovered_state_of(
            FallbackCopy(tables, is_newer=storage.is_newer), entries, storage.migrations
        )
        return found._replace(
            **journals,
            is_newer=found.is_newer
            or _is_any_newer(journals["others"], compacted_lines_in(found.tables), found.version),
            is_edited=is_edited,
            is_behind=not is_edited and bool(known) and not _is_known(storage.generation, present),
            latest=latest or tuple(filter(None, [storage.generation])),  # first seen here
            replaced=storage.replaced,
            is_mended=storage.is_mended,
            moved=storage.moved,
        )
    damage = fault.reason if fault else ROTTED if tables is not None else MISSING
    noted = known_generations(entries)
    fallback = newest_readable_copy(names, version_after(storage.migrations), noted)
    found = recovered_state_of(fallback, entries, storage.migrations)
    if fallback.source is None and not (known or found.pending):
        if fault:
            raise fault
        return RecoveredState({}, {}, **journals)  # new
    if fallback.source is None and damage == MISSING and not found.pending and found.is_whole:
        return RecoveredState({}, {}, **journals)  # the program ended while it made the first file
    return found._replace(**journals, damage=damage, source=fallback.source, latest=latest)


def recovered_state_of(
    fallback: FallbackCopy, entries: tuple[Entry, ...], migrations: Migrations
) -> RecoveredState:
    """Returns the tables and the pending documents of the journal, in the newest version's form."""
    newest = version_after(migrations)
    tables, version = fallback.tables, version_of(fallback.tables) or newest
    pending = newer_documents(entries, compacted_lines_in(tables), migrations)
    return RecoveredState(
        migrated_tables(tables, version, migrations) if version < newest else tables,
        {(table, document["id"]): document for table, document in pending},
        entries,
        version=version,
        is_newer=fallback.is_newer or _is_any_newer(entries, compacted_lines_in(tables), newest),
    )


def _is_any_newer(entries: Iterable[Entry], lines: Mapping[str, int], newest: int) -> bool:
    waiting = (each for each in entries if each.number > lines.get(each.writer, 0))
    return any(_documents_in(each.content) and version_of_line(each) > newest for each in waiting)


def version_of_line(entry: Entry) -> int:
    """Returns the version of a line's documents."""
    version = entry.content.get("version", FIRST_VERSION)
    return version if isinstance(version, int) else FIRST_VERSION


def _kept_generation(names: FileNames) -> tuple[FileSignature, ...]:
    """Returns the generation of the copy `.last`, for a lost journal."""
    try:
        data = names.last.read_bytes()
    except OSError:
        return ()
    return (FileSignature(crc32(data), len(data), 0),)


def known_generations(entries: Iterable[Entry]) -> tuple[FileSignature, ...]:
    """Returns the generations that these lines note."""
    return tuple(
        FileSignature(*each) for entry in entries for each in entry.content.get("generations", ())
    )


def _latest(entries: Sequence[Entry]) -> tuple[FileSignature, ...]:
    """Returns the generation that was written last, if any."""
    written = [each for each in entries if "generations" in each.content]
    return known_generations(written[-1:])[:1]


def _is_known(generation: FileSignature | None, known: Iterable[FileSignature]) -> bool:
    return generation is not None and any(each.crc32 == generation.crc32 for each in known)


def _has_rotted(generation: FileSignature | None, known: Iterable[FileSignature]) -> bool:
    """Returns whether the bytes of the file changed although no program has written to it."""
    return (
        generation is not None
        and not _is_known(generation, known)
        and any(
            (each.size, each.mtime_ns) == (generation.size, generation.mtime_ns) for each in known
        )
    )


def newer_documents(
    entries: Iterable[Entry], lines: Mapping[str, int], migrations: Migrations
) -> Iterator[tuple[str, Document]]:
    """Yields the documents after the given lines of each writer, each with its table."""
    for each in entries:
        if each.number > lines.get(each.writer, 0):
            for table, document in _documents_in(each.content):
                yield table, migrated(document, table, version_of_line(each), migrations)


def noted_line(entries: Sequence[Entry]) -> tuple[str, int] | None:
    """Returns writer and number of the line that notes the last generation; None if none does."""
    written = [each for each in entries if each.content.get("generations")]
    if not written:
        return None
    return written[-1].writer, written[-1].content.get(AFTER, written[-1].number)


def _documents_in(content: Content) -> Sequence[tuple[str, Document]]:
    """Returns the documents of a line, each with its table."""
    if "document" in content:
        return [(content["table"], content["document"])]
    return [(table, document) for table, document in content.get("documents", ())]


def _are_without_gap(entries: Sequence[Entry], folded: Mapping[str, int]) -> bool:
    numbers: dict[str, set[int]] = {}
    for each in entries:
        numbers.setdefault(each.writer, set()).add(each.number)
    return all(
        set(range(folded.get(writer, 0) + 1, max(held) + 1)) <= held
        for writer, held in numbers.items()
    )
