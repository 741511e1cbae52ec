"""When the keeper of the helpers acts unasked: at every beat, and after a pause before a start."""

from __future__ import annotations

_LATE = 0.1
"""Seconds; who comes to a beat that much later was kept waiting himself, and judges no one."""


class Heartbeat:
    """Beats `every` so many seconds; all instants are seconds of one clock.

    `is_late` says whether the last beat was heard late.
    """

    def __init__(self, every: float, now: float) -> None:
        self._every = every
        self._next = now + every
        self._no_start_before = now
        self.is_late = False

    def wait(self, now: float) -> float:
        """Seconds until there is something to do."""
        is_start_first = now < self._no_start_before < self._next
        return max(0.0, (self._no_start_before if is_start_first else self._next) - now)

    def strikes(self, now: float) -> bool:
        """Whether it is time; the next beat is counted from here."""
        if now < self._next:
            return False
        self.is_late = now - self._next > _LATE
        self._next = now + self._every
        return True

    def put_off_start(self, until: float) -> None:
        """No helper is started before this."""
        self._no_start_before = until

    def may_start(self, now: float) -> bool:
        """Whether a helper may be started."""
        return now >= self._no_start_before
