"""A busy machine, and what its sound server makes of it."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import time
from array import array
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.backend_choice import SERVER_AHEAD
from calf_tui.audio.sounds.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.audio.recordings.rig import Rig
    from tests.terminal import Terminal

_BEAT = 0.25
_CLICK = array("h", [3000, -3000] * 50).tobytes()
_CLICKS = _CLICK + bytes(2 * round(_BEAT * RATE) - len(_CLICK))
_SLOW = 0.03
"""Seconds; a fifth of it is usual."""
_PLAYERS = {
    "simpleaudio": f"aplay -q -t raw -f S16_LE -r {RATE} -c 1 --buffer-time=100000",
    "miniaudio": f"paplay --raw --channels=1 --rate={RATE} --format=s16le",
}


@contextmanager
def busy(count: int) -> Iterator[None]:
    """So many processes that never rest, of the tests' own session.

    A system that shares its processors among sessions, as Linux does, may then take all of their
    time for the tests', and keep programs in other terminals waiting for many seconds.
    """
    command = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


@contextmanager
def frozen(terminals: list[Terminal], begin: float, end: float) -> Iterator[None]:
    """Every terminal takes nothing between these seconds from now."""
    over = threading.Event()

    def freeze() -> None:
        over.wait(begin)
        for terminal in terminals:
            terminal.freeze()
        over.wait(end - begin)
        for terminal in terminals:
            terminal.thaw()

    thread = threading.Thread(target=freeze)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def resized(terminals: list[Terminal]) -> Iterator[None]:
    """Every terminal changes its size without pause."""
    over = threading.Event()

    def run() -> None:
        while True:
            for size in ((24, 80), (40, 120)):
                for terminal in terminals:
                    terminal.resize(*size)
                if over.wait(0.001):
                    return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def blame_the_machine(rig: Rig) -> None:
    """Skips where the sound server is slow to answer anyone: nobody can be punctual here then.

    For a bound that was missed a moment ago.
    """
    slowest = max(_answer_of_server(rig) for _ in range(20))
    if slowest > _SLOW:
        load = f"load {os.getloadavg()[0]:.1f}"
        pytest.skip(f"too busy a machine ({load}): pactl takes up to {1000 * slowest:.0f} ms")


def _answer_of_server(rig: Rig) -> float:
    """Seconds until a new client has its first answer, as one that wants to play needs several."""
    start = time.monotonic()
    subprocess.run(rig.command("pactl", "info"), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


class Reference:
    """Clicks from a system's own player, given as much ahead as ours.

    Where they are uneven, no one can be even on this machine.
    """

    def __init__(self, backend: str, rig: Rig, folder: Path, seconds: int) -> None:
        """Through the same libraries as the backend's."""
        self._rig = rig
        self._mark = rig.mark()
        file = folder / f"{backend}.raw"
        file.write_bytes(_CLICKS * round(seconds / _BEAT))
        ahead = f"PULSE_LATENCY_MSEC={1000 * SERVER_AHEAD:.0f}"
        player = _PLAYERS[backend].split()
        self._player = subprocess.Popen(
            rig.command(ahead, *player, str(file)), stderr=subprocess.DEVNULL
        )

    def unevenness(self) -> float:
        """Ends it; by how many seconds two clicks were farther apart than planned, or nearer."""
        self._player.kill()
        self._player.wait()
        content = self._rig.heard(self._mark).tobytes()
        places, place = [], content.find(_CLICK)
        while place >= 0:
            places.append(place / 2 / RATE)
            place = content.find(_CLICK, place + len(_CLICK))
        return max((abs(b - a - _BEAT) for a, b in pairwise(places[1:])), default=math.inf)
