"""Texts without the characters that command a terminal, turn its direction, or are none."""

from __future__ import annotations

import re
from contextlib import suppress

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
"""Invisible characters that turn the direction of the text after them."""
UNWANTED = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{DIRECTIONS}\ud800-\udfff"
"""For a set in a regular expression: these, the controls (C0 but for tab and line ends, DEL, C1),
and the halves of surrogate pairs."""

_PLAIN = {
    '"': "“”„«»",
    "'": "‘’",
    "-": "–—−－─━╌┈·○▔",
    "#": "█▄▌▐▀▅▆▇▃▂▁▒◼◆",
    "*": "●✓•",
    "|": "▏▕",
    ".": "‖",
    "=": "◐",
    ">": "▶▷",
}
SIGNS = {sign: plain for plain, signs in _PLAIN.items() for sign in signs}
SIGNS |= {"×": "x", "…": "...", "→": "->", "←": "<-", "↑": "up", "↓": "down", "±": "+/-"}
SIGNS |= {"≥": ">=", "≤": "<=", "▲": "^", "▼": "v", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l"}
SIGNS["↑↓"] = "up/down"
"""What stands for a sign, or for two, where there is no code for it."""
_SIGN = re.compile("↑↓|[^\x00-\x7f]")
_LINE_END = re.compile(r"\r\n?")
_UNWANTED = re.compile(f"[{UNWANTED}]")
_NOT_DRAWN = re.compile(f"[\t\n\r{UNWANTED}]")
_DIRECTION = re.compile(f"[{DIRECTIONS}]")
_BREAK = re.compile(r"[\t\n]+")


def storable_text(text: str) -> str:
    """The text as a record may keep it; tabs and line breaks stay.

    What turns the direction goes, the others become U+FFFD.
    """
    if text.isprintable():
        return text
    return _UNWANTED.sub(_in_place_of, _LINE_END.sub("\n", text))


def storable_name(text: str) -> str:
    """The same for a name, which is one line: tabs and line breaks become spaces."""
    return text if text.isprintable() else _BREAK.sub(" ", storable_text(text))


def terminal_text(text: str) -> str:
    r"""The text as it may be sent to a terminal: what is unwanted in it is written out (\x1b)."""
    if text.isprintable():
        return text
    return _UNWANTED.sub(_written_out, _LINE_END.sub("\n", text))


def encodable_text(text: str, encoding: str) -> str:
    """Returns the text with what the encoding has no code for written in plainer signs.

    A letter loses its accent; what nothing stands for becomes a question mark.
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _SIGN.sub(lambda found: _in_plain_signs(found[0], encoding), text)
    return text


def _in_plain_signs(sign: str, encoding: str) -> str:
    import unicodedata  # costs the start a millisecond

    for plain in (sign, SIGNS.get(sign, ""), unicodedata.normalize("NFKD", sign)):
        known = "".join(each for each in plain if not unicodedata.combining(each))
        with suppress(UnicodeEncodeError):
            if known and known.encode(encoding):
                return known
    return "?"


def screen_text(text: str) -> str:
    """The text as it may be drawn, as many cells wide as it was: controls take none."""
    return text if text.isprintable() else _NOT_DRAWN.sub("", text)


def _in_place_of(found: re.Match[str]) -> str:
    return "" if _DIRECTION.match(found[0]) else REPLACEMENT


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
