"""The session engine: what time and keys make of a session.

Everything is derived from deadlines: a phase ends at the instant its predecessor ended plus its
own length, however late somebody looks. All instants are seconds of one monotonic clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.session.commands import COMMANDS
from calf_tui.core.session.state import Paused, Session
from calf_tui.core.session.transitions import leave, paused

if TYPE_CHECKING:
    from calf_tui.core.session.clock_reading import ClockReading
    from calf_tui.core.session.state import Command, Event
    from calf_tui.core.session.timeline import Timeline
    from calf_tui.core.session.transitions import Turn

STALL_SECONDS = 5.0
"""Seconds nobody looked after which the session waits, paused [ours].

Seconds in which somebody would have looked, had the machine not been too busy, do not count.
"""


def start(timeline: Timeline, now: float) -> Session:
    """A session that begins now."""
    return Session(timeline, began=now, seen=now, anchor=now)


def advance(session: Session, now: float, *, kept_waiting: float = 0.0) -> Turn:
    """The session at `now`, with what happened since somebody last looked.

    Phases that are over have ended at their deadlines, not when this was called. After more than
    `STALL_SECONDS` unseen, less the seconds for which the machine was too busy to let anybody look,
    the session waits where it was last seen. An earlier `now` than the last counts as the last:
    time never runs backwards.
    """
    if session.is_over:
        return session, ()
    now = max(now, session.seen)
    if now - session.seen - kept_waiting > STALL_SECONDS and not session.is_paused:
        return stall(session, now)
    events: tuple[Event, ...] = ()
    while (deadline := _deadline(session)) is not None and now >= deadline:
        session, more = leave(session, deadline, by_itself=True)
        events += more
    return replace(session, seen=now), events


def advance_to(look: ClockReading, session: Session, last: ClockReading) -> Turn:
    """The session at this look, the first since `last`; where the machine slept, it waits."""
    if look.slept_since(last):
        return stall(session, look.now)
    return advance(session, look.now, kept_waiting=look.kept_waiting_since(last))


def stall(session: Session, now: float) -> Turn:
    """Paused where it was last seen: the machine slept, or the terminal was stopped."""
    if session.is_over or session.is_paused:
        return replace(session, seen=max(now, session.seen)), ()
    return replace(paused(session, session.seen), seen=now), (Paused(stalled=True),)


def apply_command(
    session: Session, command: Command, now: float, *, reps: int | None = None
) -> Turn:
    """The session after a command at `now`, with everything that happened on the way.

    `reps` is how many repetitions of the open set under way the runner says were done. Where a
    command leaves one without it, nothing is presumed: the set comes to none.
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
