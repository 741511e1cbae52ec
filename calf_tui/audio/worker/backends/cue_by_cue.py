"""Plays cues one by one, each at its instant, for backends that take no samples."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from calf_tui.audio.worker.track_rendering import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.spoken_cue import AnyCue


def due(cues: Sequence[AnyCue], now: float) -> tuple[tuple[AnyCue, ...], tuple[AnyCue, ...]]:
    """Returns the cues to perform now, and those still to come; older cues are left out."""
    present = tuple(cue for cue in cues if now - LATEST <= cue.at <= now)
    return present, tuple(cue for cue in cues if cue.at > now)


class CueByCue:
    """Waits for the instant of each cue in a thread, then calls `perform` with the cues due."""

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
        """Calls the probe of the constructor."""
        return self._probe()

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Plays these cues in place of the ones before."""
        with self._changed:
            self._cues = tuple(cues)
            self._changed.notify()
        return True

    def stop(self) -> bool:
        """Drops all cues; a sound that plays is short and ends by itself."""
        return self.play(())

    def stands_still(self) -> bool:
        """Returns False: there is no device that takes samples."""
        return False

    def _run(self) -> None:
        with self._changed:
            while True:
                present, self._cues = due(self._cues, self._clock())
                if present:
                    self._perform(present)
                upcoming = min((cue.at for cue in self._cues), default=None)
                self._changed.wait(None if upcoming is None else upcoming - self._clock())
