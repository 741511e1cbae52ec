"""The samples of a stretch, block after block, at the pace of the device that takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.render import LATEST, arrange, block
from calf_tui.audio.synthesis import RATE, little_endian

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.render import Waveforms
    from calf_tui.core.cues import Cue

_RIGID = 0.05
"""Seconds by which the whole track gives way to a first cue that is late, to keep its rhythm."""


class Stream:
    """A stretch on its way to a device that plays a block `lag` seconds after it took it.

    The first block fixes where the track begins; from then on samples are counted. Where the device
    stood still for more than `LATEST` seconds the track goes on at the right place, and no cue that
    was begun is heard again. `cues` are in instants of `clock`.
    """

    def __init__(
        self, cues: Sequence[Cue], waveforms: Waveforms, clock: Callable[[], float], lag: float
    ) -> None:
        self._cues = cues
        self._waveforms = waveforms
        self._clock = clock
        self._lag = lag
        self._begin(self._heard())

    def read(self, frames: int) -> bytes:
        """The next `frames` samples, 16 bit little endian, one channel; silence past the end."""
        due = self._heard()
        if self._next == 0 or due - self._instant() > LATEST:
            self._cues = [cue for cue in self._cues if not self._begun(cue)]
            self._begin(due)
        values = block(self._notes, self._next, frames, self._waveforms)
        self._next += frames
        return little_endian(values)

    def ahead(self) -> float:
        """Seconds of samples taken that are not heard yet, beyond the device's own lag."""
        return self._instant() - self._heard()

    @property
    def frames(self) -> int:
        """The length up to the end of the last note."""
        return max((note.end for note in self._notes), default=0)

    def _begin(self, heard: float) -> None:
        late = min((cue.at for cue in self._cues if cue.at >= heard - LATEST), default=heard)
        self._origin = min(heard, max(late, heard - _RIGID))
        self._next = 0
        self._notes = arrange(self._cues, self._origin, self._waveforms)

    def _begun(self, cue: Cue) -> bool:
        return round((cue.at - self._origin) * RATE) < self._next and self._next > 0

    def _heard(self) -> float:
        """The instant at which a sample taken now is heard."""
        return self._clock() + self._lag

    def _instant(self) -> float:
        """The instant at which the next sample is heard, if the device kept pace."""
        return self._origin + self._next / RATE
