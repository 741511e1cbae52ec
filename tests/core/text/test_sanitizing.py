from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.sanitizing import (
    alike,
    encodable_text,
    line_text,
    nearest,
    screen_text,
    storable_name,
    storable_text,
    terminal_text,
)
from calf_tui.ui.keys.keymap_check import keymap_problems

COMMANDS = ("start", "stats", "log", "plans", "history", "list", "a", "z")


@pytest.mark.parametrize(
    ("text", "kept", "sent"),
    [
        ("größer ✓ 👩‍🚀", "größer ✓ 👩‍🚀", "größer ✓ 👩‍🚀"),
        ("a\x1b]2;T\x07", "a\ufffd]2;T\ufffd", "a\\x1b]2;T\\x07"),
        ("\x9b2J\x7f", "\ufffd2J\ufffd", "\\x9b2J\\x7f"),
        ("ab\u202ecd", "abcd", "ab\\u202ecd"),
        ("half \ud83d", "half \ufffd", "half \\ud83d"),
        ("two\r\nlines\rthree\t", "two\nlines\nthree\t", "two\nlines\nthree\t"),
    ],
)
def test_what_is_unwanted_is_replaced_or_written_out(text: str, kept: str, sent: str) -> None:
    assert (storable_text(text), terminal_text(text)) == (kept, sent)


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("“Größe” – 3 × 15 · ↑↓ →", "utf-8", "“Größe” – 3 × 15 · ↑↓ →"),
        ("“Größe” – 3 × 15 · ↑↓ →", "latin-1", '"Größe" - 3 × 15 · up/down ->'),
        ("“Größe” – 3 × 15 · ↑ →", "ascii", '"Grosse" - 3 x 15 - up ->'),
        ("ﬁt, łódź, 日", "ascii", "fit, lodz, ?"),
        ("Łódź, Đorđe, Øre, ŒUVRE", "ascii", "Lodz, Dorde, Ore, OeUVRE"),
        ("ключ, Щука, подъезд, Ёлка, їжак", "ascii", "klyuch, Shchuka, podezd, Yolka, yizhak"),
        ("ключ", "latin-1", "klyuch"),
        ("ключ", "koi8-r", "ключ"),
        ("Γάμπα, ώμος, Ψυχή", "ascii", "Gampa, omos, Psychi"),
    ],
)
def test_what_has_no_code_is_written_in_plainer_signs(
    text: str, encoding: str, written: str
) -> None:
    assert encodable_text(text, encoding) == written


def test_a_name_is_one_line() -> None:
    assert storable_name("Daily\r\n\tsix") == "Daily six"


def test_in_a_message_a_text_stands_on_one_line_with_its_controls_written_out() -> None:
    assert line_text("a\x1b[2J\t\r\nb\u2028\u202e") == "a\\x1b[2J\\x09\\x0d\\x0ab\\u2028\\u202e"
    assert line_text("größer ✓ 👩‍🚀") == "größer ✓ 👩‍🚀"


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs"]) | st.characters()))
def test_no_control_and_no_turned_direction_is_left(text: str) -> None:
    for made, allowed in (
        (storable_text(text), "\t\n"),
        (storable_name(text), ""),
        (terminal_text(text), "\t\n"),
        (screen_text(text), ""),
    ):
        assert not [s for s in made if unicodedata.category(s) in ("Cc", "Cs") and s not in allowed]
        assert not set(made) & set("\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
    assert storable_text(storable_text(text)) == storable_text(text)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("strat", "start"),
        ("sart", "start"),
        ("plan", "plans"),
        ("hist", "history"),
        ("zz", ""),
        ("zzz", ""),
        ("q", ""),
        ("dog", ""),
        ("undo", ""),
        ("squat", ""),
        ("", ""),
    ],
)
def test_what_is_little_like_anything_is_not_guessed(word: str, meant: str) -> None:
    assert alike(word, COMMANDS) == meant


def test_without_a_guess_all_are_named() -> None:
    assert nearest("strat", COMMANDS) == 'did you mean "start"?'
    assert nearest("zz", ("start", "stop")) == "known are: start, stop"


def test_a_key_that_there_is_not_is_not_taken_for_a_letter() -> None:
    problems = keymap_problems({"live.pause": "zz", "live.mute": "spcae"})
    assert problems["live.pause"] == "there is no key zz"
    assert problems["live.mute"] == "there is no key spcae; did you mean space?"
