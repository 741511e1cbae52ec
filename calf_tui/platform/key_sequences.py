"""Reads the sequences that a terminal sends for keys, whatever they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.message import Message

_SHIFT, _CONTROLS = 1, 2 | 4 | 8 | 16 | 32
"""Bits of a key's modifiers: shift; alt, control, super, hyper and meta."""
_RELEASED = "3"
_KITTY_KEY = re.compile(
    r"\x1b\[(?P<code>\d+)(?::(?P<shifted>\d*))?(?::(?P<base>\d+))?"
    r"(?:;(?P<modifiers>\d*)(?::(?P<event>\d+))?)?(?:;(?P<text>[\d:]*))?(?P<end>[u~A-FHPQS])"
)
"""A key as the kitty keyboard protocol tells it."""


class KeySequences:
    """Turns what a terminal sends into messages; drops each sequence that it cannot understand."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._parser = _Parser(debug)

    def feed(self, typed: str) -> Iterator[Message]:
        """Yields the messages of so many characters more."""
        for character in typed:
            yield from self._understood(self._parser.feed(character))

    def tick(self) -> Iterator[Message]:
        """Yields the messages that only waited for more characters."""
        yield from self._understood(self._parser.tick())

    def _understood(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            yield from messages
        except Exception:  # noqa: BLE001 - whatever Textual's parser raises
            self._parser = _Parser(self._debug)


class PlacedKey(Key):
    """A key with the Latin letter that is in its place, as the terminal tells it; or with ""."""

    def __init__(self, key: str, character: str | None, latin_place: str) -> None:
        super().__init__(key, character)
        self.latin_place = latin_place


class _Parser(XTermParser):
    """Textual's parser, which knows no subfields of the kitty keyboard protocol."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        found = _KITTY_KEY.fullmatch(sequence)
        try:
            plain = _without_subfields(found, sequence)
            keys = list(super()._sequence_to_key_events(plain, alt))
        except (ValueError, OverflowError):  # a number that stands for no character
            return [Key(Keys.Ignore, None)]
        if found is not None and found["event"] == _RELEASED:
            return [Key(Keys.Ignore, None)]
        place = found["base"] if found else None
        keys = [
            PlacedKey(each.key, each.character, chr(int(place))) if place else each
            for each in keys
            if _is_a_character(each.character)
        ]
        return keys or ([Key(Keys.Ignore, None)] if found else [])


def _without_subfields(found: re.Match[str] | None, sequence: str) -> str:
    """Returns the sequence as Textual understands it, with the text that the key types.

    With control or alt held, the key is the one in its place on a Latin keyboard: Ctrl+С is Ctrl+C.
    """
    if found is None or (found["end"] != "u" and ":" not in sequence):
        return sequence
    code, text = found["code"], found["text"] or ""
    modifiers = int(found["modifiers"] or 1) - 1
    if modifiers & _CONTROLS:
        code, text = found["base"] or code, ""
    elif not text and found["end"] == "u" and chr(int(code)).isprintable():
        text = (modifiers & _SHIFT and found["shifted"]) or code
    fields = [code, str(modifiers + 1), text] if text else [code, str(modifiers + 1)]
    return f"\x1b[{';'.join(fields if modifiers or text else [code])}{found['end']}"


def _is_a_character(text: str | None) -> bool:
    """Whether it is none of the halves of a surrogate pair, which no terminal can be sent."""
    return text is None or not any("\ud800" <= each <= "\udfff" for each in text)
