"""The session engine: what time and keys make of a session.

Everything is derived from deadlines: a phase ends at the instant its predecessor ended plus its
own length, however late somebody looks. All instants are seconds of one monotonic clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.routine import Dose
from calf_tui.core.session import (
    Changed,
    Command,
    Ended,
    Entered,
    Paused,
    Place,
    Resumed,
    Session,
    SetFinished,
    SetResult,
)

if TYPE_CHECKING:
    from calf_tui.core.record import Outcome, Status
    from calf_tui.core.session import Event
    from calf_tui.core.timeline import Timeline

    Turn = tuple[Session, tuple[Event, ...]]

LEAD_IN_SECONDS = 3.0
"""From resume to work [ours]."""
BACK_WINDOW_SECONDS = 2.0
"""Back, this soon after a phase began, means the phase before it [ours]."""
ADJUSTMENT_SECONDS = 10.0
STALL_SECONDS = 5.0
"""Seconds nobody looked after which the session waits, paused [ours]."""
LEAST_SECONDS = 1.0
"""A timed set left sooner than this was not begun [ours]."""
UNDO_DEPTH = 50
ROUNDING = 1e-6


def start(timeline: Timeline, now: float) -> Session:
    """A session that begins now."""
    return Session(timeline, began=now, seen=now, anchor=now)


def advance(session: Session, now: float) -> Turn:
    """The session at `now`, with what happened since somebody last looked.

    Phases that are over have ended at their deadlines, not when this was called. After more than
    `STALL_SECONDS` unseen the session waits where it was last seen. An earlier `now` than the last
    counts as the last: time never runs backwards.
    """
    if session.is_over:
        return session, ()
    now = max(now, session.seen)
    if now - session.seen > STALL_SECONDS and not session.is_paused:
        return stall(session, now)
    events: tuple[Event, ...] = ()
    while (deadline := _deadline(session)) is not None and now >= deadline:
        session, more = _leave(session, deadline, by_itself=True)
        events += more
    return replace(session, seen=now), events


def stall(session: Session, now: float) -> Turn:
    """Paused where it was last seen: the machine slept, or the terminal was stopped."""
    if session.is_over or session.is_paused:
        return replace(session, seen=max(now, session.seen)), ()
    return replace(_paused(session, session.seen), seen=now), (Paused(stalled=True),)


def obey(session: Session, command: Command, now: float) -> Turn:
    """The session after a command at `now`, with everything that happened on the way."""
    session, events = advance(session, now)
    if session.is_over:
        return session, events
    session, more = _COMMANDS[command](session, session.seen)
    return session, events + more


def _deadline(session: Session) -> float | None:
    if session.is_over or session.is_paused or session.length is None:
        return None
    return session.anchor + session.length


def _paused(session: Session, now: float) -> Session:
    return replace(session, held=session.elapsed(now), paused_at=now)


def _enter(session: Session, index: int, at: float, *, by_itself: bool) -> Turn:
    """Into a phase, or over the end. A paused session stays paused."""
    if index >= len(session.timeline.phases):
        return _end(session, at, by_itself=by_itself)
    moved = replace(session, index=index, anchor=at, held=0.0, extra=0.0)
    return moved, (Entered(index, by_itself),)


def _leave(session: Session, at: float, *, by_itself: bool) -> Turn:
    """On to the next phase; a set is kept with what was reached."""
    events: tuple[Event, ...] = ()
    if session.phase.is_set:
        result = _reached(session, at)
        session = _with_result(session, result)
        if by_itself:
            session = replace(session, undo=())
        events = (SetFinished(result, by_itself),)
    session, more = _enter(session, session.index + 1, at, by_itself=by_itself)
    return session, events + more


def _reached(session: Session, at: float) -> SetResult:
    """What the present set comes to if it ends now; an open one has done all it asked for."""
    step, elapsed = session.phase.step, session.elapsed(at)
    if step.seconds is None or abs(elapsed - step.seconds) < ROUNDING:
        done = step.dose
    elif step.tempo is not None:
        done = Dose(reps=int(elapsed / step.tempo.seconds + ROUNDING))
    else:
        done = Dose(seconds=round(elapsed, 1) if elapsed >= LEAST_SECONDS else 0)
    return SetResult(session.index, done, _outcome(step.dose, done), at)


def _outcome(planned: Dose, done: Dose) -> Outcome:
    if done.amount >= planned.amount:
        return "done"
    return "short" if done.amount > 0 else "skipped"


def _with_result(session: Session, result: SetResult) -> Session:
    others = (each for each in session.results if each.phase != result.phase)
    kept = sorted((*others, result), key=lambda each: each.phase)
    return replace(session, results=tuple(kept))


def _end(session: Session, at: float, *, pain: bool = False, by_itself: bool = False) -> Turn:
    """Completed if every set is done; stopped for pain whatever was done."""
    done = sum(result.outcome == "done" for result in session.results)
    complete = done == len(session.timeline.sets)
    status: Status = "stopped_pain" if pain else "completed" if complete else "partial"
    return replace(session, status=status, ended=at), (Ended(status, by_itself),)


def _remember(session: Session, now: float) -> Session:
    place = Place(session.index, session.elapsed(now), session.extra, session.results)
    return replace(session, undo=(*session.undo, place)[-UNDO_DEPTH:])


def _with_lead_in(session: Session, now: float, elapsed: float) -> Session:
    """Runs on from `elapsed` seconds into the phase, a set after a short lead-in."""
    lead_in = LEAD_IN_SECONDS if session.phase.kind == "work" else 0.0
    return replace(session, anchor=now + lead_in - elapsed, held=elapsed)


def _pause(session: Session, now: float) -> Turn:
    if session.paused_at is None:
        return _paused(session, now), (Paused(stalled=False),)
    resumed = replace(session, paused_at=None, idle=session.idle + now - session.paused_at)
    return _with_lead_in(resumed, now, session.held), (Resumed(),)


def _next(session: Session, now: float) -> Turn:
    return _leave(_remember(session, now), now, by_itself=False)


def _done(session: Session, now: float) -> Turn:
    # A press meant for the set that has just ended by itself must not cut the rest short.
    if not session.phase.is_set and session.elapsed(now) < BACK_WINDOW_SECONDS:
        return session, ()
    return _next(session, now)


def _back(session: Session, now: float) -> Turn:
    restart = session.elapsed(now) >= BACK_WINDOW_SECONDS or session.index == 0
    index = session.index if restart else session.index - 1
    session, events = _enter(_remember(session, now), index, now, by_itself=False)
    return (session if session.is_paused else _with_lead_in(session, now, 0.0)), events


def _adjust(session: Session, now: float, direction: int) -> Turn:
    """Ten seconds, or as many whole repetitions as come nearest; nothing for an open set."""
    if session.length is None:
        return session, ()
    tempo = session.phase.step.tempo if session.phase.is_set else None
    amount = ADJUSTMENT_SECONDS
    if tempo is not None:
        amount = tempo.seconds * max(1, round(ADJUSTMENT_SECONDS / tempo.seconds))
    if session.length + direction * amount <= session.elapsed(now):
        return _next(session, now)
    session = _remember(session, now)
    return replace(session, extra=session.extra + direction * amount), (Changed(),)


def _longer(session: Session, now: float) -> Turn:
    return _adjust(session, now, +1)


def _shorter(session: Session, now: float) -> Turn:
    return _adjust(session, now, -1)


def _skip(session: Session, now: float) -> Turn:
    session = _remember(session, now)
    phases = session.timeline.phases
    index = next(each for each in range(session.index, len(phases)) if phases[each].is_set)
    dose = phases[index].step.dose
    nothing = Dose(reps=0) if dose.seconds is None else Dose(seconds=0)
    result = SetResult(index, nothing, "skipped", now)
    session, events = _enter(_with_result(session, result), index + 1, now, by_itself=False)
    return session, (SetFinished(result, by_itself=False), *events)


def _undo(session: Session, now: float) -> Turn:
    if not session.undo:
        return session, ()
    place = session.undo[-1]
    session = replace(
        session,
        index=place.index,
        extra=place.extra,
        results=place.results,
        undo=session.undo[:-1],
        anchor=now - place.elapsed,
        held=place.elapsed,
    )
    if not session.is_paused:
        session = _with_lead_in(session, now, place.elapsed)
    return session, (Changed(),)


def _stop(session: Session, now: float) -> Turn:
    session, events = _keep_present_set(session, now)
    session, more = _end(session, now, pain=True)
    return session, events + more


def _finish(session: Session, now: float) -> Turn:
    session, events = _keep_present_set(session, now)
    session, more = _end(session, now)
    return session, events + more


def _keep_present_set(session: Session, now: float) -> Turn:
    """The set under way is kept as far as it came, unless it had been ended once before.

    Nobody has said how far an open set came, so it is not kept.
    """
    if session.phase.kind != "work" or session.result(session.index) is not None:
        return session, ()
    result = _reached(session, now)
    if result.outcome == "skipped":
        return session, ()
    return _with_result(session, result), (SetFinished(result, by_itself=False),)


_COMMANDS = {
    Command.PAUSE: _pause,
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.LONGER: _longer,
    Command.SHORTER: _shorter,
    Command.DONE: _done,
    Command.SKIP: _skip,
    Command.UNDO: _undo,
    Command.STOP: _stop,
    Command.END: _finish,
}
