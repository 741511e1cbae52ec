"""For how long this program was ready to go on while the machine had no time for it."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

COUNT_EVERY = 1.0
"""Seconds; what lies less far back is counted with what comes next."""


class ProcessorWait:
    """Counts what Linux tells of the program's threads; elsewhere there is nothing to count.

    Threads that waited at the same time are counted once, as the one that waited longest: any of
    them may have held what the others needed.
    """

    def __init__(self, threads: Path = Path("/proc/self/task")) -> None:
        self._threads = threads
        self._counted = -math.inf
        self._seconds = 0.0
        self._waits: dict[str, int] = {}

    def seconds(self, now: float) -> float:
        """So far; `now` in seconds of any one clock."""
        if now - self._counted >= COUNT_EVERY:
            self._counted = now
            before, self._waits = self._waits, self._waits_of_threads()
            grown = (each - before.get(name, 0) for name, each in self._waits.items())
            self._seconds += max(grown, default=0) / 1e9
        return self._seconds

    def _waits_of_threads(self) -> dict[str, int]:
        """Nanoseconds by thread."""
        waits = {}
        with suppress(OSError):
            for thread in self._threads.iterdir():
                with suppress(OSError, ValueError):  # it may have ended meanwhile
                    _, waited, _ = (thread / "schedstat").read_bytes().split()
                    waits[thread.name] = int(waited)
        return waits
