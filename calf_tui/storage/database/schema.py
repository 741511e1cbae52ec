"""The tables of the data file, what tells it from others, and the steps between versions."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec

from calf_tui.serialization.tolerant_json import in_utf_8, plain_json, read_json
from calf_tui.storage.database.document_table import (
    DEEPEST,
    Table,
    depth_at_most,
    document_in,
    stored_in,
)
from calf_tui.storage.files.atomic_write import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Tables

    Step: TypeAlias = Callable[[Document], Document]
    Migrations: TypeAlias = Mapping[int, Mapping[str, Step]]


FIRST_VERSION = 1
MIGRATIONS: Migrations = {1: {}}
"""By the version that is left, from the first on without a gap: for each table that changes, the
pure step from a document to its next form, which fails with KeyError, TypeError or ValueError.

The lines of a journal are migrated one by one, so a step looks at nothing but its document. Marks
of deletion, and what is in quarantine, have one form for ever. Version 2 has more tables: runs,
loads, profile and plan.
"""


def version_after(migrations: Migrations) -> int:
    """Returns the version after these migrations."""
    return FIRST_VERSION + len(migrations)


SCHEMA_VERSION = version_after(MIGRATIONS)
DOCUMENTS_AT_ONCE = 64
"""Documents that are encoded at a time, in less than a millisecond: other threads wait [ours]."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def migrated(document: Any, table: str, version: int, migrations: Migrations) -> Any:
    """Returns a document of `version` in the newest form; one that a step cannot read stays."""
    after = document
    for number in range(version, version_after(migrations)):
        step = migrations[number].get(table)
        if step is None or not isinstance(after, dict) or after.get("deleted") is True:
            continue
        try:
            after = step(after)
        except (KeyError, TypeError, ValueError):
            return document
    return after


def migrated_tables(tables: Tables, version: int, migrations: Migrations) -> Tables:
    """Returns new tables in the form and with the number of the newest version."""
    changing = {name for number, steps in migrations.items() if number >= version for name in steps}
    after = {
        name: {
            number: migrated(document, name, version, migrations)
            for number, document in table.items()
        }
        if name in changing
        else table
        for name, table in tables.items()
    }
    newest = version_after(migrations)
    after["meta"] = {
        number: {**document, "schema_version": newest}
        if isinstance(document, dict) and "schema_version" in document
        else document
        for number, document in after["meta"].items()
    }
    return after


class NewerVersionError(ValueError):
    """Raised for a file of a later version; `tables` are those that this version can read."""

    def __init__(self, tables: Tables) -> None:
        super().__init__("a newer version of Calf TUI wrote it, so update Calf TUI")
        self.tables = tables


def content_in(data: bytes) -> tuple[object, int]:
    """Returns the content of a data file, and the number of its characters that were replaced.

    Those are what no record may contain. Raises ValueError, with the reason in words, for bytes
    that are no JSON.
    """
    if not data:
        raise ValueError("it is empty, which a file of ours never is")
    data, replaced = plain_json(in_utf_8(data))
    try:
        return {name: Table(each) for name, each in _read_tables(data).items()}, replaced
    except (ValueError, RecursionError):
        return _parts_in(data) or _whatever_is_in(data), replaced


def tables_of(content: object, newest: int = SCHEMA_VERSION) -> Tables:
    """Returns the tables of a data file's content.

    Raises ValueError, with the reason in words, if it is no data file, and `NewerVersionError` for
    a version after `newest`.
    """
    require_ours(content, newest)
    tables = cast("Tables", content)
    return {name: Table.of(each) for name, each in tables.items()}


def bytes_of(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Returns the tables as JSON in ASCII, which TinyDB reads in the same way everywhere."""
    return b"".join(blocks_of(tables))


def blocks_of(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    """The same, block by block."""
    pieces: list[bytes | memoryview] = []
    size = 0
    for piece in _pieces_of(tables):
        pieces.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join(pieces)


def require_ours(content: object, newest: int = SCHEMA_VERSION) -> None:
    """Raises ValueError, with the reason in words, if this version cannot use the content."""
    if content is None:
        raise ValueError("it holds nothing, which a file of ours never does")
    version = version_of(content)
    if version is None:
        raise ValueError("it is JSON, but not a data file of Calf TUI")
    tables = cast("dict[str, object]", content)
    if version > newest:
        understood = {name: table for name, table in tables.items() if is_table(table)}
        raise NewerVersionError(cast("Tables", understood))
    for name, table in tables.items():
        if not is_table(table):
            raise ValueError(f'its table "{name}" is damaged')


def version_of(content: object) -> int | None:
    """Returns the version of these tables; None if they are not those of a data file."""
    meta = content.get("meta") if isinstance(content, dict) else None
    documents = meta.values() if isinstance(meta, (dict, Table)) else ()
    versions = [each.get("schema_version") for each in documents if isinstance(each, dict)]
    return max((each for each in versions if type(each) is int and each > 0), default=None)


_read_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


_read_parts = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def _parts_in(data: bytes) -> object:
    """The tables, and what stands in the place of some; None where the whole is another thing."""
    try:
        return {name: _part_in(each) for name, each in _read_parts(data).items()}
    except (ValueError, RecursionError):
        return None


def _part_in(part: msgspec.Raw) -> object:
    try:
        return Table(_read_parts(part))
    except ValueError:
        return document_in(part)


def _whatever_is_in(data: bytes) -> object:
    try:
        if depth_at_most(DEEPEST, data):
            return read_json(data)
    except ValueError:
        pass
    raise ValueError("it is not JSON")


def _pieces_of(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes | memoryview]:
    yield b"{"
    for place, (name, table) in enumerate(tables.items()):
        yield b"," if place else b""
        yield _ascii_of(msgspec.json.encode(name)) + b":{"
        documents = iter(stored_in(table).items())
        follows = b""
        while some := dict(islice(documents, DOCUMENTS_AT_ONCE)):
            yield follows
            yield memoryview(_ascii_of(msgspec.json.encode(some)))[1:-1]  # not one more copy
            follows = b","
        yield b"}"
    yield b"}"


def _ascii_of(json_text: bytes) -> bytes:
    if json_text.isascii():
        return json_text
    return _NOT_ASCII.sub(lambda sign: json.dumps(sign[0])[1:-1], json_text.decode()).encode()


def are_tables(content: object) -> bool:
    """Returns whether the content of a data file is an object of tables, and of nothing else."""
    return isinstance(content, dict) and all(map(is_table, content.values()))


def is_table(table: object) -> bool:
    """Returns whether it maps numbers to documents."""
    return isinstance(table, (dict, Table)) and all(map(is_document_number, table))


def is_document_number(key: str) -> bool:
    """Returns whether TinyDB would read the key and write the same."""
    try:
        return str(int(key)) == key
    except ValueError:
        return False


def compacted_lines_in(tables: Tables) -> dict[str, int]:
    """Returns for each writer of a journal the last line that is in the tables already."""
    folded: dict[str, int] = {}
    for document in tables.get("meta", {}).values():
        lines = document.get("folded") if isinstance(document, dict) else None
        for writer, number in lines.items() if isinstance(lines, dict) else ():
            if type(number) is int:
                folded[writer] = max(number, folded.get(writer, 0))
    return folded
