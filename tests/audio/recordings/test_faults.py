"""Helpers killed, stopped and made to wait: what is heard afterwards, in a real recording."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.backend_choice import SERVER_AHEAD
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.load import blame_the_machine
from tests.audio.recordings.playing import frozen, helpers_of, player_into, require

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.audio.recordings.rig import Rig

NEAR = 0.05
"""Seconds by which a cue may miss its moment after a fault."""
EVERY = 0.25
"""Seconds from cue to cue; a click ends long before the next."""
CATCHING_UP = 0.25
"""Seconds in which a server that stood still plays what it had."""

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


def test_a_server_that_stood_still_plays_what_is_due_and_nothing_else(
    rigs: tuple[Rig, ...],
) -> None:
    sinks = dict(zip(BACKENDS, rigs, strict=False))
    with ExitStack() as stack:
        players = []
        for backend, rig in sinks.items():
            require(backend)
            players.append(stack.enter_context(player_into(rig, backend)))
        start, marks = time.monotonic(), {backend: rig.mark() for backend, rig in sinks.items()}
        for player in players:
            player.play([Cue(place * EVERY, Sound.CLICK) for place in range(1, 80)])
        time.sleep(1.5)  # here and below: a sound server plays in real time
        before = {backend: heard_at(rig, marks[backend]) for backend, rig in sinks.items()}
        with frozen(rigs[0].server):
            time.sleep(10.0)
        back, marks = time.monotonic(), {backend: rig.mark() for backend, rig in sinks.items()}
        time.sleep(2.5)
        after = {backend: heard_at(rig, marks[backend]) for backend, rig in sinks.items()}
    planned = [start + place * EVERY for place in range(1, 80)]
    for backend in BACKENDS:
        assert len(before[backend]) >= 4
        # What the server had taken before it stood still comes first, all at once.
        due = [instant for instant in after[backend] if instant > back + CATCHING_UP]
        if due[0] >= back + 1.0 or max(misses(due[1:], planned)) >= NEAR:
            blame_the_machine(rigs[-1])
        assert due[0] < back + 1.0
        assert max(misses(due[1:], planned)) < NEAR  # the first may be one that is late
        assert len(after[backend]) - len(due) <= (SERVER_AHEAD + CATCHING_UP) / EVERY


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
