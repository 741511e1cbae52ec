"""Reads TOML files: those that ship with the program, and the runner's.

Of the runner's settings and keys, lines with errors are left out, so that none prevents training.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from calf_tui.core.errors import UserError
from calf_tui.toml_files.toml_line_numbers import TomlError, first_line_of_statement, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calf_tui.toml_files.toml_line_numbers import Table

Content = TypeVar("Content")
Read = tuple[Content, tuple[str, ...]]
"""The content of a file, and the errors in it."""
Mark = tuple[int, int, int] | None
"""The state of a file on disk: modification time, size, inode; None if there is none."""

LARGEST_FILE = 256 * 1024
"""The most bytes of a TOML file."""


def mark_of(path: Path) -> Mark:
    """Returns the state of a file, which differs after it was written or replaced."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class WatchedFile(Generic[Content]):
    """A file that the runner may edit: its content, and the errors it has now.

    A new text with errors leaves `content` as it was, which `is_outdated` tells. `read` does not
    raise.
    """

    def __init__(self, path: Path, read: Callable[[Path], Read[Content]]) -> None:
        self.path = path
        self._read = read
        self.mark = mark_of(path)
        self.content, self.faults = read(path)
        self.is_outdated = False

    def renew(self) -> bool:
        """Reads the file if it has changed; returns whether it has."""
        if (mark := mark_of(self.path)) == self.mark:
            return False
        self.mark = mark
        content, self.faults = self._read(self.path)
        self.is_outdated = bool(self.faults)
        if not self.faults:
            self.content = content
        return True


def shipped(
    path: Path, build: Callable[[Table], Content], check: Callable[[str, str], Content]
) -> Content:
    """Returns the content of a file that ships with the program.

    `build` makes it without checks, because tests have checked the file. If that fails, `check`
    finds the error.
    """
    try:
        text = read_text(path, str(path))
        try:
            return build(read_toml(text, str(path)))
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
            return check(text, str(path))
    except UserError as error:
        raise UserError(f"The installation is damaged, install calf-tui again: {error}") from None


def read_text(path: Path, shown: str) -> str:
    """Returns the text of a file, which `shown` names in errors; raises `UserError`."""
    try:
        if os.path.isdir(path):
            raise UserError(f"{shown} is a folder; give the path of a .toml file.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise UserError(f"There is no file {shown}; check its path.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UserError(f"{shown} cannot be read: {reason}.") from None
    if len(content) > LARGEST_FILE:
        raise UserError(f"{shown} is larger than {LARGEST_FILE // 1024} kB; these files are small.")
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(f"{shown}:{line}: not UTF-8 text; save the file as UTF-8.") from None


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
    """Returns the file without lines that are not TOML; nothing if it cannot be read."""
    try:
        if not os.path.exists(path):
            return NOTHING
        text = read_text(path, str(path))
    except (UserError, OSError) as error:
        return TolerantToml({}, "", (f"{error}{FILE_LEFT_OUT}",))
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
    except TomlError as error:
        return {}, error


def _without_line(text: str, line: int) -> str:
    lines = text.split("\n")
    lines[line - 1] = ""
    return "\n".join(lines)
