"""Which backend comes next, after what became of the helpers before."""

from __future__ import annotations

import pytest

from calf_tui.audio.backends import IN_ORDER, backends_to_try
from calf_tui.audio.supervision import (
    Supervision,
    pause_before_start,
    with_death,
    with_playing,
    with_tried,
)
from calf_tui.core.faults import Fault

ALL = ("simpleaudio", "miniaudio", "bell")


def started(state: Supervision) -> Supervision:
    """A helper that plays through the first backend it may try."""
    return with_playing(with_tried(state, state.names[0]), state.names[0])


def test_a_backend_that_kills_the_helper_in_its_probe_is_given_up_at_once() -> None:
    assert with_death(with_tried(Supervision(ALL), "simpleaudio"), 0.0).names == ALL[1:]


def test_backends_that_failed_their_probe_before_a_death_are_given_up_too() -> None:
    state = with_tried(with_tried(Supervision(ALL), "simpleaudio"), "miniaudio")
    assert with_death(state, 0.0).names == ("bell",)


def test_a_backend_that_plays_keeps_its_place_through_two_deaths_in_a_minute() -> None:
    state = with_death(started(Supervision(ALL)), 0.0)
    state = with_death(started(state), 10.0)
    assert state.names == ALL
    assert with_death(started(state), 59.0).names == ALL[1:]


def test_deaths_more_than_a_minute_ago_are_forgotten() -> None:
    state = Supervision(ALL)
    for minute in range(10):
        state = with_death(started(state), minute * 40.0)
    assert state.names == ALL


def test_a_helper_that_never_says_a_word_ends_all_hope_after_three_deaths() -> None:
    state = with_death(with_death(Supervision(ALL), 0.0), 0.1)
    assert state.names == ALL
    assert with_death(state, 0.2).names == ()


def test_a_first_death_costs_no_pause_and_later_ones_more_and_more() -> None:
    once = with_death(started(Supervision(ALL)), 0.0)
    twice = with_death(started(once), 0.0)
    assert pause_before_start(once) == 0.0
    assert 0.0 < pause_before_start(twice) < 1.0


@pytest.mark.parametrize(
    ("name", "bell", "names"),
    [
        ("", True, IN_ORDER),
        ("", False, IN_ORDER[:-1]),
        ("miniaudio", True, ("miniaudio",)),
        ("bell", False, ()),
        ("silence", True, ()),
    ],
)
def test_a_backend_asked_for_is_the_only_one_tried(
    name: str, bell: bool, names: tuple[str, ...]
) -> None:
    assert backends_to_try(name, bell=bell) == names


def test_a_backend_that_does_not_exist_is_the_runners_fault_and_says_which_do() -> None:
    with pytest.raises(Fault, match=r"'trumpet'.*simpleaudio, .*silence"):
        backends_to_try("trumpet")
