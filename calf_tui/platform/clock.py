"""The machine's clocks."""

from __future__ import annotations

import time
from datetime import datetime

from calf_tui.platform.processor_wait import ProcessorWait


class SystemClock:
    """The machine's clocks."""

    def __init__(self) -> None:
        self._kept_waiting = ProcessorWait()

    def monotonic(self) -> float:
        """Seconds that only move on."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day in the local time zone."""
        return datetime.now().astimezone()

    def at(self, wall: datetime) -> datetime:
        """A time of day with the offset it has here on its date."""
        return wall.astimezone()

    def processor_wait(self) -> float:
        """Seconds so far for which the program was ready to run and had no processor."""
        return self._kept_waiting.seconds(time.monotonic())
