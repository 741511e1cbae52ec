"""A reading of the clocks, and what two readings tell: sleep of the machine, wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from calf_tui.core.ports import Clock

SLEEP_SECONDS = 2.0
"""The clocks may differ by this much before it means that the machine slept [ours]."""
_AT_ONCE = 0.1
"""Seconds within which all clocks must be read, so that they show the same moment."""
_TRIES = 3


class ClockReading(NamedTuple):
    """The values of `Clock` at one moment, in its units."""

    now: float
    wall: datetime
    processor_wait: float
    slept: float | None = None

    def slept_since(self, before: ClockReading) -> bool:
        """Whether the machine was asleep.

        Where the system does not tell: whether the time of day ran on while the monotonic clock
        stood still, as it also looks when somebody set the time ahead.
        """
        if self.slept is not None and before.slept is not None:
            return self.slept - before.slept > SLEEP_SECONDS
        by_the_day = (self.wall - before.wall).total_seconds()
        return by_the_day - (self.now - before.now) > SLEEP_SECONDS

    def processor_wait_since(self, before: ClockReading) -> float:
        """Returns the seconds since `before` for which the machine was too busy to run this."""
        return self.processor_wait - before.processor_wait


def read_clocks(clock: Clock) -> ClockReading:
    """Reads the clocks; again, up to three times, if the machine was busy between two of them."""
    for _ in range(_TRIES):
        reading = ClockReading(
            clock.monotonic(), clock.now(), clock.processor_wait(), clock.slept()
        )
        if clock.monotonic() - reading.now < _AT_ONCE:
            break
    return reading
