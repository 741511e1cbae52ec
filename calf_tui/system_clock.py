"""The machine's clocks."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """Seconds that only move on."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day in the local time zone."""
        return datetime.now().astimezone()

    def at(self, wall: datetime) -> datetime:
        """A time of day with the offset it has here on its date."""
        return wall.astimezone()
