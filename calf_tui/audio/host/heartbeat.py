"""The timer of the supervisor: regular beats, and a delay before a helper is started."""

from __future__ import annotations

_LATE = 0.1
"""If the supervisor comes to a beat this many seconds late, it had to wait itself, so it must not
conclude that a helper hangs."""


class Heartbeat:
    """A beat `every` so many seconds; all instants are seconds of one clock.

    `is_late` says whether `is_due` was called late for the last beat.
    """

    def __init__(self, every: float, now: float) -> None:
        self._every = every
        self._next = now + every
        self._no_start_before = now
        self.is_late = False

    def wait(self, now: float) -> float:
        """Returns the seconds until the next beat or the next allowed start."""
        is_start_first = now < self._no_start_before < self._next
        return max(0.0, (self._no_start_before if is_start_first else self._next) - now)

    def is_due(self, now: float) -> bool:
        """Returns whether a beat is due; if so, the next one is counted from `now`."""
        if now < self._next:
            return False
        self.is_late = now - self._next > _LATE
        self._next = now + self._every
        return True

    def delay_start(self, until: float) -> None:
        """Forbids to start a helper before `until`."""
        self._no_start_before = until

    def may_start(self, now: float) -> bool:
        """Returns whether a helper may be started."""
        return now >= self._no_start_before
