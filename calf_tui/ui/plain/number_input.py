"""Reads a number in lines of text: digits, or steps and enter."""

from __future__ import annotations

from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.ui.plain.key_input import DOWN, TICK_SECONDS, UP
from calf_tui.ui.set_feedback.questions import more_than_asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calf_tui.ui.plain.key_input import Keys
    from calf_tui.ui.set_feedback.number_entry import NumberEntry

ENTER = ("\n", "\r")
STEPS = {UP: 1, "k": 1, DOWN: -1, "j": -1}


def is_figure(key: str) -> bool:
    """Returns whether the key is a digit from 0 to 9."""
    return key.isascii() and key.isdigit()


def read_number(
    entry: NumberEntry,
    keys: Keys,
    write: Callable[[str], None],
    *,
    patience: float = inf,
    settles_after: float = inf,
    also: Mapping[str, int] = MappingProxyType({}),
    wait: Callable[[], object] = lambda: None,
) -> int | None:
    """Returns the number that the runner chooses; None for any other key.

    After `patience` seconds, the number typed so far counts. An expected number counts already if
    no digit follows for `settles_after` seconds. `also` holds other keys that answer. `wait` is
    called between two keys.
    """
    seconds = since_key = 0.0
    while seconds < patience and not (entry.may_settle and since_key >= settles_after):
        key = keys.read(TICK_SECONDS)
        since_key = 0.0 if key else since_key + TICK_SECONDS
        if not key:
            seconds += TICK_SECONDS
            wait()
        elif key in also:
            return also[key]
        elif key in ENTER and entry.number is not None:
            return entry.number
        elif is_figure(key):
            entry = entry.typed(int(key))
            if entry.is_whole:
                return entry.number
            if entry.number is not None:
                write(f"{more_than_asked_for(entry) or f'{entry.number} so far.'} Enter keeps it.")
        elif key in STEPS:
            entry = entry.moved(STEPS[key])
            write(f"{entry.number}? Enter keeps it.")
        else:
            return None
    return entry.number if entry.is_typed else None
