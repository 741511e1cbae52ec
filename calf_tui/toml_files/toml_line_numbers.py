"""Reads TOML, and finds the line on which each key is written."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PARTS = 50
"""The most parts of a dotted key; the program's keys have three [ours]."""
_DEEPEST = 8
"""Keys nested deeper than this get the line of the table around them."""

Table = dict[str, Any]
KeyPath = tuple[str | int, ...]
"""The path of a value: keys, and positions from 0 in arrays of tables: ("step", 1, "reps")."""

# Compiled only if there is an error to locate, because that takes time at the start.
_PIECES = r"""(?xs)
    (?P<text> \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
            | " (?:\\.|[^"\\])* " | '[^']*' | \#[^\n]* )
    | (?P<open> [\[{] ) | (?P<close> [\]}] ) | (?P<end> \n )
"""
_TEXT = r"""\"(?:\\.|[^"\\])*\"|'[^']*'|\#.*"""
_NO_KEY = r"[^\w.\s-]"
_PLACE = r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$"


class TomlError(UserError):
    """Raised for a text that is not TOML; `line` counts from 1, and is 0 if it is not known."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.line = line
        self.reason = reason


def read_toml(text: str, file: str) -> Table:
    """Returns the document; raises `TomlError` with file and line if the text is not TOML."""
    too_deep = "keys or brackets are nested too deeply; write it flatter."
    if line := _line_of_long_key(text):  # the parser would take minutes
        raise TomlError(file, line, too_deep)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlError(file, 0, too_deep) from None
    except ValueError as error:
        raise TomlError(file, *_syntax_fault(text, str(error))) from None


def _line_of_long_key(text: str) -> int:
    """Returns the first line with a key of more than `_MOST_PARTS` parts; 0 if there is none."""
    for number, line in enumerate(text.split("\n") if text.count(".") > _MOST_PARTS else (), 1):
        if line.count(".") > _MOST_PARTS:
            keys = re.split(_NO_KEY, re.sub(_TEXT, "_", line))
            if any(key.count(".") > _MOST_PARTS for key in keys):
                return number
    return 0


def _syntax_fault(text: str, message: str) -> tuple[int, str]:
    place = re.search(_PLACE, message)
    if place is None:
        return 0, f"not valid TOML: {message}."
    reason = f"not valid TOML: {message[: place.start()]}"
    if place["line"] is None:
        return text.rstrip().count("\n") + 1, f"{reason}, at the file's end."
    return int(place["line"]), f"{reason}, at column {place['column']}."


def line_numbers(text: str) -> dict[KeyPath, int]:
    """Returns the line, from 1, of every table and key of a text that `read_toml` accepts.

    The keys inside a value get the line of its key. An array of tables gets the line of its first
    table, and a table without a header that of the first table inside it.
    """
    lines: dict[KeyPath, int] = {}
    implied: dict[KeyPath, int] = {}
    tables: dict[KeyPath, int] = {}
    here: KeyPath = ()
    for line, statement in _statements(text):
        parsed = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = _header(parsed, tables)
            lines.setdefault(here, line)
            if isinstance(here[-1], int):
                lines.setdefault(here[:-1], line)
            for length in range(1, len(here)):
                implied.setdefault(here[:length], line)
        else:
            for path in _paths(parsed):
                lines.setdefault((*here, *path), line)
    return {**implied, **lines}


def first_line_of_statement(text: str, line: int) -> int:
    """Returns the first line of the statement that contains a line, in TOML or not."""
    after = 1
    for begin, statement in _statements(text):
        end = begin + statement.rstrip("\n").count("\n")
        if begin <= line <= end:
            return begin
        if begin > line:
            break
        after = end + 1
    written = enumerate(text.split("\n")[after - 1 : line], after)
    return next((n for n, each in written if each.strip() and each.strip()[0] != "#"), line)


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """Returns the line of a value or, if it is not written, of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yields the headers and `key = value` pairs, each with its first line and as TOML text.

    A statement ends at the first line end outside brackets, strings and comments.
    """
    start = line = depth = 0
    for piece in re.finditer(_PIECES, text + "\n"):
        if piece.lastgroup == "open":
            depth += 1
        elif piece.lastgroup == "close":
            depth -= 1
        elif piece.lastgroup == "end" and depth == 0:
            statement = text[start : piece.end()]
            if statement.strip() and not statement.lstrip().startswith("#"):
                yield line + 1, statement
            line += text.count("\n", start, piece.end())
            start = piece.end()


def _header(parsed: Table, tables: dict[KeyPath, int]) -> KeyPath:
    """Returns the path of a header's table; `tables` counts the tables of each array so far."""
    path: KeyPath = ()
    inner: Any = parsed
    while inner and len(path) < _DEEPEST:
        key = next(iter(inner))
        path, inner = (*path, key), inner[key]
        if isinstance(inner, list):
            tables[path] = tables.get(path, 0) + 1
            inner = inner[0]
        if path in tables:
            path = (*path, tables[path] - 1)
    return path


def _paths(value: object) -> Iterator[KeyPath]:
    """Yields all paths into a value, without recursion, because dotted keys may nest very deep."""
    waiting: list[tuple[KeyPath, object]] = [((), value)]
    while waiting:
        path, inner = waiting.pop()
        if path:
            yield path
        if len(path) == _DEEPEST:
            continue
        if isinstance(inner, dict):
            waiting.extend(((*path, key), item) for key, item in inner.items())
        elif isinstance(inner, list):
            waiting.extend(((*path, index), item) for index, item in enumerate(inner))
