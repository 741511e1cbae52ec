"""Parses the input from a terminal (keys, mouse, pastes) and drops sequences without a meaning."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import _xterm_parser, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from textual.message import Message

ASK_FOR_ALTERNATE_KEYS = "\x1b[=4;2u"
"""Asks for the kitty keyboard protocol's keys with Shift and in the base layout.

https://sw.kovidgoyal.net/kitty/keyboard-protocol/
"""
LONGEST = _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD
"""The most characters of a sequence; Textual splits longer ones into keys."""
_IN_FULL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])")
_FINAL = re.compile("[@-~]")
_STRING = re.compile(r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)")
"""A device control string or a similar answer, which this program never asks for."""
_KEY = re.compile(r"\x1b\[([\d:]*)((?:;[\d:]*){0,2})([u~ABCDEFHPQRS])", re.ASCII)
_READ_ELSEWHERE = re.compile(
    f"{_xterm_parser._re_mouse_event.pattern}|{_xterm_parser._re_terminal_mode_response.pattern}"
)
_BEGINNINGS = {
    sequence[:end] for sequence in ANSI_SEQUENCES_KEYS for end in range(1, len(sequence))
} | {"\x1b[M"}
_PASTE_START = _xterm_parser.BRACKETED_PASTE_START
_PASTE_END = _xterm_parser.BRACKETED_PASTE_END
_RELEASED = "3"
_SHIFT = "2"


class PlacedKey(events.Key):
    """A key with the name of its position as well: `base` is its name in the base layout."""

    def __init__(self, key: str, character: str | None, base: str) -> None:
        super().__init__(key, character)
        self._base = base

    @property
    def aliases(self) -> list[str]:
        """The names of the key, that of its position last."""
        return [*super().aliases, self._base]


PlacedKey.handler_name = events.Key.handler_name


class InputParser(_xterm_parser.XTermParser):
    """Textual's parser, except that no input raises and no sequence is split into keys.

    A paste is one message, whatever it contains. Textual reads the sequences in it as keys.
    """

    def __init__(self, debug: bool = False) -> None:
        self._last_read = ""
        """The end of what Textual's parser has read since its last timeout: a start may be in it.
        """
        self._pasted: list[str] | None = None
        """The parts of a paste that has not ended; None outside of pastes."""
        self._unfinished = ""
        self._left_to_drop = 0
        self._is_within = False
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Yields the messages for an input."""
        while data:
            if self._pasted is None:
                data = yield from self._read_until_paste(data)
            else:
                data = yield from self._read_paste(self._pasted, data)

    def tick(self) -> Iterable[Message]:
        """Yields the keys of a sequence of which nothing more has come for a while."""
        was_waiting = self._timeout_time is not None
        yield from super().tick()
        if was_waiting and self._timeout_time is None:
            self._last_read = ""

    def _read_until_paste(self, data: str) -> Generator[Message, None, str]:
        """Yields the messages before a paste; returns what follows its start."""
        before = self._last_read
        _, _, rest = (before + data).partition(_PASTE_START)
        data = _STRING.sub("", data.removesuffix(rest))
        _, start, more = (before + data).partition(_PASTE_START)
        data = data.removesuffix(more)
        self._last_read = (before + data)[1 - len(_PASTE_START) :]
        if start:
            self._pasted, self._last_read = [], ""
        if data:  # no data would mean the end of the input
            yield from super().feed(data)
        return more + rest

    def _read_paste(self, parts: list[str], data: str) -> Generator[Message, None, str]:
        """Yields a paste if it ends in the data; returns what follows it.

        Textual's parser gets its start and its end alone, and yields an empty paste.
        """
        held = parts.pop() if parts else ""  # its last characters may begin the end
        text, end, rest = (held + data).partition(_PASTE_END)
        if not end:
            border = max(0, len(text) - len(_PASTE_END) + 1)
            parts += [text[:border], text[border:]]
            return ""
        self._pasted = None
        for _ in super().feed(end):
            yield events.Paste("".join([*parts, text]).replace("\x00", ""))
        return rest

    def parse_mouse_code(self, code: str) -> Message | None:
        """Returns the event of a mouse sequence; None if it is invalid."""
        with suppress(ValueError, ArithmeticError):
            return super().parse_mouse_code(code)
        return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """Returns the keys of a sequence; `Keys.Ignore` for one without a meaning."""
        if len(sequence) > 1:
            self._is_within, self._left_to_drop = False, 0
            found = self._keys_of(sequence)
            self._unfinished = "" if found or _READ_ELSEWHERE.match(sequence) else sequence
            return found
        if self._is_dropped(sequence, is_first=alt or sequence == "\x1b"):
            return ()
        return [each for each in self._read(sequence, alt=alt) if _is_whole(each)]

    def _keys_of(self, sequence: str) -> list[events.Key]:
        if _READ_ELSEWHERE.match(sequence):
            return []
        key = _KEY.fullmatch(sequence)
        found = self._read_key(key) if key and ":" in sequence else self._read(sequence)
        found = [each for each in found if _is_whole(each)]
        if found or sequence in _BEGINNINGS or not _IN_FULL.fullmatch(sequence):
            return found
        return [events.Key(Keys.Ignore, sequence)]

    def _read(self, sequence: str, *, alt: bool = False) -> list[events.Key]:
        """Parses as Textual does; returns no key if that fails."""
        with suppress(ValueError, OverflowError):  # an invalid character code
            return list(super()._sequence_to_key_events(sequence, alt))
        return []

    def _read_key(self, key: re.Match[str]) -> list[events.Key]:
        """Parses a key with parts that Textual does not know: other layouts and event types."""
        codes: list[str] = [*key[1].split(":"), "", ""]
        more: list[str] = [*key[2][1:].split(";"), ""]
        (code, shifted, base), (modifiers, typed) = codes[:3], more[:2]
        modifiers, _, happens = modifiers.partition(":")
        if happens == _RELEASED or not (code or typed):
            return []
        if modifiers == _SHIFT and not typed:
            typed = shifted
        found = self._read(f"\x1b[{code};{modifiers};{typed}{key[3]}")
        if not base or len(found) != 1:
            return found
        name = "".join(each.key for each in self._read(f"\x1b[{base};{modifiers}u"))
        if modifiers == _SHIFT:
            name = name.removeprefix("shift+").upper()
        return [PlacedKey(found[0].key, found[0].character, name)] if name else found

    def _is_dropped(self, character: str, *, is_first: bool) -> bool:
        """Returns whether the character belongs to an unknown sequence, which Textual splits."""
        if is_first:
            unfinished, self._unfinished = self._unfinished, ""
            if len(unfinished) > 2 and unfinished[1] in "[O":  # a shorter one is a key with Alt
                is_taken_apart_in_full = character == "\x1b"
                self._left_to_drop = len(unfinished) - (not is_taken_apart_in_full)
                self._is_within = len(unfinished) == LONGEST
        if self._left_to_drop:
            self._left_to_drop -= 1
            return True
        if self._is_within:
            self._is_within = not _FINAL.match(character)
            return True
        return False


def _is_whole(key: events.Key) -> bool:
    """Returns whether the key's character contains no lone surrogate."""
    return not any("\ud800" <= sign <= "\udfff" for sign in key.character or "")
