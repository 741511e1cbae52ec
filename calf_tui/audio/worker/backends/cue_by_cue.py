"""Cues performed one at a time, each at its instant, for what cannot take samples."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from calf_tui.audio.worker.track_rendering import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.spoken_cue import AnyCue


def due(cues: Sequence[AnyCue], now: float) -> tuple[tuple[AnyCue, ...], tuple[AnyCue, ...]]:
    """The cues whose instant has come and is not too long ago, and those still to come."""
    heard = tuple(cue for cue in cues if now - LATEST <= cue.at <= now)
    return heard, tuple(cue for cue in cues if cue.at > now)


class CueByCue:
    """Waits for each instant in a thread of its own, then performs what is due."""

    def __init__(
        self,
        perform: Callable[[Sequence[AnyCue]], None],
        probe: Callable[[], float | None],
        device: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self._perform = perform
        self._probe = probe
        self._clock = clock
        self._cues: tuple[AnyCue, ...] = ()
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name="sound cues", daemon=True).start()

    def probe(self) -> float | None:
        """As it was told to."""
        return self._probe()

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Waits for these from now on."""
        with self._changed:
            self._cues = tuple(cues)
            self._changed.notify()
        return True

    def stop(self) -> bool:
        """Waits for nothing; what sounds is short, and ends by itself."""
        return self.play(())

    def stands_still(self) -> bool:
        """Never: there is no device to wait for."""
        return False

    def _run(self) -> None:
        with self._changed:
            while True:
                heard, self._cues = due(self._cues, self._clock())
                if heard:
                    self._perform(heard)
                upcoming = min((cue.at for cue in self._cues), default=None)
                self._changed.wait(None if upcoming is None else upcoming - self._clock())
