"""simpleaudio: a stretch is one buffer, written while it is played.

The library plays a buffer from its memory, without a copy and without a seam. So the buffer is as
long as the stretch but empty at first (memory that was never written takes no room): the samples
are written a second ahead of what is heard, and given back once they were.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import simpleaudio

from calf_tui.audio.backends import PROBE_SECONDS, CannotPlay
from calf_tui.audio.backends.pump import Pump
from calf_tui.audio.backends.sparse_track import SparseTrack
from calf_tui.audio.stream import Stream
from calf_tui.audio.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.render import Waveforms
    from calf_tui.core.cues import Cue

_LAG = 0.04
_AHEAD = 1.0
_TAIL = 0.3
"""Seconds of silence at the end, so that the device never cuts the last note."""


class SimpleaudioTrack:
    """A stop is heard a quarter of a second late, so what plays ends with the process."""

    def __init__(self, waveforms: Waveforms) -> None:
        self._waveforms = waveforms
        self._pump: Pump | None = None
        self._plays_until = 0.0

    def probe(self) -> None:
        """Plays a twentieth of a second of silence to its end."""
        try:
            playing = simpleaudio.play_buffer(bytes(2 * (RATE // 20)), 1, 2, RATE)
        except simpleaudio._simpleaudio.SimpleaudioError as error:
            raise CannotPlay(str(error)) from error
        until = time.monotonic() + PROBE_SECONDS
        while playing.is_playing():
            if time.monotonic() > until:
                raise CannotPlay("the silence never ends")
            time.sleep(0.005)

    def play(self, cues: Sequence[Cue]) -> bool:
        """One buffer for the whole stretch."""
        if not self.stop():
            return False
        stream = Stream(cues, self._waveforms, time.monotonic, _LAG)
        track = SparseTrack(stream.frames + round(_TAIL * RATE))
        self._pump = Pump(stream, track.write, _AHEAD)
        simpleaudio.play_buffer(track.memory, 1, 2, RATE)
        self._plays_until = time.monotonic() + track.seconds + _TAIL
        return True

    def stop(self) -> bool:
        """True where the last stretch has come to its own end."""
        if time.monotonic() < self._plays_until:
            return False
        if self._pump is not None:
            self._pump.end()
        return True
