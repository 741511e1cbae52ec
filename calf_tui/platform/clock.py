"""The clocks of the machine."""

from __future__ import annotations

import sys
import time
from datetime import datetime

from calf_tui.platform.processor_wait import ProcessorWait

_COUNTING_SLEEP, _WITHOUT_SLEEP = (
    (getattr(time, "CLOCK_BOOTTIME", None), getattr(time, "CLOCK_MONOTONIC", None))
    if sys.platform != "darwin"
    else (getattr(time, "CLOCK_MONOTONIC", None), getattr(time, "CLOCK_UPTIME_RAW", None))
)
"""Two clocks that part only while the machine is asleep; each system has names of its own."""


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
