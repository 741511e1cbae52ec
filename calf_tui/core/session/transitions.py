"""The basic transitions of a session: pausing, entering and leaving a phase, ending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import outcome_of
from calf_tui.core.routines.routine import Dose
from calf_tui.core.session.state import Ended, Entered, Session, SetFinished, SetResult

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import Status
    from calf_tui.core.session.state import Event

    Turn = tuple[Session, tuple[Event, ...]]
    """A session and the events that led to it."""

LEAST_SECONDS = 1.0
"""A timed set that is left before this many seconds counts as skipped [ours]."""
ROUNDING = 1e-6


def paused(session: Session, now: float) -> Session:
    """Returns the session paused at `now`."""
    return replace(session, held=session.elapsed(now), paused_at=now)


def enter(session: Session, index: int, at: float, *, by_itself: bool) -> Turn:
    """Enters a phase, or ends the session after the last one. A paused session stays paused."""
    if index >= len(session.timeline.phases):
        return end(session, at, by_itself=by_itself)
    moved = replace(session, index=index, anchor=at, held=0.0, extra=0.0, counted=None)
    return moved, (Entered(index, by_itself),)


def leave(session: Session, at: float, *, by_itself: bool) -> Turn:
    """Goes to the next phase; a set gets a result as far as it came."""
    events: tuple[Event, ...] = ()
    if session.phase.is_set:
        result = reached(session, at)
        session = with_result(session, result)
        if by_itself:
            session = replace(session, undo=())
        events = (SetFinished(result, by_itself),)
    session, more = enter(session, session.index + 1, at, by_itself=by_itself)
    return session, events + more


def reached(session: Session, at: float) -> SetResult:
    """Returns the result of the present set if it ends at `at`; an open set has `counted` reps."""
    step, elapsed = session.phase.step, session.elapsed(at)
    if step.seconds is None:
        done = Dose(reps=session.counted or 0)
    elif abs(elapsed - step.seconds) < ROUNDING:
        done = step.dose
    elif step.tempo is not None:
        done = Dose(reps=int(elapsed / step.tempo.seconds + ROUNDING))
    else:
        done = Dose(seconds=round(elapsed, 1) if elapsed >= LEAST_SECONDS else 0)
    return SetResult(session.index, done, outcome_of(step.dose, done), at)


def with_result(session: Session, result: SetResult) -> Session:
    """Returns the session with this result of a set; answers about the set are removed."""
    others = (each for each in session.results if each.phase != result.phase)
    kept = sorted((*others, result), key=lambda each: each.phase)
    answers = tuple(each for each in session.answers if each.phase != result.phase)
    return replace(session, results=tuple(kept), answers=answers)


def end(session: Session, at: float, *, pain: bool = False, by_itself: bool = False) -> Turn:
    """Ends the session: "stopped_pain" if `pain`, else "completed" if every set was done."""
    done = sum(result.outcome == "done" for result in session.results)
    complete = done == len(session.timeline.sets)
    status: Status = "stopped_pain" if pain else "completed" if complete else "partial"
    return replace(session, status=status, ended=at), (Ended(status, by_itself),)
