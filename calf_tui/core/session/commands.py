"""The commands: each a function from a session and an instant to a session and its events."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import Dose
from calf_tui.core.session.state import (
    Changed,
    Command,
    Paused,
    Resumed,
    Session,
    SetFinished,
    SetResult,
    UndoPoint,
)
from calf_tui.core.session.transitions import end, enter, leave, paused, reached, with_result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calf_tui.core.session.transitions import Turn

LEAD_IN_SECONDS = 3.0
"""Seconds from a resumption to work [ours]."""
BACK_WINDOW_SECONDS = 2.0
"""Within this many seconds of a phase's start, BACK goes to the phase before it [ours]."""
ADJUSTMENT_SECONDS = 10.0
UNDO_DEPTH = 50


def asks_for_reps(session: Session, command: Command) -> bool:
    """Returns whether the command leaves an open set, so that its repetitions must be asked for."""
    return session.phase.kind == "open" and command in (Command.NEXT, Command.LEAVE_MOVE)


def _remember(session: Session, now: float) -> Session:
    return replace(session, undo=(*session.undo, UndoPoint.of(session, now))[-UNDO_DEPTH:])


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
    return leave(_remember(session, now), now, by_itself=False)


def _done(session: Session, now: float) -> Turn:
    # A press meant for the set that has just ended by itself must not cut the rest short.
    if not session.phase.is_set and session.elapsed(now) < BACK_WINDOW_SECONDS:
        return session, ()
    if session.phase.kind == "open" and session.counted is None:
        session = replace(session, counted=session.phase.step.dose.reps)
    return _next(session, now)


def _back(session: Session, now: float) -> Turn:
    restart = session.elapsed(now) >= BACK_WINDOW_SECONDS or session.index == 0
    index = session.index if restart else session.index - 1
    session, events = enter(_remember(session, now), index, now, by_itself=False)
    return (session if session.is_paused else _with_lead_in(session, now, 0.0)), events


def adjustment(session: Session) -> float:
    """Returns by how many seconds a phase is changed: ten, or the nearest whole repetitions."""
    tempo = session.phase.step.tempo if session.phase.is_set else None
    if tempo is None:
        return ADJUSTMENT_SECONDS
    return tempo.seconds * max(1, round(ADJUSTMENT_SECONDS / tempo.seconds))


def _adjust(session: Session, now: float, *, direction: int) -> Turn:
    if session.length is None:
        return session, ()
    amount = adjustment(session)
    if session.length + direction * amount <= session.elapsed(now):
        return _next(session, now)
    session = _remember(session, now)
    return replace(session, extra=session.extra + direction * amount), (Changed(),)


def _skip(session: Session, now: float) -> Turn:
    session = _remember(session, now)
    phases = session.timeline.phases
    index = next(each for each in range(session.index, len(phases)) if phases[each].is_set)
    result = _skipped(session, index, now)
    session, events = enter(with_result(session, result), index + 1, now, by_itself=False)
    return session, (SetFinished(result, by_itself=False), *events)


def _leave_move(session: Session, now: float) -> Turn:
    session, kept = _keep_present_set(_remember(session, now), now)
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
    session = replace(
        session, answers=point.answers, timeline=point.timeline, undo=session.undo[:-1]
    )
    if point.stays:
        return session, ()
    session = replace(
        session,
        index=point.index,
        extra=point.extra,
        results=point.results,
        anchor=now - point.elapsed,
        held=point.elapsed,
    )
    if not session.is_paused:
        session = _with_lead_in(session, now, point.elapsed)
    return session, (Changed(),)


def _end(session: Session, now: float, *, pain: bool) -> Turn:
    session, events = _keep_present_set(session, now)
    session, more = end(session, now, pain=pain)
    return session, events + more


def _keep_present_set(session: Session, now: float) -> Turn:
    """Adds the result of the present set as far as it came, unless it has a result already.

    An open set without a count of repetitions gets no result.
    """
    if not session.phase.is_set or session.result(session.index) is not None:
        return session, ()
    result = reached(session, now)
    if result.outcome == "skipped":
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
