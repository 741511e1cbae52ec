"""Memory as long as a stretch, of which only the part around what is heard takes room."""

from __future__ import annotations

import mmap
import sys

from calf_tui.audio.sounds.synthesis import RATE

_KEPT_BEHIND = 2 * RATE * 4
"""Bytes behind the last one written that may still be on their way to the device."""
_LONGEST = 3 * 3600 * RATE
"""Samples; nearly a gigabyte of addresses, which takes no room, but has to stay below two."""


class SparseBuffer:
    """`memory` holds `frames` samples, silent until written; long after that they are given back.

    No track is longer than three hours: one that ends too early stands still, and is begun anew.

    On Windows nothing is given back, but what was never written takes no room there either.
    """

    def __init__(self, frames: int) -> None:
        frames = min(frames, _LONGEST)
        self.memory = _empty_memory(2 * frames)
        self._written = 0
        self._given_back = 0

    def write(self, block: bytes) -> None:
        """Adds the next samples, as far as there is room."""
        room = block[: len(self.memory) - self._written]
        self.memory[self._written : self._written + len(room)] = room
        self._written += len(room)
        self._give_back(self._written - _KEPT_BEHIND)

    def _give_back(self, until: int) -> None:
        pages = (until - self._given_back) // mmap.PAGESIZE
        if sys.platform != "win32" and pages > 0:
            length = pages * mmap.PAGESIZE
            self.memory.madvise(mmap.MADV_DONTNEED, self._given_back, length)
            self._given_back += length


def _empty_memory(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
