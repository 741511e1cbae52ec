"""One table of the data file: documents by number, each of them JSON until it is asked for."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from calf_tui.documents.tolerant_json import read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    from calf_tui.documents.codec import Document

    Tables: TypeAlias = dict[str, Any]
    """By name; each maps numbers to documents: a `Table`, or a plain dict."""
    Pending: TypeAlias = dict[tuple[str, str], dict[str, Any]]
    """By table and id: documents that came after the tables were read."""


DEEPEST = 300
"""So deep may the values of a document lie in one another; ours lie five deep [ours]."""


class Table(MutableMapping[str, Any]):
    """The documents of a table by number, as TinyDB counts them.

    A document that was read stays the JSON it was, so that writing it again is a copy of bytes.
    What a look-up returns is the caller's own: put a changed document back.
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
        """The documents as they are held: `msgspec.Raw` for those that nobody changed."""
        return self._documents

    @classmethod
    def of(cls, documents: Mapping[str, Any]) -> Table:
        """A table of its own with these documents."""
        if not isinstance(documents, Table):
            return cls(documents)
        new = cls(documents.stored)
        new._numbers = None if documents._numbers is None else dict(documents._numbers)
        return new

    @property
    def has_duplicates(self) -> bool:
        """Whether documents have one id; only known once a document was looked up by its id."""
        return any(len(each) > 1 for each in (self._numbers or {}).values())

    def numbers_of(self, document_id: str) -> tuple[str, ...]:
        """Under which numbers documents with this id lie."""
        if self._numbers is None:
            self._numbers = _numbers_by_id(self._documents)
        return self._numbers.get(document_id, ())

    def put(self, document: Document) -> None:
        """In the place of those with its id; under the next number where there is none."""
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


_BRACKET = re.compile(rb'[][{}]|"(?:[^"\\]|\\.)*"')
"""Each bracket that is not in a text."""


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
    """What a document, or its JSON, has as its id; None where it has none."""
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


def held_in(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The documents of a table as they are held, JSON or not; quick to compare, not to be read."""
    return table.stored if isinstance(table, Table) else table


def document_in(held: object) -> Any:
    """The document that is held, as an object of its own where it was JSON.

    One that lies too deep in itself is the text of its JSON: no step may go down without end.
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
    """Whether the values in it lie no deeper in one another; for the most part told by a count."""
    if json_text.count(b"{") + json_text.count(b"[") <= deepest:
        return True
    depth = 0
    for sign in _BRACKET.findall(json_text):
        depth += (sign in b"[{") - (sign in b"]}")
        if depth > deepest:
            return False
    return True


def is_same_json(one: object, other: object) -> bool:
    """Whether both are held as the same JSON; different JSON may still say the same."""
    return (
        isinstance(one, msgspec.Raw)
        and isinstance(other, msgspec.Raw)
        and memoryview(one) == memoryview(other)
    )
