"""Recovers the state of a history from the data file, or a copy of it, and the journals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from calf_tui.storage.database.compaction import GENERATION
from calf_tui.storage.database.data_file import DamagedFileError, DurableStorage
from calf_tui.storage.database.document_table import FileContent
from calf_tui.storage.database.journal import AFTER, read_journals
from calf_tui.storage.database.schema import (
    FIRST_VERSION,
    SCHEMA_VERSION,
    compacted_lines_in,
    migrated,
    migrated_tables,
    version_after,
    version_of,
)
from calf_tui.storage.files.atomic_write import FileSignature
from calf_tui.storage.recovery.fallback_copies import (
    FallbackCopy,
    newest_readable_copy,
    spare_generation,
    stale_spare,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import DatabaseView, Pending, Tables
    from calf_tui.storage.database.journal import Content, Entry
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.sync.merge_result import MergeResult


Origin: TypeAlias = Literal["here", "older", "edited", "copied"]
"""Who wrote the data file. "here": this machine, last. "older": this machine, before its last file.
"edited": another program or machine. "copied": the same, but the file holds later lines of our
journal than that has itself: what is kept here is older, or a copy of another machine's."""
MISSING = "it is missing"
ROTTED = "a part of it changed on the disk by itself"


class RecoveredState(NamedTuple):
    """The state of a history on disk.

    `others` are the lines of journals that are not this machine's own.
    `damage` says what is wrong with the data file; then the tables come from `source`, or, if they
    are remembered, from what the program had read before. `is_whole` tells whether they and the
    journal together have everything.
    `origin` tells who wrote the data file. If that was another machine, `came` counts what it
    brought. `stale` is the spare copy, if the journal does not know its generation. `lacking` says
    how many records that were here are in neither file nor journal; `ours` is everything that was
    here, if whoever wrote the file knew it.
    `latest` are the generations that were written last. `damaged_lines` counts those of the
    journal; `gap` says what else is wrong with it. `file` is the data file as it was read, if it
    could be. `version` is that of the tables on disk; `is_newer`: a later version of the program
    wrote some of this.
    """

    tables: Tables
    pending: Pending
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...] = ()
    damage: str = ""
    source: Path | None = None
    is_remembered: bool = False
    origin: Origin = "here"
    stale: Tables | None = None
    came: MergeResult | None = None
    ours: Tables | None = None
    lacking: str = ""
    latest: tuple[FileSignature, ...] = ()
    damaged_lines: int = 0
    gap: str = ""
    file: FileContent = FileContent()
    version: int = SCHEMA_VERSION
    is_newer: bool = False

    @property
    def is_edited(self) -> bool:
        """Whether another program or another machine wrote the data file."""
        return self.origin in ("edited", "copied")

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with file and journal, and this version may write them."""
        return not (self.damage or self.gap or self.file.replaced or self.is_newer)

    @property
    def needs_merge(self) -> bool:
        """Whether the file, the spare copy or a journal has what was not written here."""
        return not self.is_newer and (self.origin != "here" or bool(self.stale or self.others))

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
        for each in (*self.others, *(() if self.origin == "copied" else self.entries)):
            lines[each.writer] = max(each.number, lines.get(each.writer, 0))
        return lines

    @property
    def holder(self) -> Mapping[str, Any]:
        """The process that opened the history last, and the instant."""
        opened = [each.content["opened"] for each in self.entries if "opened" in each.content]
        return opened[-1] if opened and isinstance(opened[-1], dict) else {}


def recover_state(
    names: FileNames,
    storage: DurableStorage,
    added: Pending | None = None,
    held: DatabaseView | None = None,
) -> RecoveredState:
    """Reads data file and journals; raises `UserError` if the file is damaged and has no copy.

    `added` are documents of this run, which are in the journal unless it was deleted. `held` is
    everything there was, where a writer knows that: it comes back if the files are gone.
    """
    found = _state_on_disk(names, storage)
    is_gone = not found.tables or (found.damage and not found.is_whole)
    if held and held.tables and is_gone:
        found = found._replace(
            tables=held.tables,
            pending={**held.pending, **found.pending},
            damage=found.damage or MISSING,
            source=None,
            is_remembered=True,
            version=version_after(storage.migrations),
        )
    return found._replace(pending={**found.pending, **added}) if added else found


def _state_on_disk(names: FileNames, storage: DurableStorage) -> RecoveredState:
    fault: DamagedFileError | None = None
    tables: Tables | None = None
    try:
        tables = storage.read()
    except DamagedFileError as damaged:
        fault = damaged
    journals = read_journals(names, compacted_lines_in(tables or {}), storage.firsts)
    entries = journals["entries"]
    known = known_generations(entries) or spare_generation(names)
    latest = _latest(entries) or known
    written = (*known, *known_generations(journals["others"]))
    generation = storage.content.generation
    if tables is not None and not _has_rotted(generation, written):
        # The journal begins with a generation, and contains all documents after it.
        present = (*latest, *known_generations(entries[:1]))
        lines = compacted_lines_in(tables)
        ends = {each.writer: each.number for each in entries}
        is_forked = any(lines.get(writer, 0) > number for writer, number in ends.items())
        is_edited = not _is_known(generation, known) if known else is_forked
        found = recovered_state_of(
            FallbackCopy(tables, is_newer=storage.content.is_newer), entries, storage.migrations
        )
        is_sound = not (journals["gap"] or journals["damaged_lines"])
        origin: Origin = "here"
        if is_edited:
            origin = "copied" if is_forked and is_sound else "edited"
        elif known and not _is_known(generation, present):
            origin = "older"
        return found._replace(
            **journals,
            is_newer=found.is_newer or _is_any_newer(journals["others"], lines, found.version),
            origin=origin,
            stale=stale_spare(
                names, storage, known, [each.content.get(GENERATION) for each in entries]
            ),
            latest=latest or tuple(filter(None, [generation])),  # found here first
            file=storage.content,
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
