"""Makes texts fit for a terminal, a record or a message: without controls, quoted, cut short."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is slow to import, and nearly every text is plain
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterable

REPLACEMENT = "\ufffd"
"""The replacement character; by its name, the compiler would load `unicodedata`."""
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
"""Invisible characters that change the direction of the text after them."""
UNWANTED = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{DIRECTIONS}\ud800-\udfff"
"""A character set for a regular expression: `DIRECTIONS`, the control characters (C0 except tab and
line ends, DEL, C1), and lone surrogates."""

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
SIGNS |= {"≥": ">=", "≤": "<=", "▲": "^", "▼": "v"}
SIGNS["↑↓"] = "up/down"
"""The ASCII text for a sign, or for a pair of signs, that an encoding lacks."""
_LETTERS = (
    "ß=ss æ=ae ø=o ł=l đ=d ð=d þ=th œ=oe ı=i ħ=h ŋ=ng ə=e "
    "а=a б=b в=v г=g ґ=g д=d е=e ё=yo є=ye ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r "
    "с=s т=t у=u ў=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ђ=dj ј=j љ=lj њ=nj ћ=c "
    "џ=dz ѕ=dz ѓ=g ќ=k "
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f "
    "χ=ch ψ=ps ω=o"
)
LETTERS = dict(each.split("=") for each in _LETTERS.split())
"""The plain Latin spelling of small letters that are not a Latin letter with an accent."""
# Compiled when a text needs them.
_SIGN = "↑↓|[^\x00-\x7f]"
_LINE_END = r"\r\n?"
_UNWANTED = f"[{UNWANTED}]"
_NOT_DRAWN = f"[\t\n\r{UNWANTED}]"
_NOT_ON_A_LINE = f"[\t\n\r\u2028\u2029{UNWANTED}]"
_DIRECTION = f"[{DIRECTIONS}]"
_BREAK = r"[\t\n]+"
KNOWN = "known are: "
_LONGEST_SHOWN = 40
_SHORTEST_LIKE = 3
"""A shorter word is like too many others to guess from."""
_LEAST_LIKE = 0.7
"""How much of two words must be alike, from 0 to 1 [ours]: one typing error in three letters."""
_LARGEST_SHOWN = 10**15
"""Python refuses to write out integers of thousands of digits."""


def storable_text(text: str) -> str:
    """Returns the text as a record may hold it: without `DIRECTIONS`, U+FFFD for the unwanted."""
    if text.isprintable():
        return text
    return _replaced(_UNWANTED, _in_place_of, _replaced(_LINE_END, "\n", text))


def storable_name(text: str) -> str:
    """Returns `storable_text` on one line: tabs and line breaks become spaces."""
    return text if text.isprintable() else _replaced(_BREAK, " ", storable_text(text))


def terminal_text(text: str) -> str:
    r"""Returns the text as it may be sent to a terminal: unwanted characters are escaped (\x1b)."""
    if text.isprintable():
        return text
    return _replaced(_UNWANTED, _written_out, _replaced(_LINE_END, "\n", text))


def line_text(text: str) -> str:
    """Returns `terminal_text` on one line: tabs and line ends are escaped, too."""
    return text if text.isprintable() else _replaced(_NOT_ON_A_LINE, _written_out, text)


def encodable_text(text: str, encoding: str) -> str:
    """Returns the text with replacements for the characters that the encoding lacks.

    A letter loses its accent or is written in Latin letters. Any other character without a
    replacement becomes a question mark.

    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _replaced(_SIGN, lambda found: _in_plain_signs(found[0], encoding), text)
    return text


def _in_plain_signs(sign: str, encoding: str) -> str:
    import unicodedata  # costs the start a millisecond

    bare = unicodedata.normalize("NFKD", sign)
    small = next((each for each in (sign.lower(), bare[:1].lower()) if each in LETTERS), None)
    latin = LETTERS[small] if small else ""
    if sign != sign.lower():
        latin = latin.capitalize()
    for plain in (sign, SIGNS.get(sign, ""), latin, bare):
        known = "".join(each for each in plain if not unicodedata.combining(each))
        try:
            if known and known.encode(encoding):
                return known
        except UnicodeEncodeError:
            continue
    return "?" if latin or small is None else ""


def screen_text(text: str) -> str:
    """Returns the text without controls, tabs and line ends, which have no width on a screen."""
    return text if text.isprintable() else _replaced(_NOT_DRAWN, "", text)


def _replaced(pattern: str, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
    import re

    return re.sub(pattern, replacement, text)


def _in_place_of(found: re.Match[str]) -> str:
    is_direction = not _replaced(_DIRECTION, "", found[0])
    return "" if is_direction else REPLACEMENT


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


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
