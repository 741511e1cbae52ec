"""The tables of the data file, and what tells it from other files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from typing import TypeAlias

    Tables: TypeAlias = dict[str, dict[str, Any]]

SCHEMA_VERSION = 1

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class NewerVersionError(ValueError):
    """A later version of the program wrote it: nothing is wrong with it."""


def tables_in(data: bytes) -> Tables:
    """The tables of a data file; raises ValueError, saying in words why it is none."""
    try:
        content = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        raise ValueError(_unreadable(data)) from None
    require_ours(content)
    return cast("Tables", content)


def bytes_of(tables: Tables) -> bytes:
    """The tables as JSON in ASCII, which plain TinyDB reads alike on every platform."""
    data = msgspec.json.encode(tables)
    if data.isascii():
        return data
    return _NOT_ASCII.sub(lambda sign: json.dumps(sign[0])[1:-1], data.decode()).encode()


def require_ours(content: object) -> None:
    """Raises ValueError, with the reason in words, where this version could not use the content."""
    if content is None:
        raise ValueError("it holds nothing, which a file of ours never does")
    version = _schema_version(content)
    if version is None:
        raise ValueError("it is JSON, but not a data file of Calf TUI")
    if version > SCHEMA_VERSION:
        raise NewerVersionError("a newer version of Calf TUI wrote it, so update Calf TUI")
    for name, table in cast("dict[str, object]", content).items():
        if not isinstance(table, dict) or not all(_is_document_number(key) for key in table):
            raise ValueError(f'its table "{name}" is damaged')


def _unreadable(data: bytes) -> str:
    if not data:
        return "it is empty, which a file of ours never is"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "it is not text in UTF-8"
    return "it is not JSON"


def _schema_version(content: object) -> int | None:
    meta = content.get("meta") if isinstance(content, dict) else None
    documents = meta.values() if isinstance(meta, dict) else ()
    versions = [each.get("schema_version") for each in documents if isinstance(each, dict)]
    return max((each for each in versions if type(each) is int and each > 0), default=None)


def _is_document_number(key: str) -> bool:
    """Whether TinyDB would read the key and write it back the same."""
    try:
        return str(int(key)) == key
    except ValueError:
        return False
