"""Measures for how long this program was ready to run but had no processor."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

COUNT_EVERY = 1.0
"""The least seconds between two measurements."""


class ProcessorWait:
    """Reads the waiting times of the program's threads from Linux; elsewhere it counts nothing.

    Of threads that waited at the same time, only the longest wait counts, because any of them may
    have held what the others needed.
    """

    def __init__(self, threads: Path = Path("/proc/self/task")) -> None:
        self._threads = threads
        self._counted = -math.inf
        self._seconds = 0.0
        self._waits: dict[str, int] = {}

    def seconds(self, now: float) -> float:
        """Returns the seconds so far; `now` is in seconds, always of the same clock."""
        if now - self._counted >= COUNT_EVERY:
            self._counted = now
            before, self._waits = self._waits, self._waits_of_threads()
            grown = (each - before.get(name, 0) for name, each in self._waits.items())
            self._seconds += max(grown, default=0) / 1e9
        return self._seconds

    def _waits_of_threads(self) -> dict[str, int]:
        """Returns the nanoseconds that each thread has waited so far."""
        waits = {}
        with suppress(OSError):
            for thread in self._threads.iterdir():
                with suppress(OSError, ValueError):  # it may have ended meanwhile
                    _, waited, _ = (thread / "schedstat").read_bytes().split()
                    waits[thread.name] = int(waited)
        return waits
