"""Helpers killed, stopped and made to wait: what is heard afterwards, in a real recording."""

from __future__ import annotations

import os
import signal
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.cues import Cue, Sound
from tests.audio.playing import helpers_of, player_into, require

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.audio.rig import Rig

NEAR = 0.05
"""Seconds by which a cue may miss its moment after a fault."""
EVERY = 0.25
"""Seconds from cue to cue; a click ends long before the next."""

BACKENDS = ("simpleaudio", "miniaudio")

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="finds helpers in /proc")


def heard_at(rig: Rig, mark: int) -> list[float]:
    """The instants of all onsets since the mark."""
    onsets = rig.onsets(mark)
    start = rig.instant(mark)
    return [start + onset for onset in onsets]


def misses(heard: Iterable[float], planned: list[float]) -> list[float]:
    """How far each sound was from the nearest moment planned."""
    return [min(abs(instant - moment) for moment in planned) for instant in heard]


@pytest.mark.parametrize("backend", BACKENDS)
def test_after_each_of_ten_deaths_sound_is_back_within_a_second_in_its_place(
    rig: Rig, backend: str
) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        start, mark, deaths = time.monotonic(), rig.mark(), []
        player.play([Cue(place * EVERY, Sound.CLICK) for place in range(1, 60)])
        for turn in range(10):
            time.sleep(max(0.0, start + 1.0 + 1.2 * turn - time.monotonic()))
            deaths.append(time.monotonic())
            os.kill(helpers_of(os.getpid())[0], signal.SIGKILL)
        time.sleep(1.5)
        heard = heard_at(rig, mark)
    planned = [start + place * EVERY for place in range(1, 60)]
    assert max(misses(heard, planned)) < NEAR
    assert min(later - earlier for earlier, later in pairwise(heard)) > 0.2
    for death in deaths:
        assert any(death < instant < death + 1.0 for instant in heard)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_server_that_stood_still_plays_what_is_due_and_nothing_else(
    rig: Rig, backend: str
) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        start, mark = time.monotonic(), rig.mark()
        player.play([Cue(place * EVERY, Sound.CLICK) for place in range(1, 80)])
        time.sleep(1.5)
        before = heard_at(rig, mark)
        os.kill(rig.server, signal.SIGSTOP)
        try:
            time.sleep(10.0)
        finally:
            os.kill(rig.server, signal.SIGCONT)
        back, mark = time.monotonic(), rig.mark()
        time.sleep(2.5)
        heard = heard_at(rig, mark)
    planned = [start + place * EVERY for place in range(1, 80)]
    assert len(before) >= 4
    due = [instant for instant in heard if instant > back]
    assert due[0] < back + 1.0
    assert max(misses(due, planned)) < NEAR
    assert len(heard) - len(due) <= 1, "more than the server had taken before it stood still"


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_helper_that_was_stopped_is_replaced(rig: Rig, backend: str) -> None:
    require(backend)
    with player_into(rig, backend) as player:
        player.play([Cue(place * EVERY, Sound.CLICK) for place in range(1, 40)])
        time.sleep(1.0)
        stopped = time.monotonic()
        os.kill(helpers_of(os.getpid())[0], signal.SIGSTOP)
        time.sleep(2.0)
        mark = rig.mark()
        time.sleep(1.0)
        assert time.monotonic() - stopped < 5.0
        assert len(rig.onsets(mark)) >= 3
