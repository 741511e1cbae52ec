"""Beats are counted from when they are heard, and one that is heard late is known as such."""

from __future__ import annotations

from calf_tui.audio.host.heartbeat import Heartbeat


def test_a_beat_is_waited_for_and_the_next_is_counted_from_it() -> None:
    beat = Heartbeat(0.5, 10.0)
    assert beat.wait(10.25) == 0.25
    assert not beat.is_due(10.4)
    assert beat.is_due(10.55)
    assert not beat.is_late
    assert not beat.is_due(11.0)
    assert beat.is_due(11.05)


def test_after_a_beat_that_came_late_the_next_one_is_awaited() -> None:
    beat = Heartbeat(0.5, 10.0)
    assert beat.is_due(11.5)
    assert beat.is_late
    assert beat.wait(11.5) == 0.5
    assert beat.is_due(12.0)
    assert not beat.is_late


def test_a_pause_before_a_start_is_waited_for_as_well() -> None:
    beat = Heartbeat(0.5, 10.0)
    assert beat.may_start(10.0)
    beat.delay_start(10.25)
    assert beat.wait(10.0) == 0.25
    assert not beat.may_start(10.2)
    assert beat.may_start(10.25)
    assert beat.wait(10.25) == 0.25
