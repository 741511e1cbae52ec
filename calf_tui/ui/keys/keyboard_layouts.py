"""Reads a key of another keyboard layout, or with Caps Lock, as the Latin key in its position."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Key
    from textual.screen import Screen

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LAYOUTS = {
    "Russian": "йцукенгшщзхъфывапролджэячсмитьбю",
    "Ukrainian": "йцукенгшщзхїфівапролджєячсмитьбю",
    "Greek": "\0ςερτυθιοπ[]ασδφγηξκλ\0'ζχψωβνμ,.",
    "Hebrew": "\0\0קראטוןםפ[]שדגכעיחלךף,זסבהנמצתץ",
    "Arabic": "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\0ىةوز",
    "Persian": "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو.",
}
"""The characters that the keys of `_LATIN` type in each layout; NUL if a key has none of its own.

If layouts have a letter on different keys, the first layout wins.
"""
_PLACES = {
    sign: latin
    for layout in reversed(_LAYOUTS.values())
    for sign, latin in zip(layout, _LATIN, strict=True)
    if sign.isalpha() and not sign.isascii()
}
_NAMES = {
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ";": "semicolon",
    "'": "apostrophe",
    ",": "comma",
    ".": "full_stop",
}


def latin_keys(character: str) -> Iterator[tuple[str, str]]:
    """Yields name and character of the Latin keys that a character may stand for, the best first.

    "X" stands for x, "Ч" for X and then for x, and an Arabic-Indic digit for the digit.
    """
    small = character.lower()
    digit = unicodedata.decimal(character, None) if character else None
    latin = _PLACES.get(small, small if small.isascii() else "")
    if digit is not None:
        latin = str(digit)
    if character != small and latin.isalpha():
        yield latin.upper(), latin.upper()
    if latin:
        yield _NAMES.get(latin, latin), latin


def read_as_bound(event: Key, screen: Screen[object]) -> None:
    """Changes a key that is neither bound nor typed to the bound key in its position."""
    bound, focused = screen.active_bindings, screen.focused
    is_typed = focused is not None and focused.check_consume_key(event.key, event.character)
    if event.key in bound or is_typed:
        return
    # On a Latin layout the name of the key counts, not its position on another layout.
    places = [] if event.key.isascii() else event.aliases[1:]
    told = ((each, each if len(each) == 1 else "") for place in places for each in _cases(place))
    for key, sign in (*told, *latin_keys(event.character or "")):
        if key in bound or sign.isdigit():  # a form takes digits without binding them
            event.key, event.character = key, sign or None
            return


def _cases(key: str) -> tuple[str, ...]:
    return (key, key.lower()) if key.isupper() else (key,)
