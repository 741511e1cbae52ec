"""What somebody wrote, fit to stand in a message: in quotes, cut short, on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that move the cursor or turn the direction of what follows them."""
_LONGEST_SHOWN = 40
_LARGEST_SHOWN = 10**15
"""Python refuses to write out integers of thousands of digits."""


def shown(value: object) -> str:
    """A value that was not expected, in few words."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"an array of {len(value)}"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, int) and abs(value) >= _LARGEST_SHOWN:
        return "a number of that size"
    return str(value)


def quoted(words: str) -> str:
    """What somebody wrote, fit for a message: cut short, no control characters, in quotes."""
    cut = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
    return f'"{one_line(cut)}"'


def one_line(text: str) -> str:
    """The text with a question mark for each character that moves the cursor or turns it."""
    return _CONTROL.sub("?", text)


def nearest(word: str, known: Collection[str]) -> str:
    """A hint for a word that is not known: the nearest known one, else all of them."""
    from difflib import get_close_matches  # only for a fault

    close = get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known are: {', '.join(known)}"
