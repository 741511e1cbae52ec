"""A guess is made only from a word that is much like a known one."""

from __future__ import annotations

import pytest

from calf_tui.core.text.sanitizing import alike, nearest
from calf_tui.ui.keys.keymap_check import keymap_problems

COMMANDS = ("start", "stats", "log", "plans", "history", "list", "a", "z")


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
