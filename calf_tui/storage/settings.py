"""The runner's choices from `settings.toml`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from calf_tui.core.faults import Fault
from calf_tui.core.settings import FIRST_DAYS, LOUDEST, SOUND_SETS, THEME_CHOICES, Settings
from calf_tui.storage.disk import plain_words
from calf_tui.storage.toml_lines import read_toml
from calf_tui.storage.toml_schema import (
    Keys,
    Plain,
    fault_of,
    find_problems,
    is_line,
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
        "speech": _YES_OR_NO,
        "flash": _YES_OR_NO,
        "theme": one_of(*THEME_CHOICES),
        "reduced_motion": _YES_OR_NO,
    }
)


def load_settings(path: Path) -> Settings:
    """The settings of the file, the defaults for what it does not say or where there is none.

    Raises `Fault`, a line per fault, each with the file, the line, the key and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise Fault(f"{path}: not text in UTF-8; save it as UTF-8 or remove it.") from None
    except OSError as error:
        raise Fault(f"{path}: cannot be read: {plain_words(error)}.") from error
    choices = read_toml(text, str(path))
    if problems := tuple(find_problems(_SETTINGS, choices)):
        raise fault_of(problems, text, str(path))
    if "day_cutoff" in choices:
        choices["day_cutoff"] = time.fromisoformat(choices["day_cutoff"])
    return Settings(**choices)
