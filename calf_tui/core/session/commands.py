"""What each command makes of a session, and the moves into a phase and out of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import Status, outcome_of
from calf_tui.core.routines.routine import Dose
from calf_tui.core.session.state import (
    Changed,
    Command,
    Ended,
    Entered,
    Paused,
    Resumed,
    Session,
    SetFinished,
    SetResult,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calf_tui.core.session.state import Event

    Turn = tuple[Session, tuple[Event, ...]]
    """A session and the events that led to it."""


LEAD_IN_SECONDS = 3.0
"""Seconds from a resumption to work [ours]."""
BACK_WINDOW_SECONDS = 2.0
"""Within this many seconds of a phase's start, BACK goes to the phase before it [ours]."""
ADJUSTMENT_SECONDS = 10.0
"""By which a phase is changed; a paced set is changed by a repetition."""

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
    return replace(session, status=status, ended=at), (Ended(by_itself),)


def asks_for_reps(session: Session, command: Command) -> bool:
    """Returns whether the command leaves an open set, so that its repetitions must be asked for."""
    return session.phase.kind == "open" and command in (Command.NEXT, Command.LEAVE_MOVE)


def _with_lead_in(session: Session, now: float, elapsed: float) -> Session:
    """Lets the phase go on from `elapsed` seconds; a set goes on after a short lead-in."""
    lead_in = LEAD_IN_SECONDS if session.phase.kind == "work" else 0.0
    return replace(session, anchor=now + lead_in - elapsed, held=elapsed)


def _pause(session: Session, now: float) -> Turn:
    if session.paused_at is None:
        return paused(session, now), (Paused(stalled=False),)
    resumed = replace(session, paused_at=None, idle=session.idle + now - session.paused_at)
    return _with_lead_in(resumed, now, session.held), (Resumed(),)


def _next(session: Session, now: float) -> Turn:
    return leave(session.with_undo_point(now), now, by_itself=False)


def _done(session: Session, now: float) -> Turn:
    # A press meant for the set that has just ended by itself must not cut the rest short.
    if not session.phase.is_set and session.elapsed(now) < BACK_WINDOW_SECONDS:
        return session, ()
    if session.lead_in(now) and not session.held:  # nothing of the set is done yet
        return session, ()
    if session.phase.kind == "open" and session.counted is None:
        session = replace(session, counted=session.phase.step.dose.reps)
    return _next(session, now)


def _back(session: Session, now: float) -> Turn:
    restart = session.elapsed(now) >= BACK_WINDOW_SECONDS or session.index == 0
    index = session.index if restart else session.index - 1
    session, events = enter(session.with_undo_point(now), index, now, by_itself=False)
    return (session if session.is_paused else _with_lead_in(session, now, 0.0)), events


def _adjust(session: Session, now: float, *, direction: int) -> Turn:
    if session.length is None:
        return session, ()
    tempo = session.phase.step.tempo if session.phase.is_set else None
    amount = ADJUSTMENT_SECONDS if tempo is None else tempo.seconds
    if session.length + direction * amount <= session.elapsed(now):
        return _next(session, now)
    return lengthened(session.with_undo_point(now, stays=True), direction * amount), (Changed(),)


def lengthened(session: Session, seconds: float) -> Session:
    """Returns the session with the present phase longer, or shorter."""
    return replace(session, extra=session.extra + seconds)


def _skip(session: Session, now: float) -> Turn:
    session = session.with_undo_point(now)
    phases = session.timeline.phases
    index = next(each for each in range(session.index, len(phases)) if phases[each].is_set)
    result = _skipped(session, index, now)
    session, events = enter(with_result(session, result), index + 1, now, by_itself=False)
    return session, (SetFinished(result, by_itself=False), *events)


def _leave_move(session: Session, now: float) -> Turn:
    session, kept = _keep_present_set(session.with_undo_point(now), now)
    move, phases = session.phase.move, session.timeline.phases
    ahead = range(session.index, len(phases))
    following = next((i for i in ahead if phases[i].move != move), len(phases))
    left = [i for i in range(session.index, following) if phases[i].is_set]
    for index in left:
        if index > session.index or session.result(index) is None:
            session = with_result(session, _skipped(session, index, now))
    session, events = enter(session, following, now, by_itself=False)
    return session, kept + events


def _skipped(session: Session, index: int, now: float) -> SetResult:
    dose = session.timeline.phases[index].step.dose
    nothing = Dose(reps=0) if dose.seconds is None else Dose(seconds=0)
    return SetResult(index, nothing, "skipped", now)


def _undo(session: Session, now: float) -> Turn:
    if not session.undo:
        return session, ()
    point = session.undo[-1]
    was = point.session
    session = replace(session, answers=was.answers, timeline=was.timeline, undo=session.undo[:-1])
    if point.stays:
        return _with_length(session, was, now)
    session = replace(
        session,
        index=was.index,
        extra=was.extra,
        results=was.results,
        anchor=now - point.elapsed,
        held=point.elapsed,
    )
    if not session.is_paused:
        session = _with_lead_in(session, now, point.elapsed)
    return session, (Changed(),)


def _with_length(session: Session, was: Session, now: float) -> Turn:
    """Takes back another length of the present phase while its time runs on.

    A set that is past its former end is over; a break keeps what it was given.
    """
    if was.index != session.index or was.extra == session.extra:
        return session, ()
    former = replace(session, extra=was.extra)
    if (former.length or 0.0) > session.elapsed(now):
        return former, (Changed(),)
    return leave(session, now, by_itself=False) if session.phase.is_set else (session, ())


def _end(session: Session, now: float, *, pain: bool) -> Turn:
    session, events = _keep_present_set(session, now, even_if_skipped=pain)
    session, more = end(session, now, pain=pain)
    return session, events + more


def _keep_present_set(session: Session, now: float, *, even_if_skipped: bool = False) -> Turn:
    """Adds the result of the present set as far as it came, unless it has a result already.

    A set of which nothing was done gets none, unless it is the one that was stopped for pain.
    """
    if not session.phase.is_set or session.result(session.index) is not None:
        return session, ()
    result = reached(session, now)
    if result.outcome == "skipped" and not even_if_skipped:
        return session, ()
    return with_result(session, result), (SetFinished(result, by_itself=False),)


COMMANDS: Mapping[Command, Callable[[Session, float], Turn]] = {
    Command.PAUSE: _pause,
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.LONGER: partial(_adjust, direction=1),
    Command.SHORTER: partial(_adjust, direction=-1),
    Command.DONE: _done,
    Command.SKIP: _skip,
    Command.LEAVE_MOVE: _leave_move,
    Command.UNDO: _undo,
    Command.STOP: partial(_end, pain=True),
    Command.END: partial(_end, pain=False),
}
"""Each takes a session that is not over, and the instant of the command."""
