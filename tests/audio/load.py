"""A busy machine, and what its sound server makes of it."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
from array import array
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from calf_tui.audio.backends import SERVER_AHEAD
from calf_tui.audio.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.audio.rig import Rig
    from tests.terminal import Terminal

_BEAT = 0.25
_CLICK = array("h", [3000, -3000] * 50).tobytes()
_CLICKS = _CLICK + bytes(2 * round(_BEAT * RATE) - len(_CLICK))
_PLAYERS = {
    "simpleaudio": f"aplay -q -t raw -f S16_LE -r {RATE} -c 1 --buffer-time=100000",
    "miniaudio": f"paplay --raw --channels=1 --rate={RATE} --format=s16le",
}


@contextmanager
def busy(count: int) -> Iterator[None]:
    """So many processes that never rest."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


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
