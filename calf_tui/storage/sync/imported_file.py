"""Reads a file of records to be merged; its size is limited and its content is not trusted."""

from __future__ import annotations

import stat
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import quoted, shown
from calf_tui.file_formats.csv_columns import session_problems
from calf_tui.file_formats.delimited_table import DEFAULT_OPTIONS, TableOptions
from calf_tui.file_formats.session_csv import sessions_in
from calf_tui.serialization.codec import is_deleted, is_instant
from calf_tui.serialization.tolerant_json import in_utf_8, plain_json, plain_raw, read_json
from calf_tui.storage.database.document_table import numbered
from calf_tui.storage.database.merge import META, QUARANTINE
from calf_tui.storage.database.record_quarantine import RECORDS, fault_of, with_tables_only
from calf_tui.storage.database.schema import (
    FIRST_VERSION,
    MIGRATIONS,
    migrated_tables,
    require_ours,
    version_of,
)
from calf_tui.storage.files.disk import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Tables

MOST_BYTES = 256 * 1024 * 1024
"""The most bytes of a file, also after decompression: twice a hundred years of daily sessions, so
that whatever was exported can be imported [ours]."""
DEEPEST = 50
"""The deepest nesting of values; the program's own files need six [ours]."""

_DONE = ("sessions", "tests", "runs", "loads")
"""The tables of what was done, which can only have been."""
_GZIP = b"\x1f\x8b"


class ImportedFile(NamedTuple):
    """The content of a file, and the problems with it.

    A `is_csv` file holds no fields but those of a session this version knows, and no `meta`. Of
    those the columns `given` come from the file; `is_own` tells an export of ours from the table of
    another program. `notes` tell what was taken for what the file does not say.
    `replaced` counts the characters that no record may keep; `left_out`, where nothing of the file
    comes in, the rows or documents that are in it.
    """

    tables: Tables
    problems: tuple[str, ...] = ()
    is_csv: bool = False
    notes: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    is_own: bool = False
    replaced: int = 0
    left_out: int = 0


def read_imported_file(
    path: Path, data: Path, options: TableOptions = DEFAULT_OPTIONS
) -> ImportedFile:
    """Reads a data file, an export in JSON or CSV, a backup, or the table of another program.

    Raises `UserError` where it is none. `data` is the history's own file, which cannot come in;
    `options` say how to read a table, and what day it is.
    """
    try:
        if path.resolve() == data.resolve():
            raise ValueError("it is your data file itself")
        return imported_file_in(_bytes_of(path), options)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {plain_words(error)}.") from error
    except ValueError as error:
        raise UserError(f"{path} cannot be imported: {error}; nothing was changed.") from error


def imported_file_in(
    data: bytes, options: TableOptions = DEFAULT_OPTIONS, most_bytes: int = MOST_BYTES
) -> ImportedFile:
    """Does the same for the file's bytes; raises ValueError, with the reason in words."""
    text = _text_of(_decompressed(data, most_bytes))
    if not text.lstrip().startswith(("{", "[")):
        text, replaced = plain_raw(text)
        table = sessions_in(text, options)
        return ImportedFile(
            {"sessions": numbered(table.documents)},
            tuple(table.problems),
            is_csv=True,
            notes=tuple(table.notes),
            given=table.given,
            is_own=table.is_own,
            replaced=replaced,
            left_out=table.left_out,
        )
    try:
        plain, replaced = plain_json(text.encode("utf-8", "surrogatepass"))
        content = read_json(plain)
    except ValueError:
        raise ValueError("it is damaged: it is not JSON, or no longer whole") from None
    _require_flat(content)
    said: list[str] = []
    if isinstance(content, list):
        content = {"sessions": numbered(content)}  # what `history --json` writes
    else:
        content, _, aside = with_tables_only(content)
        require_ours(content)
        assert isinstance(content, dict)
        if aside:
            goes = "that is no table goes" if aside == 1 else "that are no tables go"
            said.append(f"{count(aside, 'part')} of it {goes} to the quarantine")
        content = migrated_tables(content, version_of(content) or FIRST_VERSION, MIGRATIONS)
    held = _documents_in(content)
    faults = [each for name in content for each in _take_out_invalid(name, content[name], options)]
    left_out = 0 if _documents_in(content) else held
    return ImportedFile(
        content, tuple(faults), notes=tuple(said), replaced=replaced, left_out=left_out
    )


def _bytes_of(path: Path) -> bytes:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ValueError("it is no file of records")
    _require_small(state.st_size, MOST_BYTES)
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    _require_small(len(data), MOST_BYTES)
    return data


def _decompressed(data: bytes, most: int) -> bytes:
    if not data.startswith(_GZIP):
        return data
    decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        content = decompressor.decompress(data, most + 1)
    except zlib.error:
        raise ValueError("it is compressed, and damaged") from None
    _require_small(len(content), most)
    if not decompressor.eof:
        raise ValueError("it is compressed, and its end is missing")
    return content


def _require_small(size: int, most: int) -> None:
    if size > most:
        raise ValueError(f"it is larger than {most // 1024**2} MB, which no history is")


def _text_of(data: bytes) -> str:
    try:
        return in_utf_8(data).decode("utf-8", "surrogatepass")
    except ValueError:
        raise ValueError("it is not text in UTF-8; a spreadsheet saves that, too") from None


def _require_flat(content: object) -> None:
    """Raises ValueError if values are nested too deeply; recursion could end the program."""
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValueError(f"values in it lie more than {DEEPEST} deep in one another")
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [
            value for each in inner for value in (each.values() if isinstance(each, dict) else each)
        ]


def _documents_in(content: Mapping[str, dict[str, Any]]) -> int:
    return sum(len(table) for name, table in content.items() if name != META)


def _take_out_invalid(name: str, table: dict[str, Any], options: TableOptions) -> Iterator[str]:
    """Takes out of the table what is no document of it, and tells why."""
    for number, document in list(table.items()):
        problems = list(_problems(name, document))
        if name in _DONE and not problems and not is_deleted(document):
            late = options.date_problem(document["local_date"])
            problems = [f'"local_date": {late}'] if late else []
        if problems:
            del table[number]
        place = f"{_word(name)} {number}{_date_of(document)}"
        yield from (f"{place}, {each}" for each in problems)


def _problems(name: str, document: object) -> Iterator[str]:
    if not isinstance(document, dict):
        yield f"expected a document, not {shown(document)}"
    elif name != META:
        of_identity = list(_identity_problems(document))
        yield from of_identity
        if is_deleted(document) or name == QUARANTINE:
            return
        fault = fault_of(name, document) if name in RECORDS else ""
        said = list(session_problems(document)) if fault and name == "sessions" else []
        yield from (each for each in said if not each.startswith(('"id"', '"updated_at"')))
        if fault and not (said or of_identity):
            yield _in_words(fault)


def _identity_problems(document: Document) -> Iterator[str]:
    document_id = document.get("id")
    if not isinstance(document_id, str) or not document_id:
        yield f'"id": expected a text, not {shown(document_id)}'
    if not is_instant(document.get("updated_at")):
        yield f'"updated_at": expected an instant, not {shown(document.get("updated_at"))}'


def _in_words(fault: str) -> str:
    """Returns "Expected `int`, got `str` - at `$.days`" with the field first, without the signs."""
    said, _, field = fault.replace("`", "").partition(" - at $.")
    said = said.replace("Invalid RFC3339 encoded date", "Expected a date as in 2026-11-22")
    return f'"{field}": {said[:1].lower()}{said[1:]}' if field else f'"{said}": not as expected'


def _date_of(document: object) -> str:
    date = document.get("local_date") if isinstance(document, dict) else None
    return f" ({quoted(date)[1:-1]})" if isinstance(date, str) else ""


def _word(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else quoted(name)
