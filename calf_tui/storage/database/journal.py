"""The journal: what was written since the data file, a line each, on disk when it is added."""

from __future__ import annotations

import os
from dataclasses import astuple, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict
from uuid import uuid4
from zlib import crc32

import msgspec

from calf_tui.core.errors import UserError
from calf_tui.documents.tolerant_json import plain_json
from calf_tui.storage.database.compaction import GENERATION
from calf_tui.storage.files.atomic_write import removed_on_error, temporary_in
from calf_tui.storage.files.disk import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO, TypeAlias

    from calf_tui.documents.codec import Document
    from calf_tui.storage.files.atomic_write import FileSignature
    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames

    Content: TypeAlias = dict[str, Any]

AFTER = "after"
"""What the first line of a journal says: the number of the line before it."""
FOREIGN = "is another machine's"
RESERVED = 256 * 1024
"""Bytes of a new journal, zeros at first: on a full disk, sets still have room [ours]."""
MARKED = "marked"
"""What the first line of a journal says where the end of its reserved space holds a mark."""
_MARK = len("00000000 0000000000")
"""Bytes of the mark: a checksum, and the number of a line that was on disk before it."""
_MARK_AT = RESERVED - _MARK


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who wrote it, as which of their lines (from 1 on, without gaps), and what."""

    writer: str
    number: int
    content: Content


class Reading(NamedTuple):
    """A journal as it was found.

    `damaged` counts whole lines that could not be read. `end` is where the next line belongs; a
    line that was never finished may lie there, up to `used`. `fault` says what else is wrong.
    """

    entries: tuple[Entry, ...] = ()
    damaged: int = 0
    end: int = 0
    used: int = 0
    fault: str = ""


def read_journal(path: Path) -> Reading:
    """What the file holds, nothing where there is none; raises OSError."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Reading(fault="is missing")
    return reading_of(data)


def reading_of(data: bytes) -> Reading:
    """The lines of a journal, each judged by its own checksum."""
    marked = _marked_number(data[_MARK_AT:RESERVED])
    if marked is not None:
        data = data[:_MARK_AT] + bytes(_MARK) + data[RESERVED:]
    end = data.rfind(b"\n") + 1
    rest = data[end:]
    # The comparison is a thousand times faster than stripping a quarter of a megabyte.
    torn = 0 if rest == bytes(len(rest)) else len(rest.rstrip(b"\0"))
    found = [_entry_in(line) for line in data[:end].split(b"\n")[:-1]]
    entries = tuple(each for each in found if each is not None)
    fault = ""
    if len(data) < RESERVED or not (entries and AFTER in entries[0].content):
        fault = "was cut short" if found else "is empty"
    elif MARKED in entries[0].content and end <= _MARK_AT:
        # Lines that became zeros look like space that was never used.
        fault = "" if marked is not None and marked <= entries[-1].number else "lacks its end"
    return Reading(entries, len(found) - len(entries), end, end + torn, fault)


def line_of(entry: Entry) -> bytes:
    """Checksum, writer, number and content, with spaces between them."""
    content = msgspec.json.encode(entry.content)
    line = b"%s %d %s" % (entry.writer.encode(), entry.number, content)
    return b"%08x %s\n" % (crc32(line), line)


def _mark_of(number: int) -> bytes:
    digits = b"%010d" % number
    return b"%08x %s" % (crc32(digits), digits)


def _marked_number(data: bytes) -> int | None:
    """None where there is no mark, or not as it was written."""
    digits = data[-10:]
    return int(digits) if digits.isdigit() and data == _mark_of(int(digits)) else None


def documents_line(documents: Mapping[tuple[str, str], Document]) -> Content:
    """Several documents, by table and id, in one line: all of them are kept, or none."""
    return {"documents": [(table, document) for (table, _), document in documents.items()]}


class Journal:
    """Adds lines to the journal; one writer at a time. Every method raises OSError.

    `generation` is what the newest data file says of itself alone.
    """

    def __init__(self, names: FileNames, disk: Disk) -> None:
        self._names = names
        self._disk = disk
        self._file: BinaryIO | None = None
        self._used = 0
        self._is_whole = True
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
        """Goes on after the lines that are there, as this writer from that number on.

        `latest` are the generations a journal begins with that has to be made; `opened` says who
        opens it.
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
        """Adds a line, which is on disk when this returns."""
        line = line_of(Entry(self.writer, self.number + 1, content))
        file = self._file or self._open()
        if self._is_whole and self.length + len(line) <= _MARK_AT:
            self._disk.write(file, _mark_of(self.number), _MARK_AT)  # this line may not make it
        data = line.ljust(self._used - self.length, b"\0")  # over a line never finished
        self._used = max(self._used, self.length + len(line))
        self._disk.write(file, data, self.length)
        self._disk.sync(file)
        self.length += len(line)
        self.number += 1

    def note_generations(self, *generations: FileSignature | None) -> None:
        """Adds a line that tells of the data file as it will be, and as it was."""
        self.append(self._generations(generations))

    def _generations(self, them: Iterable[FileSignature | None]) -> Content:
        signatures = [astuple(each) for each in them if each]
        return {"generations": signatures, GENERATION: self.generation}

    def begin_anew(self, *latest: FileSignature | None) -> None:
        """Goes on in a new journal, which knows these generations and the line before it."""
        names = self._names
        temporary = temporary_in(names.journal.parent)
        content = {
            AFTER: self.number,
            MARKED: True,
            **self._opened,
            **self._generations(latest),
        }
        line = line_of(Entry(self.writer, self.number + 1, content))
        with removed_on_error(self._disk, temporary):
            with self._disk.create(temporary) as file:
                self._disk.write(file, line.ljust(_MARK_AT, b"\0") + _mark_of(self.number + 1))
                self._disk.sync(file)
            self.close()  # Windows moves no open file
            self._disk.replace(temporary, names.journal)
        self.number += 1
        self._disk.sync_folder(names.journal.parent)
        self._open()

    @property
    def is_gone(self) -> bool:
        """Whether the file that lines are added to has no name any more."""
        return self._file is not None and os.fstat(self._file.fileno()).st_nlink == 0

    def close(self) -> None:
        """Lets the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, latest: Iterable[FileSignature] = ()) -> BinaryIO:
        if not self._names.journal.exists():
            self.begin_anew(*latest)
        if self._file is None:
            reading = read_journal(self._names.journal)
            self.length, self._used = reading.end, reading.used
            self._is_whole = not reading.fault  # or a mark would hide the fault before it is told
            self._file = self._disk.open(self._names.journal)
        return self._file


class Journals(TypedDict):
    """What all journals hold: fields of `RecoveredState`."""

    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]
    damaged_lines: int
    gap: str


def read_journals(names: FileNames, marks: Mapping[str, int]) -> Journals:
    """Every line, the oldest first; raises `UserError` where one cannot be read.

    `marks` tell which writers the data file knows: where it lay elsewhere, so does its journal.
    """
    try:
        own = read_journal(names.journal)
        readings = [
            read_journal(each) for each in (*names.left_journals(), *names.other_journals())
        ]
        moved = [read_journal(each).entries for each in names.moved_journals()]
    except OSError as error:
        raise UserError(
            f"{names.journal} cannot be read: {plain_words(error)}; mend that, "
            "it holds your last session."
        ) from error
    gap = own.fault if own.entries or names.last.exists() else ""
    if own.entries and own.entries[0].content.get("machine", names.machine) != names.machine:
        own, readings, gap = Reading(), [own, *readings], FOREIGN
    held = {(each.writer, each.number) for each in own.entries}
    others = [each for reading in readings for each in reading.entries]
    others += (each for lines in moved for each in lines if _is_moved(lines[0], marks))
    return Journals(
        entries=own.entries,
        others=tuple(each for each in others if (each.writer, each.number) not in held),
        damaged_lines=own.damaged,
        gap=gap,
    )


def _is_moved(first: Entry, marks: Mapping[str, int]) -> bool:
    """Whether the data file of the journal that begins so is not there any more, but here."""
    return first.writer in marks and not Path(str(first.content.get("file"))).exists()


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
