"""Samples carried to something that takes them without asking."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.audio.worker.sample_stream import SampleStream

_BLOCK_FRAMES = 2048
"""A page of memory: a pipe of sixteen holds what is written ahead."""


class SampleWriter:
    """Keeps `write` the given seconds ahead of what is heard, from a thread of its own.

    The first seconds are written before the constructor returns; a `write` that fails ends it.
    """

    def __init__(
        self, stream: SampleStream, write: Callable[[bytes], object], ahead: float
    ) -> None:
        self._stream = stream
        self._write = write
        self._ahead = ahead
        self._ended = threading.Event()
        self._fill()
        threading.Thread(target=self._run, name="sound pump", daemon=True).start()

    def end(self) -> None:
        """No more is written after the block under way."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(_BLOCK_FRAMES / RATE):
            self._fill()

    def _fill(self) -> None:
        try:
            while self._stream.ahead() < self._ahead and not self._ended.is_set():
                self._write(self._stream.read(_BLOCK_FRAMES))
        except OSError:
            self.end()
