"""Which backend comes next, after what became of the helpers before."""

from __future__ import annotations

import pytest

from calf_tui.audio.backend_choice import IN_ORDER, backends_to_try
from calf_tui.audio.host.restart_policy import (
    STALL_SECONDS_ALLOWED,
    TRY_AGAIN_AFTER,
    Heartbeat,
    RestartPolicy,
)
from calf_tui.core.errors import UserError

ALL = ("simpleaudio", "miniaudio", "bell")


def started(state: RestartPolicy) -> RestartPolicy:
    """A helper that plays through the first backend it may try."""
    return state.after_start().after_trying(state.names[0]).after_playing(state.names[0], 0.0)


def test_a_backend_that_kills_the_helper_in_its_probe_is_given_up_at_once() -> None:
    assert RestartPolicy(ALL).after_trying("simpleaudio").after_death(0.0).names == ALL[1:]


def test_backends_that_failed_their_probe_before_a_death_are_given_up_too() -> None:
    state = RestartPolicy(ALL).after_trying("simpleaudio").after_trying("miniaudio")
    assert state.after_death(0.0).names == ("bell",)


def test_a_backend_that_plays_keeps_its_place_through_two_deaths_in_a_minute() -> None:
    state = started(RestartPolicy(ALL)).after_death(0.0)
    state = started(state).after_death(10.0)
    assert state.names == ALL
    assert started(state).after_death(59.0).names == ALL[1:]


def test_deaths_more_than_a_minute_ago_are_forgotten() -> None:
    state = RestartPolicy(ALL)
    for minute in range(10):
        state = started(state).after_death(minute * 40.0)
    assert state.names == ALL


def test_a_helper_that_never_says_a_word_ends_all_hope_after_three_deaths() -> None:
    state = RestartPolicy(ALL).after_death(0.0).after_death(0.1)
    assert state.names == ALL
    assert state.after_death(0.2).names == ()


def test_a_first_death_costs_no_pause_and_later_ones_more_and_more() -> None:
    once = started(RestartPolicy(ALL)).after_death(0.0)
    twice = started(once).after_death(0.0)
    assert once.pause_before_start == 0.0
    assert 0.0 < twice.pause_before_start < 1.0


def test_the_last_one_that_is_more_than_a_bell_is_kept_longer() -> None:
    state = RestartPolicy(("miniaudio", "bell"))
    for second in range(11):
        state = started(state).after_death(float(second))
    assert state.names == ("miniaudio", "bell")
    assert started(state).after_death(11.0).names == ("bell",)


def test_a_device_that_halts_is_given_up_when_it_does_not_come_back() -> None:
    state = started(RestartPolicy(ALL))
    for second in range(int(STALL_SECONDS_ALLOWED) + 1):
        state = state.after_stall(float(second))
    assert state.names == ALL
    assert state.after_stall(STALL_SECONDS_ALLOWED + 1.0).names == ALL[1:]


def test_halts_far_apart_are_not_one() -> None:
    state = started(RestartPolicy(ALL))
    for minute in range(5):
        state = state.after_stall(minute * 60.0)
    assert state.names == ALL


def test_what_was_given_up_is_tried_again_after_some_minutes_or_when_asked() -> None:
    state = RestartPolicy(ALL).after_trying("simpleaudio").after_death(100.0)
    assert not state.is_time_to_try_again(99.0 + TRY_AGAIN_AFTER)
    assert state.is_time_to_try_again(100.0 + TRY_AGAIN_AFTER)
    assert state.with_another_try().is_time_to_try_again(101.0)
    assert not state.after_trial(300.0).is_time_to_try_again(400.0)
    assert not RestartPolicy(ALL).with_another_try().is_time_to_try_again(1e9)


@pytest.mark.parametrize(("name", "given_up"), [("simpleaudio", None), ("miniaudio", 300.0)])
def test_a_backend_that_recovered_takes_its_place_again(name: str, given_up: float | None) -> None:
    state = RestartPolicy(ALL).after_trying("miniaudio").after_death(100.0)
    state = state.after_trial(299.0).after_recovery(name, 300.0)
    assert state.names == ALL[ALL.index(name) :]
    assert state.given_up == given_up


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
    with pytest.raises(UserError, match=r'"trumpet".*simpleaudio, .*silence'):
        backends_to_try("trumpet")


def test_a_beat_is_waited_for_and_the_next_is_counted_from_it() -> None:
    heartbeat = Heartbeat(0.5, 10.0)
    assert heartbeat.wait(10.25) == 0.25
    assert not heartbeat.is_due(10.4)
    assert heartbeat.is_due(10.55)
    assert not heartbeat.is_late
    assert not heartbeat.is_due(11.0)
    assert heartbeat.is_due(11.05)


def test_after_a_beat_that_came_late_the_next_one_is_awaited() -> None:
    heartbeat = Heartbeat(0.5, 10.0)
    assert heartbeat.is_due(11.5)
    assert heartbeat.is_late
    assert heartbeat.wait(11.5) == 0.5
    assert heartbeat.is_due(12.0)
    assert not heartbeat.is_late


def test_a_pause_before_a_start_is_waited_for_as_well() -> None:
    heartbeat = Heartbeat(0.5, 10.0)
    assert heartbeat.may_start(10.0)
    heartbeat.delay_start(10.25)
    assert heartbeat.wait(10.0) == 0.25
    assert not heartbeat.may_start(10.2)
    assert heartbeat.may_start(10.25)
    assert heartbeat.wait(10.25) == 0.25
