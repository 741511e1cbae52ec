"""The clocks of the machine."""

from __future__ import annotations

import time
from datetime import datetime

from calf_tui.platform.processor_wait import ProcessorWait


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
        """Returns the seconds for which the program was ready to run but had no processor."""
        return self._processor_wait.seconds(time.monotonic())
