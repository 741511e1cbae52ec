"""simpleaudio is known to crash on newer Pythons; here it plays on and on."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.matching import found, origin_of
from tests.audio.recordings.playing import helpers_of, player_into, require

if TYPE_CHECKING:
    from tests.audio.recordings.rig import Rig

AT = 0.5
APART = 529 / RATE
"""Seconds: a whole number of samples, so that sounds that overlap do so as planned."""


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="finds helpers in /proc")
def test_one_helper_plays_a_thousand_sounds_through_simpleaudio(rig: Rig) -> None:
    require("simpleaudio")
    cues = [Cue(AT, Sound.GO), *(Cue(AT + 1 + n * APART, Sound.CLICK) for n in range(1000))]
    with player_into(rig, "simpleaudio") as player:
        mark, helper = rig.mark(), helpers_of(os.getpid())[0]
        player.play(cues)
        time.sleep(cues[-1].at + 0.5)  # a sound server plays in real time
        assert (player.status(), helpers_of(os.getpid())[0]) == ("simpleaudio", helper)
    heard = rig.heard(mark)
    pieces = found(cues, heard, origin_of(cues, heard, AT))
    assert len(pieces) > 200
    assert [piece.at for piece in pieces if piece.shift is None] == []
