"""The journal: what was written since the data file, a line each, on disk when it is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zlib import crc32

import msgspec

from calf_tui.storage.plain_json import plain_json
from calf_tui.storage.whole_file import removed_on_error, temporary_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    from calf_tui.storage.codec import Document
    from calf_tui.storage.disk import Disk
    from calf_tui.storage.file_names import FileNames

    Content: TypeAlias = dict[str, Any]

RESERVED = 256 * 1024
"""Bytes of a new journal, zeros at first: on a full disk, sets still have room [ours]."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who wrote it, as which of their lines (from 1 on, without gaps), and what."""

    writer: str
    number: int
    content: Content


@dataclass(frozen=True, slots=True)
class Reading:
    """A journal as it was found.

    `damaged` counts whole lines that could not be read. `end` is where the next line belongs; a
    line that was never finished may lie there, up to `used`.
    """

    entries: tuple[Entry, ...] = ()
    damaged: int = 0
    end: int = 0
    used: int = 0


def read_journal(path: Path) -> Reading:
    """What the file holds, nothing where there is none; raises OSError."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Reading()
    return reading_of(data)


def reading_of(data: bytes) -> Reading:
    """The lines of a journal, each judged by its own checksum."""
    end = data.rfind(b"\n") + 1
    rest = data[end:]
    # The comparison is a thousand times faster than stripping a quarter of a megabyte.
    torn = 0 if rest == bytes(len(rest)) else len(rest.rstrip(b"\0"))
    found = [_entry_in(line) for line in data[:end].split(b"\n")[:-1]]
    entries = tuple(each for each in found if each is not None)
    return Reading(entries, len(found) - len(entries), end, end + torn)


def line_of(entry: Entry) -> bytes:
    """Checksum, writer, number and content, with spaces between them."""
    content = msgspec.json.encode(entry.content)
    line = b"%s %d %s" % (entry.writer.encode(), entry.number, content)
    return b"%08x %s\n" % (crc32(line), line)


def documents_line(documents: Mapping[tuple[str, str], Document]) -> Content:
    """Several documents, by table and id, in one line: all of them are kept, or none."""
    return {"documents": [(table, document) for (table, _), document in documents.items()]}


class Journal:
    """Adds lines to the journal; one writer at a time. Every method raises OSError."""

    def __init__(self, names: FileNames, disk: Disk) -> None:
        self._names = names
        self._disk = disk
        self._file: BinaryIO | None = None
        self._used = 0
        self.length = 0
        self.writer = ""
        self.number = 0

    def open(self, writer: str, number: int) -> None:
        """Goes on after the lines that are there, as this writer from that number on."""
        self.writer = writer or uuid4().hex[:12]
        self.number = number
        self._open()

    def append(self, content: Content) -> None:
        """Adds a line, which is on disk when this returns."""
        self._add(line_of(Entry(self.writer, self.number + 1, content)))
        self.number += 1

    def adopt(self, entries: Iterable[Entry]) -> None:
        """Adds lines of another journal as they are; on disk when this returns."""
        lines = b"".join(map(line_of, entries))
        if lines:
            self._add(lines)

    def begin_anew(self) -> None:
        """Keeps these lines as the previous journal and goes on in an empty one."""
        names = self._names
        temporary = temporary_in(names.journal.parent)
        with removed_on_error(self._disk, temporary):
            with self._disk.create(temporary) as file:
                self._disk.write(file, bytes(RESERVED))
                self._disk.sync(file)
            self.close()  # Windows moves no open file
            if names.journal.exists():
                self._disk.replace(names.journal, names.previous_journal)
            self._disk.replace(temporary, names.journal)
        self._disk.sync_folder(names.journal.parent)
        self._open()

    def close(self) -> None:
        """Lets the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _add(self, lines: bytes) -> None:
        file = self._file or self._open()
        data = lines.ljust(self._used - self.length, b"\0")  # over a line never finished
        self._used = max(self._used, self.length + len(lines))
        self._disk.write(file, data, self.length)
        self._disk.sync(file)
        self.length += len(lines)

    def _open(self) -> BinaryIO:
        if not self._names.journal.exists():
            self.begin_anew()
        if self._file is None:
            reading = read_journal(self._names.journal)
            self.length, self._used = reading.end, reading.used
            self._file = self._disk.open(self._names.journal)
        return self._file


def _entry_in(line: bytes) -> Entry | None:
    """None for a line that is not, bit by bit, as it was written."""
    checksum, _, rest = line.partition(b" ")
    try:
        if len(checksum) != 8 or int(checksum, 16) != crc32(rest):
            return None
        writer, number, content = rest.split(b" ", 2)
        return Entry(
            writer.decode(), int(number), msgspec.json.decode(plain_json(content)[0], type=dict)
        )
    except (ValueError, RecursionError):
        return None
