"""The real helper plays into a real sound server, and what was heard is measured."""

from __future__ import annotations

import os
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE
from calf_tui.audio.worker.track_rendering import UNDERTONE_STRENGTH
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.load import blame_the_machine
from tests.audio.recordings.playing import BACKENDS, helpers_of, player_into, require, taken_by
from tests.audio.recordings.rig import distances

if TYPE_CHECKING:
    from tests.audio.recordings.rig import Rig

APART = 0.5
COUNT = 6
AHEAD = 0.5
"""Seconds of silence before the first beep: a device needs a moment to get into step."""
PUNCTUAL = 0.04
"""Seconds by which the first beep may miss its moment."""
SOON = 0.06
"""Seconds from a key to silence."""


@pytest.mark.parametrize("backend", ["paplay", "aplay"])
def test_beeps_are_heard_as_far_apart_as_planned(rig: Rig, backend: str) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        mark = rig.mark()
        player.play([Cue(AHEAD + place * APART, Sound.TICK) for place in range(COUNT)])
        time.sleep(AHEAD + COUNT * APART + 0.3)  # here and below: a sound server plays in real time
    heard = distances(rig.onsets(mark))
    assert heard == pytest.approx([APART] * (COUNT - 1), abs=0.0005)


@pytest.mark.parametrize("first", [0.0, 0.7])
@pytest.mark.parametrize("backend", BACKENDS)
def test_the_first_beep_of_every_stretch_is_on_time(rig: Rig, backend: str, first: float) -> None:
    require(backend)
    missed = []
    with player_into(rig, backend) as player:
        for _ in range(3):
            mark, start = rig.mark(), time.monotonic()
            player.play([Cue(first, Sound.TICK), Cue(30.0, Sound.TICK)])
            time.sleep(first + 0.4)
            onsets = rig.onsets(mark)
            missed.append(rig.instant(mark) + onsets[0] - start - first)
    if max(map(abs, missed)) >= PUNCTUAL:
        blame_the_machine(rig)
    assert missed == pytest.approx([0.0] * 3, abs=PUNCTUAL)


@pytest.mark.parametrize("quiet_lead_in", [0.0, 1.0])
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_quiet_lead_in_keeps_the_device_awake_and_the_first_beep_on_time(
    rig: Rig, backend: str, quiet_lead_in: float
) -> None:
    require(backend)
    with player_into(rig, backend, quiet_lead_in) as player:
        mark, start = rig.mark(), time.monotonic()
        player.play([Cue(1.5, Sound.TICK), Cue(3.0, Sound.TICK)])
        time.sleep(3.8)
        onsets, played = rig.onsets(mark), rig.heard(mark)
        missed = rig.instant(mark) + onsets[0] - start - 1.5
    first = round(onsets[0] * RATE)
    before = played[first - round(0.9 * RATE) : first - round(0.01 * RATE)]
    between = played[first + RATE : first + round(1.4 * RATE)]
    for quiet in (before, between):
        silent = max(len(list(run)) for value, run in groupby(map(bool, (*quiet, 0))) if not value)
        assert (silent < RATE // 100) is bool(quiet_lead_in)
        assert max(map(abs, quiet)) <= FULL_SCALE * UNDERTONE_STRENGTH + 1
    assert distances(onsets) == pytest.approx([1.5], abs=0.001)
    if abs(missed) >= PUNCTUAL:
        blame_the_machine(rig)
    assert missed == pytest.approx(0.0, abs=PUNCTUAL)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_pause_is_silence_at_once_and_what_comes_after_it_is_on_time(
    rig: Rig, backend: str
) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        player.play([Cue(0.05, Sound.DOWN, 5.0), Cue(30.0, Sound.TICK)])
        time.sleep(0.8)
        mark, paused = rig.mark(), time.monotonic()
        player.play(())
        time.sleep(0.7)
        resumed = time.monotonic()
        player.play([Cue(0.5, Sound.TICK), Cue(30.0, Sound.TICK)])
        time.sleep(0.9)
        start, onsets, ends = rig.instant(mark), rig.onsets(mark), rig.ends(mark)
    silent = [start + end for end in ends if start + end < resumed]
    missed = start + onsets[-1] - resumed - 0.5
    if silent[:1] >= [paused + SOON] or abs(missed) >= PUNCTUAL:
        blame_the_machine(rig)
    assert silent[:1] < [paused + SOON]
    assert missed == pytest.approx(0.0, abs=PUNCTUAL)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_new_stretch_takes_the_place_of_the_old_and_a_stop_is_heard(
    rig: Rig, backend: str
) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        mark = rig.mark()
        player.play([Cue(0.6, Sound.WARNING), Cue(2.0, Sound.WARNING)])
        player.play([Cue(AHEAD, Sound.TICK), Cue(1.6, Sound.GO)])
        time.sleep(1.1)
        player.play(())
        time.sleep(1.2)
    assert len(rig.onsets(mark)) == 1


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads Linux's /proc")
@pytest.mark.parametrize("backend", BACKENDS)
def test_an_hour_of_cues_begins_on_time_and_takes_little_memory(rig: Rig, backend: str) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        before = taken_by(helpers_of(os.getpid())[0]).kilobytes
        mark, start = rig.mark(), time.monotonic()
        player.play([Cue(0.5 + place, Sound.TICK) for place in range(3600)])
        time.sleep(3.0)
        onsets = rig.onsets(mark)
        after = taken_by(helpers_of(os.getpid())[0]).kilobytes  # the spare starts meanwhile
        missed = rig.instant(mark) + onsets[0] - start - 0.5
    if abs(missed) >= PUNCTUAL:
        blame_the_machine(rig)
    assert missed == pytest.approx(0.0, abs=PUNCTUAL)
    assert after - before < 8000
