"""Lines of text out, single keys in: what all questions of the plain mode are asked with."""

from __future__ import annotations

from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from calf_tui.ui.widgets.number_entry import more_than_asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calf_tui.ui.widgets.number_entry import NumberEntry

UP, DOWN = "up", "down"
ENTER = ("\n", "\r")
STEPS = {UP: 1, "k": 1, DOWN: -1, "j": -1}
TICK_SECONDS = 0.1
"""Seconds of one wait for a key."""


class Keys(Protocol):
    """A source of key presses."""

    @property
    def patience(self) -> float:
        """Seconds to wait for an answer that is not required; 0 if nobody can answer."""

    def read(self, seconds: float) -> str:
        """Waits at most `seconds` for a key press and returns it; "" if there is none."""


class Console:
    """Writes lines with `write`, and asks with them for keys or a number."""

    def __init__(self, keys: Keys, write: Callable[[str], None]) -> None:
        self._keys = keys
        self.write = write

    @property
    def patience(self) -> float:
        """Seconds to wait for an answer that is not required; 0 if nobody can answer."""
        return self._keys.patience

    def read(self) -> str:
        """Waits a moment for a key press and returns it; "" if there is none."""
        return self._keys.read(TICK_SECONDS)

    def next_key(self, meanwhile: Callable[[], object] = lambda: None) -> str:
        """Waits for a key press as long as it takes, and returns it; calls `meanwhile` again."""
        while not (key := self.read()):
            meanwhile()
        return key

    def ask(self, *lines: str, meanwhile: Callable[[], object] = lambda: None) -> str:
        """Writes the lines, and waits for a key press as `next_key` does."""
        for line in lines:
            self.write(line)
        return self.next_key(meanwhile)

    def ask_for_number(
        self,
        line: str,
        entry: NumberEntry,
        *,
        patience: float = inf,
        settles_after: float = inf,
        also: Mapping[str, int] = MappingProxyType({}),
        meanwhile: Callable[[], object] = lambda: None,
    ) -> int | None:
        """Writes a line and returns the number that the runner chooses; None for any other key.

        After `patience` seconds the number so far counts, an expected one after `settles_after`.
        `also` holds other keys that answer. `meanwhile` is called between two keys.
        """
        self.write(line)
        seconds = since_key = 0.0
        while seconds < patience and not (entry.may_settle and since_key >= settles_after):
            key = self.read()
            since_key = 0.0 if key else since_key + TICK_SECONDS
            if not key:
                seconds += TICK_SECONDS
                meanwhile()
            elif key in also:
                return also[key]
            elif key in ENTER and entry.number is not None:
                return entry.number
            elif is_figure(key):
                entry = entry.typed(int(key))
                if entry.is_whole:
                    return entry.number
                if entry.number is not None:
                    so_far = more_than_asked_for(entry) or f"{entry.number} so far."
                    self.write(f"{so_far} Enter keeps it.")
            elif key in STEPS:
                entry = entry.moved(STEPS[key])
                self.write(f"{entry.number}? Enter keeps it.")
            else:
                return None
        return entry.number if entry.is_typed else None


def is_figure(key: str) -> bool:
    """Returns whether the key is a digit from 0 to 9."""
    return key.isascii() and key.isdigit()
