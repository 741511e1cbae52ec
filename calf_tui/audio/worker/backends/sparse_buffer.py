"""A buffer as long as a track, of which only the part around what plays uses memory."""

from __future__ import annotations

import mmap
import sys

from calf_tui.audio.sounds.synthesis import RATE

_KEPT_BEHIND = 2 * RATE * 4
"""Bytes before the last one written that the device may not have read yet."""
_LONGEST = 3 * 3600 * RATE
"""The most samples: nearly a gigabyte of addresses; the library's limit is two."""


class SparseBuffer:
    """A buffer of `frames` samples, silent until they are written; old ones are released.

    It holds at most three hours. A longer track ends too early, counts as stalled, and is started
    again. On Windows nothing is released, but memory that was never written costs nothing there
    either.
    """

    def __init__(self, frames: int) -> None:
        frames = min(frames, _LONGEST)
        self.memory = _empty_memory(2 * frames)
        self._written = 0
        self._released = 0

    def write(self, block: bytes) -> None:
        """Adds the next samples, as far as they fit."""
        part = block[: len(self.memory) - self._written]
        self.memory[self._written : self._written + len(part)] = part
        self._written += len(part)
        self._release(self._written - _KEPT_BEHIND)

    def _release(self, until: int) -> None:
        pages = (until - self._released) // mmap.PAGESIZE
        if sys.platform != "win32" and pages > 0:
            length = pages * mmap.PAGESIZE
            self.memory.madvise(mmap.MADV_DONTNEED, self._released, length)
            self._released += length


def _empty_memory(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
