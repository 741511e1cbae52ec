"""What is read from the sequences a terminal sends."""

from __future__ import annotations

import random
import sys

import pytest
from textual.events import Key

if sys.platform == "win32":
    pytest.skip("Windows tells keys otherwise", allow_module_level=True)

from calf_tui.platform.key_sequences import KeySequences, PlacedKey
from tests.effort import examples
from tests.platform.sequences import BAD, random_sequence


def keys_of(typed: str) -> list[tuple[str, str | None]]:
    messages = KeySequences().feed(typed)
    return [(each.key, each.character) for each in messages if isinstance(each, Key)]


@pytest.mark.parametrize("sequence", [*BAD, "\x1b[1114112u", "\x1b[55296u", "\x1b[97;1;55296u"])
def test_a_sequence_takes_nothing_after_it_along(sequence: str) -> None:
    assert keys_of(f"{sequence}q")[-1] == ("q", "q")


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("\x1b[120u", [("x", "x")]),
        ("\x1b[120;1u", [("x", "x")]),
        ("\x1b[120:88;2u", [("X", "X")]),
        ("\x1b[120;1:2u", [("x", "x")]),
        ("\x1b[120;1:3u", []),
        ("\x1b[1;1:1A", [("up", None)]),
        ("\x1b[1;2A", [("shift+up", None)]),
        ("\x1b[1;1:3A", []),
        ("\x1b[13u", [("enter", "\r")]),
        ("\x1b[27u", [("escape", None)]),
        ("\x1b[1089::99;5u", [("ctrl+c", None)]),
        ("\x1b[99;5u", [("ctrl+c", None)]),
    ],
)
def test_a_key_in_the_kitty_protocol(sequence: str, keys: list[tuple[str, str | None]]) -> None:
    assert keys_of(sequence) == keys


@pytest.mark.parametrize(
    ("sequence", "character"), [("\x1b[1092::97;1u", "ф"), ("\x1b[1092:1060:97;2u", "Ф")]
)
def test_the_letter_in_its_place_is_noted_where_it_is_told(sequence: str, character: str) -> None:
    (key,) = KeySequences().feed(sequence)
    assert isinstance(key, PlacedKey)
    assert (key.character, key.latin_place) == (character, "a")


def test_whatever_is_sent_the_next_key_is_heard() -> None:
    seed = random.randrange(2**32)
    chance, sequences = random.Random(seed), KeySequences()
    for _ in range(examples(100_000)):
        sequence = random_sequence(chance)
        list(sequences.feed(sequence))
        *_, last = sequences.feed("\x1b[201~q")
        assert isinstance(last, Key), f"{sequence!r}, seed {seed}"
        assert last.key == "q", f"{sequence!r}, seed {seed}"
