"""Changes one setting in `settings.toml` and leaves everything else as it is."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.storage.config.toml_line_numbers import line_numbers, read_toml
from calf_tui.storage.files.atomic_write import atomic_write, make_folders
from calf_tui.storage.files.disk import Disk, plain_words

if TYPE_CHECKING:
    from pathlib import Path

_VALUE = r"""(\s*["']?{name}["']?\s*=\s*)("[^"\n]*"|'[^'\n]*'|[\d.]+)(?!["'])"""


def write_setting(path: Path, name: str, value: str | float, disk: Disk | None = None) -> None:
    """Sets a setting to a text or a number, on its line or on a new one at the end.

    Comments, order and line ends stay. Raises `UserError` if the file is not TOML, if the setting
    is written in a form that is not supported, or if the file cannot be written.
    """
    disk = disk or Disk()
    target = path.resolve()  # a link stays a link
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        text = target.read_bytes().decode() if mode is not None else ""
        changed = with_setting(text, name, value, str(path))
        make_folders(disk, target.parent)
        with atomic_write(disk, target, changed.encode()):
            pass
        if mode is not None:
            disk.set_mode(target, stat.S_IMODE(mode))
    except OSError as error:
        raise UserError(
            f"{path}: cannot be written: {plain_words(error)}; the settings are as they were."
        ) from error


def with_setting(text: str, name: str, value: str | float, file: str) -> str:
    """Returns the text of a settings file with this value in place of the old one."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(bom)
    end = "\r\n" if "\r\n" in body else "\n"
    written = f'"{value}"' if isinstance(value, str) else f"{value:g}"
    new = f"{name} = {written}"
    if name not in read_toml(body, file):
        gap = end if body and not body.endswith("\n") else ""
        return f"{bom}{body}{gap}{new}{end}"
    lines = re.split(r"(?<=\n)", body)
    place = line_numbers(body)[name,] - 1
    line, found = re.subn(
        _VALUE.format(name=name), lambda old: f"{old[1]}{written}", lines[place], count=1
    )
    lines[place] = line
    if not found or read_toml("".join(lines), file)[name] != value:
        raise UserError(
            f"{file}:{place + 1}: {name} cannot be changed here; change this line yourself."
        )
    return bom + "".join(lines)
