"""The real helper plays into a real sound server, and what was heard is measured."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.player import HelperPlayer
from calf_tui.core.cues import Cue, Sound
from tests.audio.rig import distances, wait_until

if TYPE_CHECKING:
    from tests.audio.rig import Rig

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
APART = 0.5
COUNT = 6
AHEAD = 0.5
"""Seconds of silence before the first beep: a device needs a moment to get into step."""


def require(backend: str) -> None:
    there = shutil.which(backend) or importlib.util.find_spec(backend)
    if not there:
        pytest.skip(f"{backend} is not installed")


@pytest.mark.parametrize("backend", ["simpleaudio", "miniaudio", "paplay"])
def test_beeps_are_heard_as_far_apart_as_planned(rig: Rig, backend: str) -> None:
    require(backend)
    command = rig.command(sys.executable, "-m", "calf_tui.audio.worker")
    player = HelperPlayer(SOUNDS, sound=backend, command=command)
    try:
        player.prepare()
        wait_until(lambda: player.status() == backend)
        mark = rig.mark()
        player.play([Cue(AHEAD + place * APART, Sound.TICK) for place in range(COUNT)])
        time.sleep(AHEAD + COUNT * APART + 0.3)
    finally:
        player.close()
    heard = distances(rig.onsets(mark))
    assert heard == pytest.approx([APART] * (COUNT - 1), abs=0.005)


@pytest.mark.parametrize("backend", ["simpleaudio", "miniaudio", "paplay"])
def test_a_new_stretch_takes_the_place_of_the_old_and_a_stop_is_heard(
    rig: Rig, backend: str
) -> None:
    require(backend)
    command = rig.command(sys.executable, "-m", "calf_tui.audio.worker")
    player = HelperPlayer(SOUNDS, sound=backend, command=command)
    try:
        player.prepare()
        wait_until(lambda: player.status() == backend)
        mark = rig.mark()
        player.play([Cue(0.6, Sound.WARNING), Cue(2.0, Sound.WARNING)])
        player.play([Cue(AHEAD, Sound.TICK), Cue(1.6, Sound.GO)])
        time.sleep(1.1)
        player.stop()
        time.sleep(1.2)
    finally:
        player.close()
    assert len(rig.onsets(mark)) == 1
