"""What a terminal sends, understood or not.

`CALF_TUI_FULL=1` has a hundred thousand random sequences read; the seed is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key

from calf_tui.platform.input_parser import InputParser
from tests.full import of_full, seeded
from tests.platform.sequences import random_sequence

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from textual.message import Message

SEQUENCES = of_full(100_000, 5_000)
PASTES = of_full(10_000, 300)
NUMBERS = ("", "0", "1", "2", "27", "97", "1092", "57441", "55296", "1114112", "9" * 12, "-1", "٣")
BREAKS = (":", ";", "::", "?", "<", "M", "$", " ")
FINALS = ("u", "~", "A", "M", "m", "R", "t", "I", "$y", "x", "")


def later(parser: InputParser) -> list[Message]:
    """What it makes of the last sequence, since nothing more of it came for a while."""
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    return list(parser.tick())


def keys_of(*typed: str) -> list[str]:
    """The keys that are understood; each text comes a moment after the one before."""
    parser = InputParser()
    found = []
    for text in typed:
        found += list(parser.feed(text))
        found += later(parser)
    return [each.key for each in found if isinstance(each, Key)]


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[:u",
        "\x1b[1114112u",
        "\x1b[55296u",
        "\x1b[0;;55296u",
        "\x1b[109;1:3u",
        "\x1b[1;1:3A",
        "\x1b[0x",
        "\x1b[999z",
        "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16x",
        "\x1bOz",
        "\x1b[12",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP1+r544e\x1b\\",
        "\x1b[<0;9x",
    ],
)
def test_what_cannot_be_understood_is_dropped_and_the_next_key_is_not(sequence: str) -> None:
    assert keys_of(sequence, "d") == ["d"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b[47:63;2u", "question_mark"),
        ("\x1b[97:65;2;65u", "A"),
        ("\x1b[1;1:1A", "up"),
        ("\x1b[109;1:2u", "m"),
        ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[[A", "f1"),
        ("\x1bx", "alt+x"),
        ("\x1b[", "left_square_bracket"),
        ("\x1bO", "alt+shift+o"),
        ("\x1b", "escape"),
        ("\x1b[1092;5u", "ctrl+ф"),
    ],
)
def test_what_can_be_understood_is(sequence: str, key: str) -> None:
    (found,) = keys_of(sequence)
    assert set(found.split("+")) == set(key.split("+"))


def test_every_sequence_that_textual_knows_stays_what_it_was() -> None:
    for sequence in ANSI_SEQUENCES_KEYS:
        theirs = [str(each) for each in XTermParser().feed(sequence)]
        assert [str(each) for each in InputParser().feed(sequence)] == theirs, repr(sequence)


@pytest.mark.parametrize(
    ("sequence", "names"),
    [
        ("\x1b[1092::97;1u", ["ф", "a"]),
        ("\x1b[1092:1060:97;2;1060u", ["Ф", "A"]),
        ("\x1b[1095::120;5u", ["ctrl+ч", "ctrl+x"]),
    ],
)
def test_the_place_of_a_key_is_one_of_its_names(sequence: str, names: list[str]) -> None:
    (key,) = InputParser().feed(sequence)
    assert isinstance(key, Key)
    assert key.aliases == names
    assert key.handler_name == "on_key"


def test_a_paste_comes_as_it_is() -> None:
    (paste,) = InputParser().feed("\x1b[200~x: 1;2u\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert paste.text == "x: 1;2u"


def in_chunks(text: str, chance: random.Random, most: int) -> Iterator[str]:
    while text:
        length = chance.randint(1, most)
        yield text[:length]
        text = text[length:]


@pytest.mark.parametrize("most", [1, 9, 10_000])
def test_no_key_comes_out_of_a_paste_however_it_arrives(most: int) -> None:
    chance = seeded("pastes")
    texts = ["", "\x1b", "a\x1bq", "\x1bq\x1b", "\x1b[201", "\x1b[I", "\x1b[200~", "\x1b]q\x07"]
    texts += [random_sequence(chance) for _ in range(PASTES)]
    typed = "".join(f"d\x1b[200~{each}\x1b[201~" for each in texts)
    parser = InputParser()
    found = [
        each.key if isinstance(each, Key) else getattr(each, "text", each)
        for chunk in in_chunks(typed, chance, most)
        for each in parser.feed(chunk)
    ]
    assert found == [found for each in texts for found in ("d", each.replace("\0", ""))]


def test_a_paste_waits_for_its_end_however_long_it_takes() -> None:
    parser = InputParser()
    assert list(parser.feed("\x1b[200~a\x1b")) == later(parser) == []
    assert list(parser.feed("q\x1b[20")) == later(parser) == []
    (paste, key) = parser.feed("1~d")
    assert isinstance(paste, events.Paste)
    assert paste.text == "a\x1bq"
    assert isinstance(key, Key)


def test_a_start_that_never_came_in_full_hides_no_key() -> None:
    assert keys_of("\x1b[20", "0~d")[-1] == "d"


def test_random_sequences_end_nothing() -> None:
    chance = seeded("sequences")
    known = list(ANSI_SEQUENCES_KEYS)
    parser = InputParser()
    for _ in range(SEQUENCES):
        for message in parser.feed(any_sequence(chance, known)):
            assert not isinstance(message, Key) or message.key
        if chance.random() < 0.1:
            later(parser)
    list(parser.feed("\x1b[201~" + "z" * 40))
    assert [message.key for message in parser.feed("d") if isinstance(message, Key)] == ["d"]


def any_sequence(chance: random.Random, known: list[str]) -> str:
    """Random, or half valid."""
    way = chance.randrange(4)
    if way == 0:
        return "".join(chr(chance.randrange(0xD7FF)) for _ in range(chance.randrange(1, 6)))
    if way == 1:
        whole = chance.choice(known)
        return whole[: chance.randrange(1, len(whole) + 1)]
    if way == 2:
        return "\x1b" + "".join(
            chr(chance.randrange(0x20, 0x7F)) for _ in range(chance.randrange(9))
        )
    parts = [chance.choice(chance.choice((NUMBERS, BREAKS))) for _ in range(chance.randrange(8))]
    return "\x1b[" + "".join(parts) + chance.choice(FINALS)
