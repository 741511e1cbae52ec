"""One look at the clocks, and what it tells beside the look before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from calf_tui.core.ports import Clock

SLEEP_SECONDS = 2.0
"""The clocks may part by this much before it is taken for a machine that slept [ours]."""
_AT_ONCE = 0.1
"""Seconds within which they are read, so that they show the same moment."""
_TRIES = 3


class ClockReading(NamedTuple):
    """What the clocks showed at one moment, each in the units of `Clock`."""

    now: float
    wall: datetime
    kept_waiting: float
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

    def kept_waiting_since(self, before: ClockReading) -> float:
        """Seconds since then for which the machine was too busy for this program."""
        return self.kept_waiting - before.kept_waiting


def read_clocks(clock: Clock) -> ClockReading:
    """What the clocks show now; read again where the machine was busy in between."""
    for _ in range(_TRIES):
        look = ClockReading(clock.monotonic(), clock.now(), clock.kept_waiting(), clock.slept())
        if clock.monotonic() - look.now < _AT_ONCE:
            break
    return look
