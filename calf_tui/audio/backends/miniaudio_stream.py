"""miniaudio: one device that asks for the samples as it needs them."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import miniaudio

from calf_tui.audio.backends import PROBE_SECONDS, CannotPlay
from calf_tui.audio.stream import Stream
from calf_tui.audio.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from calf_tui.audio.render import Waveforms
    from calf_tui.core.cues import Cue

_PERIOD_MILLISECONDS = 20
_PERIODS = 3
_LAG = 0.03
_NOT_REAL = (miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM)
"""The null device plays to no one, and says that all is well."""


class MiniaudioStream:
    """The device stays open, and runs while there is something to play."""

    def __init__(self, waveforms: Waveforms) -> None:
        self._waveforms = waveforms
        self._stream: Stream | None = None
        try:
            self._device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=_PERIOD_MILLISECONDS,
                callback_periods=_PERIODS,
                backends=[each for each in miniaudio.Backend if each not in _NOT_REAL],
                app_name="calf-tui",
            )
        except miniaudio.MiniaudioError as error:
            raise CannotPlay(str(error)) from error

    def probe(self) -> None:
        """Waits until the device takes samples for the third time."""
        asked = threading.Semaphore(0)

        def silence(frames: int) -> bytes:
            asked.release()
            return bytes(2 * frames)

        self._device.start(_taken_from(silence))
        until = time.monotonic() + PROBE_SECONDS
        for _ in range(3):
            if not asked.acquire(timeout=max(0.0, until - time.monotonic())):
                raise CannotPlay("the device takes no samples")
        self._device.stop()

    def play(self, cues: Sequence[Cue]) -> bool:
        """A device that runs goes on with the new stretch; one that rests is started."""
        self._stream = Stream(cues, self._waveforms, time.monotonic, _LAG)
        if not self._device.running:
            self._device.start(_taken_from(self._read))
        return True

    def stop(self) -> bool:
        """The device goes on with silence, so that nothing stale is left in it; then it rests."""
        if self._stream is None:
            self._device.stop()
        self._stream = None
        return True

    def _read(self, frames: int) -> bytes:
        stream = self._stream
        return bytes(2 * frames) if stream is None else stream.read(frames)


def _taken_from(read: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    """A started generator that is sent a number of frames and yields them."""

    def blocks() -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield read(frames)

    generator = blocks()
    next(generator)
    return generator
