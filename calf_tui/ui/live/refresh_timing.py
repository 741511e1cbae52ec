"""When the live screen looks again: as soon as something can be seen to change, and no sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.session.repetition import repetition_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.session.state import Session

LATE = 0.002
"""Seconds after the change: a timer may be early by less, and would find nothing new."""
SOONEST = 0.05
"""Seconds: what changes sooner than this is seen with it [ours]."""


def seconds_to_next_refresh(session: Session, now: float) -> float:
    """Seconds from `now`; never longer than between two pictures of a motion."""
    return max(SOONEST, min(_changes(session, now)) + LATE)


def _changes(session: Session, now: float) -> Iterator[float]:
    """In how many seconds the next picture is due, and a countdown has another figure."""
    picture = 1 / MOST_PICTURES
    if session.is_paused:
        yield picture
        return
    begin = session.anchor + session.held if session.lead_in(now) else session.anchor
    yield picture - (now - begin) % picture
    remaining = session.remaining(now)
    if remaining is not None and not session.is_over:
        yield remaining % 1 or 1.0
        tempo = session.phase.step.tempo
        if session.phase.kind == "work" and tempo is not None:
            yield repetition_at(tempo, session.elapsed(now)).remaining % 1 or 1.0
