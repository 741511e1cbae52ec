"""A stretch that no helper took on is told whole; of one that was taken on, what is to come."""

from __future__ import annotations

from calf_tui.audio.host.process_pool import WantedTrack
from calf_tui.audio.protocol import Command
from calf_tui.core.session.cue import Cue, Sound

CUES = (Cue(10.0, Sound.PAUSE), Cue(12.0, Sound.TICK))


def told(now: float) -> WantedTrack:
    """A track of both cues that a helper was told."""
    wanted = WantedTrack()
    wanted.play(CUES)
    assert wanted.next_command(now) == Command("play", CUES)
    return wanted


def test_the_next_helper_is_told_all_that_the_one_before_did_not_take_on() -> None:
    wanted = told(10.0)
    wanted.send_again()
    assert wanted.next_command(10.01) == Command("play", CUES)


def test_that_the_next_helper_lives_does_not_mean_that_it_took_anything_on() -> None:
    wanted = told(10.0)
    wanted.send_again()
    wanted.note_done()
    assert wanted.next_command(10.01) == Command("play", CUES)


def test_what_was_taken_on_is_not_begun_again_by_another() -> None:
    wanted = told(10.0)
    wanted.note_done()
    wanted.send_again()
    wanted.note_done()
    assert wanted.next_command(10.01) == Command("play", CUES[1:])
