"""Reads a runner's TOML file without lines that have errors, so that none prevents training."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.storage.config.toml_file import read_text
from calf_tui.storage.config.toml_line_numbers import TomlError, first_line_of_statement, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.config.toml_line_numbers import Table

MOST_LEFT_OUT = 50
"""If more lines than this are not TOML, the whole file is left out [ours]."""

LINE_LEFT_OUT, FILE_LEFT_OUT = " This line is left out.", " The whole file is left out."


class TolerantToml(NamedTuple):
    """The content of a file; `text` has an empty line for each one left out, `faults` say why."""

    document: Table
    text: str
    faults: tuple[str, ...]


NOTHING = TolerantToml({}, "", ())


def read_tolerantly(path: Path) -> TolerantToml:
    """Returns the file without lines that are not TOML; nothing if there is no file.

    A file that cannot be read is left out as a whole.
    """
    try:
        if not os.path.exists(path):
            return NOTHING
        text = read_text(path, str(path))
    except (UserError, OSError) as fault:
        return TolerantToml({}, "", (f"{fault}{FILE_LEFT_OUT}",))
    return _without_faults(text, str(path))


def line_left_out(fault: str) -> str:
    """Returns the error in a line, with the sentence that the line is left out."""
    return f"{fault.removesuffix('.')}{'' if fault.endswith('?') else '.'}{LINE_LEFT_OUT}"


def as_before(fault: str) -> str:
    """Returns the same error for a file whose last correct content stays in force."""
    bare = fault.removesuffix(LINE_LEFT_OUT).removesuffix(FILE_LEFT_OUT)
    return f"{bare} What the file said before holds."


def _without_faults(text: str, file: str) -> TolerantToml:
    faults: list[str] = []
    while len(faults) < MOST_LEFT_OUT:
        document, fault = _try_to_read(text, file)
        if fault is None:
            return TolerantToml(document, text, tuple(faults))
        if not fault.line:
            return TolerantToml({}, "", (f"{fault}{FILE_LEFT_OUT}",))
        line = first_line_of_statement(text, fault.line)
        faults.append(line_left_out(f"{file}:{line}: {fault.reason}"))
        text = _without_line(text, line)
    too_many = f"{file}: too many lines are not valid TOML.{FILE_LEFT_OUT}"
    return TolerantToml({}, "", (too_many,))


def _try_to_read(text: str, file: str) -> tuple[Table, TomlError | None]:
    try:
        return read_toml(text, file), None
    except TomlError as fault:
        return {}, fault


def _without_line(text: str, line: int) -> str:
    lines = text.split("\n")
    lines[line - 1] = ""
    return "\n".join(lines)
