"""The samples of a track, block after block, for devices that ask or are written to."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

from calf_tui.audio.protocol import AnyCue, AwakeCue, SpokenCue
from calf_tui.audio.sounds.synthesis import RATE, little_endian
from calf_tui.audio.worker.track_rendering import LATEST, Note, arrange, block, fill_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.worker.track_rendering import Waveforms
    from calf_tui.core.session.cue import Cue

    StreamOf = Callable[[Sequence[AnyCue]], "SampleStream"]

DEVICE_LAG = 0.02
"""Seconds from a device's taking a sample to its being heard, on average [ours]."""
_DEVICE_LEAD = 0.015
"""Seconds of silence that a device needs at its start [ours]."""
_RIGID = 0.05
"""The most seconds by which the whole track is moved for a late first cue, to keep the rhythm."""
_UNASKED = 1.5
"""A device that takes no samples for this many seconds has stalled: a busy server may take none
while it has enough."""

_START_SECONDS = 1.0
"""The longest time that a device is given to take its first sample."""
_CHECK_SECONDS = 0.002
"""Seconds between two looks whether it has."""

_BLOCK_FRAMES = 2048
"""A page of memory; a pipe of sixteen pages holds what is written ahead."""


class SampleStream:
    """The samples for a device that plays a block `lag` seconds after it has taken it.

    The `at` of `cues` is an instant of `clock`. `lead` is the least silence before the first cue,
    for devices that are not precise at their start. The first block sets the start of the track;
    from then on the samples are counted. A device that stalls for more than `LATEST` seconds would
    play everything late, so it gets only silence from then on. With a `quiet_lead_in` there is an
    inaudible tone, from that many seconds before the first cue to the end of the last, and in the
    time of each `AwakeCue`.
    """

    def __init__(
        self,
        cues: Sequence[AnyCue],
        waveforms: Waveforms,
        clock: Callable[[], float] = time.monotonic,
        *,
        lag: float = DEVICE_LAG,
        lead: float = _DEVICE_LEAD,
        quiet_lead_in: float = 0.0,
    ) -> None:
        self._cues = [cue for cue in cues if not isinstance(cue, AwakeCue)]
        awake = [cue for cue in cues if isinstance(cue, AwakeCue)]
        self._awake_until = max((cue.at for cue in awake), default=0.0)
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
            begins = [cue.at - quiet_lead_in for cue in self._cues]
            self._undertone = min(begins + [cue.since for cue in awake]), self._end

    def read(self, frames: int) -> bytes:
        """Returns the next `frames` samples, 16 bit, little-endian, one channel.

        They are silence after the end.
        """
        self._asked = self._clock()
        due = self._heard()
        if not self._began:
            self._begin(self._track_start(due))
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
        """Moves the track `seconds` later; notes that have begun go on as they are."""
        sounding = [
            note._replace(first=note.first - self._next)
            for note in self._notes
            if note.first < self._next
        ]
        self._cues = [cue for cue in self._cues if not self._begun(cue)]
        self._begin(self._instant() + seconds)
        self._notes[:0] = sounding

    def ahead(self) -> float:
        """Returns the seconds of samples that were taken and are not heard yet, without the lag."""
        return self._instant() - self._heard()

    def stands_still(self) -> bool:
        """Returns whether the device has stalled, or had stalled for so long that it stays late."""
        return self._too_late or (self._began and self._clock() - self._asked > _UNASKED)

    @property
    def seconds(self) -> float:
        """The seconds until the end of the track."""
        return max(0.0, self._end - self._clock())

    @property
    def _end(self) -> float:
        """The instant at which the last cue ends, or the device may sleep."""
        ends = (
            cue.at + len(self._waveforms(cue.sound, cue.seconds).samples) / RATE
            for cue in self._cues
        )
        return max((self._awake_until, *ends))

    def _track_start(self, due: float) -> float:
        """Returns the start of a track whose first sample is heard at `due`."""
        first = min((cue.at for cue in self._cues if cue.at >= due - LATEST), default=math.inf)
        return min(due, max(first - self._lead, due - _RIGID))

    def _begin(self, origin: float) -> None:
        self._began = True
        self._origin = origin
        self._next = 0
        self._notes = list(arrange(self._cues, origin, self._waveforms))

    def _begun(self, cue: Cue | SpokenCue) -> bool:
        return round((cue.at - self._origin) * RATE) < self._next

    def _heard(self) -> float:
        """Returns the instant at which a sample taken now is heard."""
        return self._clock() + self._lag

    def _instant(self) -> float:
        """Returns the instant at which the next sample is heard if the device kept pace."""
        return self._origin + self._next / RATE


class SampleWriter:
    """A thread that writes samples `ahead` seconds before they are heard.

    The constructor writes the first of them. With `has_begun`, which tells whether the device takes
    samples, the thread first waits for that, `_START_SECONDS` at most: the time a device needs to
    start then does not make the track late. If `write` raises `OSError`, the writer ends.
    """

    def __init__(
        self,
        stream: SampleStream,
        write: Callable[[bytes], object],
        ahead: float,
        has_begun: Callable[[], bool] | None = None,
    ) -> None:
        self._stream = stream
        self._write = write
        self._ahead = ahead
        self._has_begun = has_begun
        self._ended = threading.Event()
        if has_begun is None:
            self._fill()
        threading.Thread(target=self._run, name="sample writer", daemon=True).start()

    def end(self) -> None:
        """Ends the writer after the present block."""
        self._ended.set()

    def _run(self) -> None:
        if self._has_begun is not None:
            latest = time.monotonic() + _START_SECONDS
            while not self._has_begun() and time.monotonic() < latest:
                if self._ended.wait(_CHECK_SECONDS):
                    return
            self._fill()
        while not self._ended.wait(_BLOCK_FRAMES / RATE):
            self._fill()

    def _fill(self) -> None:
        try:
            while self._stream.ahead() < self._ahead and not self._ended.is_set():
                self._write(self._stream.read(_BLOCK_FRAMES))
        except OSError:
            self.end()
