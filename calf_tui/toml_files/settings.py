"""The runner's choices in `settings.toml`: read, and one of them changed where it stands."""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import time
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.session.cue import LOUDEST
from calf_tui.core.settings import (
    FIRST_DAYS,
    LONGEST_LEAD_IN,
    SOUND_SETS,
    THEME_CHOICES,
    Settings,
)
from calf_tui.storage.files.atomic_write import make_folders, write_atomically
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.toml_files.toml_line_numbers import line_numbers, read_toml
from calf_tui.toml_files.toml_reader import line_left_out, read_tolerantly
from calf_tui.toml_files.toml_schema import (
    YES_OR_NO,
    Keys,
    Plain,
    fault_of,
    find_problems,
    is_line,
    number,
    one_of,
    whole_number,
)

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.toml_files.toml_reader import Read

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

_SETTINGS = Keys(
    {
        "day_cutoff": Plain(
            'a time of day like "03:00"',
            lambda value: isinstance(value, str) and _TIME.fullmatch(value) is not None,
        ),
        "first_day_of_week": one_of(*FIRST_DAYS),
        "mute": YES_OR_NO,
        "sound": Plain(
            "the name of a sound backend in quotes, empty for the first that plays",
            lambda value: value == "" or is_line(value, 40),
        ),
        "sound_set": one_of(*SOUND_SETS),
        "volume": whole_number(0, LOUDEST),
        "quiet_lead_in": number(0, LONGEST_LEAD_IN),
        "speech": YES_OR_NO,
        "flash": YES_OR_NO,
        "theme": one_of(*THEME_CHOICES),
        "reduced_motion": YES_OR_NO,
    }
)

_VALUE = r"""(\s*["']?{name}["']?\s*=\s*)("[^"\n]*"|'[^'\n]*'|[\d.]+)(?!["'])"""


def read_settings(path: Path) -> Read[Settings]:
    """Returns the settings of the file, with defaults for those that it lacks, and the errors.

    A line with an error is left out; the other lines count. Each error names the file, the line,
    the key and what was expected.
    """
    read = read_tolerantly(path)
    choices, faults = dict(read.document), read.faults
    if problems := tuple(find_problems(_SETTINGS, choices)):
        lines = str(fault_of(problems, read.text, str(path))).splitlines()
        faults += tuple(map(line_left_out, lines))
        for problem in problems:
            choices.pop(str(problem.path[0]), None)
    if "day_cutoff" in choices:
        choices["day_cutoff"] = time.fromisoformat(choices["day_cutoff"])
    return Settings(**choices), faults


def write_setting(path: Path, name: str, value: str | float, disk: Disk | None = None) -> None:
    """Sets a setting to a text or a number, on its line or on a new one at the end.

    Comments, order and line ends stay. Raises `UserError` if the file is not TOML, if the setting
    is written in a form that is not supported, or if the file cannot be written.
    """
    disk = disk or Disk()
    target = path.resolve()  # a link stays a link
    try:
        mode = target.stat().st_mode if os.path.exists(target) else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        text = target.read_bytes().decode() if mode is not None else ""
        changed = with_setting(text, name, value, str(path))
        make_folders(disk, target.parent)
        write_atomically(disk, target, changed.encode())
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
