"""Writes samples to a device or pipe that does not ask for them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.audio.worker.sample_stream import SampleStream

_BLOCK_FRAMES = 2048
"""A page of memory; a pipe of sixteen pages holds what is written ahead."""


class SampleWriter:
    """A thread that writes samples `ahead` seconds before they are heard.

    The constructor writes the first of them. If `write` raises `OSError`, the writer ends.
    """

    def __init__(
        self, stream: SampleStream, write: Callable[[bytes], object], ahead: float
    ) -> None:
        self._stream = stream
        self._write = write
        self._ahead = ahead
        self._ended = threading.Event()
        self._fill()
        threading.Thread(target=self._run, name="sample writer", daemon=True).start()

    def end(self) -> None:
        """Ends the writer after the present block."""
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
