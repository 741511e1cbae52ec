"""Reads TOML files: those that ship with the program, and the runner's."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, TypeVar

from calf_tui.core.errors import UserError
from calf_tui.storage.config.toml_line_numbers import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calf_tui.storage.config.toml_line_numbers import Table

Shipped = TypeVar("Shipped")
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


def shipped(
    path: Path, build: Callable[[Table], Shipped], check: Callable[[str, str], Shipped]
) -> Shipped:
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
    except UserError as fault:
        raise UserError(f"The installation is damaged, install calf-tui again: {fault}") from None


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
