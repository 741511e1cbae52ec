"""A stretch that no helper took on is told whole; of one that was taken on, what is to come."""

from __future__ import annotations

from calf_tui.audio.host.wanted_track import Wish
from calf_tui.audio.protocol import Command
from calf_tui.core.cues.cue import Cue, Sound

CUES = (Cue(10.0, Sound.PAUSE), Cue(12.0, Sound.TICK))


def told(now: float) -> Wish:
    """A wish for both cues that a helper was told."""
    wish = Wish()
    wish.play(CUES)
    assert wish.next_command(now) == Command("play", CUES)
    return wish


def test_the_next_helper_is_told_all_that_the_one_before_did_not_take_on() -> None:
    wish = told(10.0)
    wish.tell_another()
    assert wish.next_command(10.01) == Command("play", CUES)


def test_that_the_next_helper_lives_does_not_mean_that_it_took_anything_on() -> None:
    wish = told(10.0)
    wish.tell_another()
    wish.note_done()
    assert wish.next_command(10.01) == Command("play", CUES)


def test_what_was_taken_on_is_not_begun_again_by_another() -> None:
    wish = told(10.0)
    wish.note_done()
    wish.tell_another()
    wish.note_done()
    assert wish.next_command(10.01) == Command("play", CUES[1:])
