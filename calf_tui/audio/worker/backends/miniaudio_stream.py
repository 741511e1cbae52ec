"""The backend miniaudio: a device that asks for samples as it needs them."""

from __future__ import annotations

import sys
import threading
import time
from types import ModuleType
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import PROBE_SECONDS, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.sample_stream import DEVICE_LAG, SampleStream

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from calf_tui.audio.protocol import AnyCue
    from calf_tui.audio.worker.sample_stream import StreamOf

# miniaudio imports these for internet radio alone; they would take 5 MB.
_OF_RADIO = [name for name in ("urllib.request", "html") if name not in sys.modules]
sys.modules.update({name: ModuleType(name) for name in _OF_RADIO})
try:
    import miniaudio
finally:
    for _name in _OF_RADIO:
        del sys.modules[_name]

_PERIOD_MILLISECONDS = 200
_PERIODS = 4
"""A sound server keeps about an eighth of all periods, which a busy machine needs."""
_NOT_REAL = (miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM)
"""The null device plays nothing and reports success."""


class MiniaudioStream:
    """Plays through a device, which only the end of the process stops: it holds samples already."""

    def __init__(self, stream_of: StreamOf) -> None:
        self._stream_of = stream_of
        self._stream: SampleStream | None = None
        self._device = _opened()
        self.device = f"{self._device.backend}'s default device"

    def probe(self) -> float:
        """Waits until the device has taken samples three times; the first one gives the delay."""
        asked = threading.Semaphore(0)

        def silence(frames: int) -> bytes:
            asked.release()
            return bytes(2 * frames)

        start = time.monotonic()
        self._device.start(_taken_from(silence))
        instants = []
        for _ in range(3):
            if not asked.acquire(timeout=max(0.0, start + PROBE_SECONDS - time.monotonic())):
                raise CannotPlayError("the device takes no samples")
            instants.append(time.monotonic())
        self._device.close()
        self._device = _opened()  # the old one would play the rest of its silence first
        return instants[0] - start + DEVICE_LAG

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Starts the device; returns False if it plays already."""
        if self._stream is not None:
            return False
        self._stream = self._stream_of(cues)
        self._device.start(_taken_from(self._stream.read))
        return True

    def stop(self) -> bool:
        """Returns whether nothing plays."""
        return self._stream is None

    def stands_still(self) -> bool:
        """Returns whether the device no longer takes samples."""
        return self._stream is not None and self._stream.stands_still()


def _opened() -> miniaudio.PlaybackDevice:
    try:
        return miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MILLISECONDS,
            callback_periods=_PERIODS,
            backends=[each for each in miniaudio.Backend if each not in _NOT_REAL],
            app_name="calf-tui",
        )
    except miniaudio.MiniaudioError as error:
        raise CannotPlayError(str(error)) from error


def _taken_from(read: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    """Returns a started generator that is sent a number of frames and yields their bytes."""

    def blocks() -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield read(frames)

    generator = blocks()
    next(generator)
    return generator
