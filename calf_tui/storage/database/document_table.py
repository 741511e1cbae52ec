"""A table of the data file: documents by number, which stay JSON until they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec

from calf_tui.serialization.tolerant_json import read_json

if TYPE_CHECKING:
    from calf_tui.serialization.codec import Document
    from calf_tui.storage.files.atomic_write import FileSignature

    Tables: TypeAlias = dict[str, Any]
    """Tables by name; each is a `Table` or a dict that maps numbers to documents."""
    Pending: TypeAlias = dict[tuple[str, str], dict[str, Any]]
    """Documents by table and id that were saved after the tables were read."""


DEEPEST = 300
"""The deepest nesting of a document's values; the program's own documents have five [ours]."""


class Table(MutableMapping[str, Any]):
    """The documents of a table by number, as in TinyDB.

    A document that was read stays JSON, so that writing it again only copies bytes. A look-up
    returns a new object: a changed document must be put back.
    """

    __slots__ = ("_documents", "_last", "_numbers")

    def __init__(self, documents: Mapping[str, Any] | None = None) -> None:
        self._documents: dict[str, Any] = dict(documents or {})
        self._last: int | None = None
        self._numbers: dict[str, tuple[str, ...]] | None = None

    def __getitem__(self, number: str) -> Any:
        return document_in(self._documents[number])

    def __setitem__(self, number: str, document: object) -> None:
        self._documents[number] = document
        self._numbers = self._last = None

    def __delitem__(self, number: str) -> None:
        del self._documents[number]
        self._numbers = self._last = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def __repr__(self) -> str:
        return f"Table({dict(self)})"

    @property
    def stored(self) -> Mapping[str, Any]:
        """The stored documents: `msgspec.Raw` for those that were not changed."""
        return self._documents

    @classmethod
    def of(cls, documents: Mapping[str, Any]) -> Table:
        """Returns a new table with these documents."""
        if not isinstance(documents, Table):
            return cls(documents)
        new = cls(documents.stored)
        new._numbers = None if documents._numbers is None else dict(documents._numbers)
        return new

    @property
    def has_duplicates(self) -> bool:
        """Whether two documents have the same id; False until the first look-up by id."""
        return any(len(each) > 1 for each in (self._numbers or {}).values())

    def numbers_of(self, document_id: str) -> tuple[str, ...]:
        """Returns the numbers of the documents with this id."""
        if self._numbers is None:
            self._numbers = _numbers_by_id(self._documents)
        return self._numbers.get(document_id, ())

    def put(self, document: Document) -> None:
        """Puts a document in place of those with its id, or under the next number."""
        numbers = self.numbers_of(document["id"]) or (self._next(),)
        self._documents.update(dict.fromkeys(numbers, document))
        if self._numbers is not None:
            self._numbers[document["id"]] = numbers

    def _next(self) -> str:
        if self._last is None:
            self._last = max(map(int, self._documents), default=0)
        self._last += 1
        return str(self._last)


class DatabaseView(NamedTuple):
    """The tables of the data file as it was read, and the documents that came since."""

    tables: Tables
    pending: Pending

    def document(self, table: str, document_id: str) -> Document | None:
        """The newest document with this id."""
        if (table, document_id) in self.pending:
            return self.pending[table, document_id]
        held = self.tables.get(table)
        numbers = held.numbers_of(document_id) if isinstance(held, Table) else ()
        return held[numbers[0]] if held and numbers else None


class FileContent(NamedTuple):
    """The tables of the data file as it was read; None if there is no file.

    `is_newer`: a later version of the program wrote it, and some of it may not be understood.
    `replaced` counts the characters that no record may contain, `renumbered` the documents with a
    new number, and `quarantined` the parts that were no tables and are in quarantine now.
    """

    tables: Tables | None = None
    generation: FileSignature | None = None
    replaced: int = 0
    renumbered: int = 0
    quarantined: int = 0
    is_newer: bool = False

    @property
    def is_mended(self) -> bool:
        """Whether the file itself holds something else than these tables."""
        return bool(self.replaced or self.renumbered or self.quarantined)


class CheckedTables(NamedTuple):
    """The tables with valid records, and how many documents were `moved` to quarantine.

    Of these `shown` are sessions that a reader shows.
    """

    tables: Tables
    moved: int = 0
    shown: int = 0


_BRACKET = re.compile(rb'[][{}]|"[^"\\]*(?:\\.[^"\\]*)*"')
"""A bracket, or a whole text, so that brackets in texts are skipped."""


class _Identified(msgspec.Struct, gc=False):
    id: Any = None


class _Dated(msgspec.Struct, gc=False):
    id: Any = None
    local_date: Any = None
    start: Any = None
    deleted: Any = None


_read_dates = msgspec.json.Decoder(_Dated).decode
_read_id = msgspec.json.Decoder(_Identified).decode


def _numbers_by_id(documents: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    numbers: dict[str, tuple[str, ...]] = {}
    for number, document in documents.items():
        found = id_in(document)
        if isinstance(found, str):
            numbers[found] = (*numbers.get(found, ()), number)
    return numbers


def id_in(document: object) -> object:
    """Returns the id of a document or of its JSON; None if it has none."""
    if isinstance(document, dict):
        return document.get("id")
    if not isinstance(document, msgspec.Raw):
        return None
    try:
        return _read_id(document).id
    except (ValueError, RecursionError):
        return None


def numbered(documents: Iterable[Any]) -> dict[str, Any]:
    """The documents as a table has them, from number 1 on."""
    return {str(number): each for number, each in enumerate(documents, 1)}


def stored_in(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the stored documents of a table, as JSON or not, for a quick comparison."""
    return table.stored if isinstance(table, Table) else table


def document_in(held: object) -> Any:
    """Returns a stored document, decoded if it is JSON.

    A document that is nested too deeply is returned as the text of its JSON, because recursion into
    it could end the program.
    """
    if not isinstance(held, msgspec.Raw):
        return held
    text = bytes(held)
    return read_json(text) if depth_at_most(DEEPEST, text) else text.decode()


def is_too_deep(document: object) -> bool:
    """Whether it is the JSON that stands for a document which lies too deep in itself."""
    return isinstance(document, str) and not depth_at_most(DEEPEST, document.encode())


def fields_of(document: object) -> dict[str, Any]:
    """What tells a document from others: all of one, id and dates of one that is too deep."""
    if isinstance(document, dict):
        return document
    if isinstance(document, str) and is_too_deep(document):
        with suppress(ValueError, RecursionError):
            return msgspec.structs.asdict(_read_dates(document))
    return {}


def depth_at_most(deepest: int, json_text: bytes) -> bool:
    """Returns whether the nesting is at most `deepest`; counting brackets is mostly enough."""
    if json_text.count(b"{") + json_text.count(b"[") <= deepest:
        return True
    depth = 0
    for found in _BRACKET.finditer(json_text):
        depth += (found[0] in b"[{") - (found[0] in b"]}")
        if depth > deepest:
            return False
    return True


def is_same_json(one: object, other: object) -> bool:
    """Returns whether both are the same JSON bytes; other JSON may still mean the same."""
    return (
        isinstance(one, msgspec.Raw)
        and isinstance(other, msgspec.Raw)
        and memoryview(one) == memoryview(other)
    )
