"""The journal: the documents saved since the last data file, a line each, synced at once."""

from __future__ import annotations

import os
from dataclasses import astuple
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeAlias, TypedDict
from uuid import uuid4
from zlib import crc32

import msgspec

from calf_tui.core.errors import UserError
from calf_tui.serialization.tolerant_json import plain_json
from calf_tui.storage.database.compaction import GENERATION
from calf_tui.storage.files.atomic_write import removed_on_error, signature_of, temporary_in
from calf_tui.storage.files.disk import Disk, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.files.atomic_write import FileSignature, Signature
    from calf_tui.storage.files.file_names import FileNames

    Content: TypeAlias = dict[str, Any]
    FirstEntries: TypeAlias = "dict[Path, tuple[Signature | None, Entry | None]]"

AFTER = "after"
"""The field in the first line of a journal with the number of the line before it."""
FOREIGN = "is another machine's"
RESERVED = 256 * 1024
"""Bytes of a new journal, zeros at first, so that sets can be saved on a full disk [ours]."""
LACKS_END = "lacks its end"
HAS_END = "has_end"
"""The field in the first line of a journal whose reserved space ends with `_END`."""
_END, _END_AT = b"end", RESERVED - len(b"end")
_LAST, _FOLLOWED = b" \n", b"+\n"
"""The ends of a line: without, and with another that was synced after it."""


class Entry(NamedTuple):
    """A line: its writer, its number among the writer's lines (from 1, no gaps), its content."""

    writer: str
    number: int
    content: Content


class Reading(NamedTuple):
    """The content of a journal.

    `damaged` counts complete lines that could not be read. `end` is the offset of the next line;
    the bytes from there to `used` are a line that was not finished. `fault` says what else is
    wrong, or is empty. `newest` are the bytes of the last line, if another is before it.
    """

    entries: tuple[Entry, ...] = ()
    damaged: int = 0
    end: int = 0
    used: int = 0
    fault: str = ""
    newest: bytes = b""


def read_journal(path: Path) -> Reading:
    """Reads a journal; without a file the reading is empty. Raises OSError."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Reading(fault="is missing")
    return reading_of(data)


def reading_of(data: bytes) -> Reading:
    """Parses the lines of a journal and checks the checksum of each."""
    if has_end := data[_END_AT:RESERVED] == _END:
        data = data[:_END_AT] + bytes(len(_END)) + data[RESERVED:]
    end = data.rfind(b"\n") + 1
    rest = data[end:]
    # The comparison is a thousand times faster than stripping a quarter of a megabyte.
    used = end if rest == bytes(len(rest)) else end + len(rest.rstrip(b"\0"))
    lines = data[:end].split(b"\n")[:-1]
    found = [_entry_in(line.rpartition(b"\0")[2]) for line in lines]  # zeros end a lost line
    entries = tuple(each for each in found if each is not None)
    damaged = sum(each is None or b"\0" in line for each, line in zip(found, lines, strict=True))
    fault = ""
    if len(data) < RESERVED or not (entries and AFTER in entries[0].content):
        fault = "was cut short" if found else "is empty"
    elif lines[-1].endswith(b"+") or (
        HAS_END in entries[0].content and not has_end and used <= _END_AT
    ):
        fault = LACKS_END  # lines that became zeros look like space that was never used
    start = data.rfind(b"\n", 0, max(0, end - 1)) + 1
    newest = data[start:end] if data[:start].endswith((_LAST, _FOLLOWED)) else b""
    return Reading(entries, damaged, end, used, fault, newest)


def line_of(entry: Entry) -> bytes:
    """Returns the bytes of a line: checksum, writer, number and content, separated by spaces."""
    content = msgspec.json.encode(entry.content)
    begin = b"%s %d " % (entry.writer.encode(), entry.number)
    return b"%08x %s%s%s" % (crc32(content, crc32(begin)), begin, content, _LAST)


def documents_line(documents: Mapping[tuple[str, str], Document]) -> Content:
    """Returns one line's content for several documents, so that all or none of them are saved."""
    return {"documents": [(table, document) for (table, _), document in documents.items()]}


class Journal:
    """Adds lines to the journal; one writer at a time. Every method raises OSError.

    `generation` is what the newest data file says of itself alone.
    """

    def __init__(self, names: FileNames, disk: Disk) -> None:
        self._names = names
        self._path = str(names.journal)
        self._disk = disk
        self._file: BinaryIO | None = None
        self._used = 0
        self._newest = b""
        self._fault = ""
        self.length = 0
        self.writer = ""
        self.number = 0
        self.generation: object = None
        self._opened: Content = {}

    def open(
        self,
        writer: str,
        number: int,
        latest: Iterable[FileSignature] = (),
        opened: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """Opens the journal, to append after its lines as `writer`, after line `number`.

        If there is no journal, a new one is made, which begins with the generations `latest`.
        `opened` says which process opens it.
        """
        self._opened = {"machine": self._names.machine, "file": str(self._names.base), **opened}
        self.rename()
        if writer:
            self.writer, self.number = writer, number
        self._open(latest)

    def rename(self) -> None:
        """Goes on as another writer: somebody else wrote lines as this one."""
        self.writer, self.number = uuid4().hex[:12], 0

    def append(self, content: Content) -> None:
        """Appends a line, which is on disk when this returns."""
        line = line_of(Entry(self.writer, self.number + 1, content))
        file = self._file or self._open()
        if self._fault == LACKS_END:  # the new line would hide that, before it is reported
            self._disk.write(file, bytes(len(_END)), _END_AT)
        # The newest line, of a sound journal, is written again, to note that it was synced.
        again = _FOLLOWED + self._newest if self._newest else b""
        start = self.length - len(again)
        data = (again + line).ljust(self._used - start, b"\0")  # overwrites an unfinished line
        self._used = max(self._used, self.length + len(line))
        self._disk.write(file, data, start)
        self._disk.sync(file)
        self._newest = line if self.length and not self._fault else b""
        self.length += len(line)
        self.number += 1

    def note_generations(self, *generations: FileSignature | None) -> None:
        """Adds a line that tells of the data file as it will be, and as it was."""
        self.append(self._generations(generations))

    def _generations(self, them: Iterable[FileSignature | None]) -> Content:
        signatures = [astuple(each) for each in them if each]
        return {"generations": signatures, GENERATION: self.generation}

    def begin_anew(self, *latest: FileSignature | None) -> None:
        """Replaces the journal with a new one that notes these generations and the last line."""
        names = self._names
        temporary = temporary_in(names.journal.parent)
        content = {AFTER: self.number, HAS_END: True, **self._opened, **self._generations(latest)}
        line = line_of(Entry(self.writer, self.number + 1, content))
        with removed_on_error(self._disk, temporary):
            with self._disk.create(temporary) as file:
                self._disk.write(file, line.ljust(_END_AT, b"\0") + _END)
                self._disk.sync(file)
            self.close()  # Windows cannot replace an open file
            self._disk.replace(temporary, names.journal)
        self.number += 1
        self._disk.sync_folder(names.journal.parent)
        self._open()

    @property
    def is_gone(self) -> bool:
        """Whether the open journal was deleted, or its folder was moved away."""
        if self._file is None or os.access(self._path, os.F_OK):  # the quickest question
            return False
        try:
            return not self._names.journal.stat()
        except OSError as error:
            return isinstance(error, (FileNotFoundError, NotADirectoryError))

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, latest: Iterable[FileSignature] = ()) -> BinaryIO:
        if not os.path.exists(self._names.journal):
            self.begin_anew(*latest)
        if self._file is None:
            reading = read_journal(self._names.journal)
            self.length, self._used = reading.end, reading.used
            self._fault = reading.fault
            self._newest = b"" if reading.fault else reading.newest
            self._file = self._disk.open(self._names.journal)
        return self._file


class Journals(TypedDict):
    """The content of all journals, with the names of the fields of `RecoveredState`."""

    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]
    damaged_lines: int
    gap: str


def read_journals(names: FileNames, marks: Mapping[str, int], firsts: FirstEntries) -> Journals:
    """Reads all journals, the oldest line first; raises `UserError` if one cannot be read.

    `marks` holds the writers that the data file knows. With them the journal of a data file that
    was moved is found. `firsts` holds the first entries of the journals of other histories, so
    that each is read once.
    """
    try:
        own = read_journal(names.journal)
        readings = [
            read_journal(each) for each in (*names.left_journals(), *names.other_journals())
        ]
        moved = [
            read_journal(each)
            for each in names.moved_journals()
            if _is_moved(_first_entry(each, firsts), marks)
        ]
    except OSError as error:
        raise UserError(
            f"{names.journal} cannot be read: {plain_words(error)}; mend that, "
            "it holds your last session."
        ) from error
    gap = own.fault if own.entries or os.path.exists(names.last) else ""
    if own.entries and own.entries[0].content.get("machine", names.machine) != names.machine:
        own, readings, gap = Reading(), [own, *readings], FOREIGN
    held = {(each.writer, each.number) for each in own.entries}
    others = [each for reading in (*readings, *moved) for each in reading.entries]
    return Journals(
        entries=own.entries,
        others=tuple(each for each in others if (each.writer, each.number) not in held),
        damaged_lines=own.damaged,
        gap=gap,
    )


def _first_entry(path: Path, firsts: FirstEntries) -> Entry | None:
    state = signature_of(path)
    if path not in firsts or firsts[path][0] != state:
        firsts[path] = state, next(iter(read_journal(path).entries), None)
    return firsts[path][1]


def _is_moved(first: Entry | None, marks: Mapping[str, int]) -> bool:
    """Returns whether the data file of the journal with this first line was moved to here."""
    if first is None or first.writer not in marks:
        return False
    return not os.path.exists(str(first.content.get("file")))


def _entry_in(line: bytes) -> Entry | None:
    """Parses a line; returns None if its checksum is wrong or it is not an entry."""
    checksum, _, rest = line.removesuffix(b" ").removesuffix(b"+").partition(b" ")
    try:
        if len(checksum) != 8 or int(checksum, 16) != crc32(rest):
            return None
        writer, number, content = rest.split(b" ", 2)
        return Entry(
            writer.decode(), int(number), msgspec.json.decode(plain_json(content)[0], type=dict)
        )
    except (ValueError, RecursionError):
        return None
