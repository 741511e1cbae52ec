"""Reads JSON from any source: replaces unwanted characters, and accepts all that Python accepts."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from calf_tui.core.text.sanitizing import UNWANTED, storable_text

_HEX = b"[0-9a-fA-F]"
_ESCAPED = re.compile(
    rb"\\(?:\\"  # a backslash, which escapes nothing after it
    rb"|u[dD][89abAB]..\\u[dD][c-fC-F].."  # a whole pair
    rb"|([bf]|r(?:\\n)?|u(?:00(?:0[0-8b-fB-F]|1" + _HEX + rb"|7[fF]|[89]" + _HEX + rb")"
    rb"|061[cC]|200[eEfF]|202[a-eA-E]|206[6-9a-fA-F]|[dD][89a-fA-F]" + _HEX * 2 + rb")))"
)
_RAW = re.compile(f"[{UNWANTED}]")


MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""The byte order marks with which a file may begin, and the encodings they mean."""


def in_utf_8(data: bytes) -> bytes:
    """Returns a text in UTF-8 without a byte order mark; raises ValueError if it is invalid."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "")
    if not encoding:
        return data
    try:
        return data.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None


def plain_json(data: bytes) -> tuple[bytes, int]:
    r"""Returns the JSON with every unwanted character replaced, and how many there were.

    Escapes such as \\u001b are replaced too. Raises ValueError if it is not UTF-8; lone surrogates
    are allowed, as in Python's `json`.
    """
    replaced = 0

    def of_escape(found: re.Match[bytes]) -> bytes:
        nonlocal replaced
        if found[1] is None:
            return found[0]
        replaced += found[1][:1] != b"r"  # another line ending is not reported
        return json.dumps(storable_text(json.loads(b'"%s"' % found[0])))[1:-1].encode()

    if b"\x7f" in data or not data.isascii():
        try:
            text, replaced = plain_raw(data.decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            raise ValueError("it is not text in UTF-8") from None
        data = text.encode()
    if b"\\" in data:
        data = _ESCAPED.sub(of_escape, data)
    return data, replaced


def plain_raw(text: str) -> tuple[str, int]:
    """Does the same for a text; its escapes and line ends stay as they are."""
    return _RAW.subn(lambda found: storable_text(found[0]), text)


def read_json(data: bytes) -> Any:
    """Decodes JSON, with huge numbers, NaN and infinities as None; raises ValueError."""
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise ValueError("its values lie too deep in one another") from None
    except ValueError:
        pass
    try:
        return json.loads(data.decode(), parse_int=_number, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("its values lie too deep in one another") from None


def _number(digits: str) -> float:
    try:
        return int(digits)
    except ValueError:  # Python refuses thousands of digits
        return float(digits)
