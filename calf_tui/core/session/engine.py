"""The session engine: how time and commands change a session.

Everything is derived from deadlines: a phase ends at the end of its predecessor plus its own
length, however late `advance` is called. All instants are seconds of one monotonic clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.session.commands import COMMANDS, leave, paused
from calf_tui.core.session.state import Command, Event, Paused, Session

if TYPE_CHECKING:
    from datetime import datetime

    from calf_tui.core.ports import Clock
    from calf_tui.core.session.commands import Turn
    from calf_tui.core.session.timeline import Timeline


STALL_SECONDS = 5.0
"""The session pauses if `advance` is not called for this many seconds [ours].

Seconds for which the machine was too busy to call it do not count.
"""

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


def read_clocks(clock: Clock) -> ClockReading:
    """Reads the clocks; again, up to three times, if the machine was busy between two of them."""
    for _ in range(_TRIES):
        reading = ClockReading(
            clock.monotonic(), clock.now(), clock.processor_wait(), clock.slept()
        )
        if clock.monotonic() - reading.now < _AT_ONCE:
            break
    return reading


def start(timeline: Timeline, now: float) -> Session:
    """Returns a session that begins at `now`."""
    return Session(timeline, began=now, seen=now, anchor=now)


def advance(session: Session, now: float, *, processor_wait: float = 0.0) -> Turn:
    """Returns the session at `now`, and the events since the last call.

    Phases end at their deadlines, not when this is called. If more than `STALL_SECONDS` have passed
    since the last call, less the `processor_wait`, the session pauses where it was then. A `now`
    before that of the last call counts as that one.
    """
    if session.is_over:
        return session, ()
    now = max(now, session.seen)
    if now - session.seen - processor_wait > STALL_SECONDS and not session.is_paused:
        return stall(session, now)
    events: tuple[Event, ...] = ()
    while (deadline := _deadline(session)) is not None and now >= deadline:
        session, more = leave(session, deadline, by_itself=True)
        events += more
    return replace(session, seen=now), events


def advance_to(reading: ClockReading, session: Session, last: ClockReading) -> Turn:
    """Returns the session at a clock reading; it pauses if the machine slept since `last`."""
    if reading.slept_since(last):
        return stall(session, reading.now)
    busy = reading.processor_wait - last.processor_wait
    return advance(session, reading.now, processor_wait=busy)


def stall(session: Session, now: float) -> Turn:
    """Pauses the session where it last was, since the machine slept or the program was stopped."""
    if session.is_over or session.is_paused:
        return replace(session, seen=max(now, session.seen)), ()
    return replace(paused(session, session.seen), seen=now), (Paused(stalled=True),)


def apply_command(
    session: Session, command: Command, now: float, *, reps: int | None = None
) -> Turn:
    """Returns the session after a command at `now`, and all events since the last call.

    `reps` is how many repetitions of the present open set the runner says were done. If a command
    leaves an open set without it, the set has no repetitions.
    """
    session, events = advance(session, now)
    if session.is_over:
        return session, events
    session = replace(session, counted=reps if session.phase.kind == "open" else None)
    session, more = COMMANDS[command](session, session.seen)
    return session, events + more


def _deadline(session: Session) -> float | None:
    if session.is_over or session.is_paused or session.length is None:
        return None
    return session.anchor + session.length
