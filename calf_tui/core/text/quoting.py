"""What somebody wrote, fit to stand in a message: in quotes, cut short, on one line."""

from __future__ import annotations

from calf_tui.core.text.sanitizing import line_text

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

KNOWN = "known are: "
_LONGEST_SHOWN = 40
_SHORTEST_LIKE = 3
"""A shorter word is like too many others to guess from."""
_LEAST_LIKE = 0.7
"""How much of two words must be alike, from 0 to 1 [ours]: one typing error in three letters."""
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
    """What somebody wrote, fit for a message: cut short, control characters escaped, in quotes."""
    cut = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
    return f'"{line_text(cut)}"'


def nearest(word: str, known: Collection[str]) -> str:
    """A hint for a word that is not known: the one that is much like it, else all of them."""
    close = alike(word, known)
    return f'did you mean "{close}"?' if close else f"{KNOWN}{', '.join(known)}"


def alike(word: str, known: Iterable[str]) -> str:
    """Returns the known word that was likely meant; "" where none is much like it."""
    from difflib import get_close_matches  # only for a fault

    if len(word) < _SHORTEST_LIKE:
        return ""
    long = [each for each in known if len(each) >= _SHORTEST_LIKE]
    same_letters = [each for each in long if sorted(each) == sorted(word)]
    longer = [each for each in long if each.startswith(word)]
    close = get_close_matches(word, long, n=1, cutoff=_LEAST_LIKE)
    found = (*same_letters, *(longer if len(longer) == 1 else ()), *close)
    return found[0] if found else ""
