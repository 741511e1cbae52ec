"""The samples of a stretch, block after block, at the pace of the device that takes them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE, little_endian
from calf_tui.audio.worker.track_rendering import LATEST, Note, arrange, block, fill_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.spoken_cue import AnyCue
    from calf_tui.audio.worker.track_rendering import Waveforms

_RIGID = 0.05
"""Seconds by which the whole track gives way to a first cue that is late, to keep its rhythm."""
_UNASKED = 1.5
"""Seconds without taking samples after which a device is taken to stand still: a busy server may
ask for nothing while it has enough."""


class SampleStream:
    """A stretch on its way to a device that plays a block `lag` seconds after it took it.

    `lead` is the least silence before the first cue, for devices that are not in step from their
    first sample on. The first block fixes where the track begins; from then on samples are counted.
    A device that stood still for more than `LATEST` seconds would play everything late: it is given
    silence from then on. `cues` are in instants of `clock`. With a `quiet_lead_in` there is an
    undertone, which nobody hears, from so many seconds before the first cue to the last.
    """

    def __init__(
        self,
        cues: Sequence[AnyCue],
        waveforms: Waveforms,
        clock: Callable[[], float],
        *,
        lag: float,
        lead: float = 0.0,
        quiet_lead_in: float = 0.0,
    ) -> None:
        self._cues = cues
        self._waveforms = waveforms
        self._clock = clock
        self._lag = lag
        self._lead = lead
        self._asked = clock()
        self._origin = self._heard()
        self._next = 0
        self._notes: list[Note] = []
        self._began = self._too_late = False
        self.has_sounded = False
        """Whether samples of a cue were taken."""
        self._undertone: tuple[float, float] | None = None
        if cues and quiet_lead_in:
            self._undertone = min(cue.at for cue in cues) - quiet_lead_in, self._end

    def read(self, frames: int) -> bytes:
        """The next `frames` samples, 16 bit little endian, one channel; silence past the end."""
        self._asked = self._clock()
        due = self._heard()
        if not self._began:
            self._begin(self._given_way(due))
        self._too_late = self._too_late or due - self._instant() > LATEST
        if self._too_late:
            return bytes(2 * frames)
        values = block(self._notes, self._next, frames, self._waveforms)
        if self._undertone is not None:
            begin, end = (round((each - self._origin) * RATE) for each in self._undertone)
            fill_gaps(values, self._next, self._notes, begin, end)
        self._next += frames
        self.has_sounded |= any(note.first < self._next for note in self._notes[:1])
        while self._notes and self._notes[0].end <= self._next:
            del self._notes[0]
        return little_endian(values)

    def put_off(self, seconds: float) -> None:
        """The next sample is heard so much later than was thought, or sooner.

        A note that sounds is not cut short, one that was begun is not begun again.
        """
        sounding = [
            replace(note, first=note.first - self._next)
            for note in self._notes
            if note.first < self._next
        ]
        self._cues = [cue for cue in self._cues if not self._begun(cue)]
        self._begin(self._instant() + seconds)
        self._notes[:0] = sounding

    def ahead(self) -> float:
        """Seconds of samples taken that are not heard yet, beyond the device's own lag."""
        return self._instant() - self._heard()

    def stands_still(self) -> bool:
        """Whether the device stopped taking samples, or did for so long that it is late for good.

        At first it is given as much time as a device that was asleep may need.
        """
        return self._too_late or (self._began and self._clock() - self._asked > _UNASKED)

    @property
    def seconds(self) -> float:
        """How long it lasts from now on."""
        return max(0.0, self._end - self._clock())

    @property
    def _end(self) -> float:
        """The instant at which the last cue falls silent."""
        ends = (
            cue.at + len(self._waveforms(cue.sound, cue.seconds).samples) / RATE
            for cue in self._cues
        )
        return max(ends, default=0.0)

    def _given_way(self, due: float) -> float:
        """Where a track begins whose first sample is heard at `due`."""
        first = min((cue.at for cue in self._cues if cue.at >= due - LATEST), default=math.inf)
        return min(due, max(first - self._lead, due - _RIGID))

    def _begin(self, origin: float) -> None:
        self._began = True
        self._origin = origin
        self._next = 0
        self._notes = list(arrange(self._cues, origin, self._waveforms))

    def _begun(self, cue: AnyCue) -> bool:
        return round((cue.at - self._origin) * RATE) < self._next

    def _heard(self) -> float:
        """The instant at which a sample taken now is heard."""
        return self._clock() + self._lag

    def _instant(self) -> float:
        """The instant at which the next sample is heard, if the device kept pace."""
        return self._origin + self._next / RATE
