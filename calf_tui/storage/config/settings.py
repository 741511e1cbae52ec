"""Reads the runner's settings from `settings.toml`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.settings import (
    FIRST_DAYS,
    LONGEST_LEAD_IN,
    LOUDEST,
    SOUND_SETS,
    THEME_CHOICES,
    Settings,
)
from calf_tui.storage.config.tolerant_toml import line_left_out, read_tolerantly
from calf_tui.storage.config.toml_schema import (
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

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_YES_OR_NO = Plain("true or false", lambda value: isinstance(value, bool))

_SETTINGS = Keys(
    {
        "day_cutoff": Plain(
            'a time of day like "03:00"',
            lambda value: isinstance(value, str) and _TIME.fullmatch(value) is not None,
        ),
        "first_day_of_week": one_of(*FIRST_DAYS),
        "mute": _YES_OR_NO,
        "sound": Plain(
            "the name of a sound backend in quotes, empty for the first that plays",
            lambda value: value == "" or is_line(value, 40),
        ),
        "sound_set": one_of(*SOUND_SETS),
        "volume": whole_number(0, LOUDEST),
        "quiet_lead_in": number(0, LONGEST_LEAD_IN),
        "speech": _YES_OR_NO,
        "flash": _YES_OR_NO,
        "theme": one_of(*THEME_CHOICES),
        "reduced_motion": _YES_OR_NO,
    }
)


class LoadedSettings(NamedTuple):
    """The settings, and the errors in the file, a sentence each."""

    settings: Settings
    faults: tuple[str, ...] = ()


def read_settings(path: Path) -> LoadedSettings:
    """Returns the settings of the file, with defaults for those that it lacks.

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
    return LoadedSettings(Settings(**choices), faults)
