"""Reads the command lines that are typed most without argparse, which is slow to import."""

from __future__ import annotations

from types import SimpleNamespace

from calf_tui import __version__

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = f"calf-tui {__version__}"
WITH_VALUE = ("--data", "--config", "--sound")
ALONE = ("--mute", "--plain")
STATS_LINE = {"json": False, "weeks": 12, "line": True, "as_of": None}


def read_short(words: Sequence[str]) -> SimpleNamespace | None:
    """Returns the options of the app or of `stats --line`, as `arguments.parse` does.

    None for every other command line, also for one with errors.
    """
    options: dict[str, str | bool | None] = {"command": ""}
    options |= {each.strip("-"): None for each in (*WITH_VALUE, *ALONE)}
    command: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word in WITH_VALUE:
            value = next(waiting, "")
            if not value or value.startswith("-"):
                return None
            options[word.strip("-")] = value
        elif word in ALONE:
            options[word.strip("-")] = True
        else:
            command.append(word)
    if command == ["stats", "--line"]:
        return SimpleNamespace(**options | {"command": "stats"}, **STATS_LINE)
    return None if command else SimpleNamespace(**options)
