"""Random sequences such as terminals send for keys: valid, half valid and not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

BAD = ("\x1b[1092::97;1u", "\x1b[47:63;2u", "\x1b[109;1:3u", "\x1b[1;1:1A")
"""Each ended the app once."""
_NUMBERS = ("", "0", "1", "3", "27", "97", "120", "1092", "55296", "1114112", "99999999999", "-1")
_ENDS = "uABCDEFHPQRS~MmtcynIOZ$"


def random_sequence(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(BAD)
    if kind < 0.3:
        return "".join(chr(chance.randrange(0x250)) for _ in range(chance.randrange(1, 12)))
    fields = [
        ":".join(chance.choice(_NUMBERS) for _ in range(chance.choice((1, 1, 2, 3))))
        for _ in range(chance.randrange(5))
    ]
    start = chance.choice(("\x1b[", "\x1b[", "\x1b[<", "\x1b[?", "\x1bO", "\x1b[48;", "\x1b\x1b["))
    sequence = start + ";".join(fields) + chance.choice(("", "$")) + chance.choice(_ENDS)
    return sequence[: chance.randrange(1, len(sequence) + 1)] if kind < 0.5 else sequence
