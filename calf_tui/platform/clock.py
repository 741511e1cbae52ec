"""The machine's clocks, and for how long the program waited for a processor."""

from __future__ import annotations

import math
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_COUNTING_SLEEP, _WITHOUT_SLEEP = (
    (getattr(time, "CLOCK_BOOTTIME", None), getattr(time, "CLOCK_MONOTONIC", None))
    if sys.platform != "darwin"
    else (getattr(time, "CLOCK_MONOTONIC", None), getattr(time, "CLOCK_UPTIME_RAW", None))
)
"""Two clocks that part only while the machine is asleep; each system has names of its own."""

COUNT_EVERY = 1.0
"""The least seconds between two measurements."""


class SystemClock:
    """Implements `core.ports.Clock` with the clocks of the machine."""

    def __init__(self) -> None:
        self._processor_wait = ProcessorWait()

    def monotonic(self) -> float:
        """Returns seconds that never decrease."""
        return time.monotonic()

    def now(self) -> datetime:
        """Returns the present time, aware, in the local time zone."""
        return datetime.now().astimezone()

    def at(self, wall: datetime) -> datetime:
        """Returns a naive local time as an aware one, with the UTC offset it has on its date."""
        return wall.astimezone()

    def processor_wait(self) -> float:
        """Seconds so far for which the program was ready to run and had no processor."""
        return self._processor_wait.seconds(time.monotonic())

    def slept(self) -> float | None:
        """Seconds so far for which the machine was asleep; None on Windows."""
        if _COUNTING_SLEEP is None or _WITHOUT_SLEEP is None:
            return None
        return time.clock_gettime(_COUNTING_SLEEP) - time.clock_gettime(_WITHOUT_SLEEP)


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
