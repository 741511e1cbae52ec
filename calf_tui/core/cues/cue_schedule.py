"""Which cues are heard when: in a phase, and from now on as far as the future is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.cues.cue import NO_TIME, Cue, Sound
from calf_tui.core.session.state import Ended, Entered, Paused, Resumed, SetFinished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.routines.routine import Tempo
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.session.timeline import Phase


COUNTDOWN_SECONDS = 3
HALF_WAY_FROM_SECONDS = 20.0
"""Timed sets of at least this many seconds have a half-way sound."""
MARKED_REPETITION = 5
"""Every fifth repetition ends with a different sound."""
WAITING_SECONDS = 600.0
"""A speaker that waits longer for the runner may go to sleep [ours]."""
SAME_INSTANT = 1e-6
"""Two instants less than this many seconds apart count as one: sums of floats are not exact."""


def phase_cues(phase: Phase, seconds: float | None = None) -> tuple[Cue, ...]:
    """Returns the sounds of a phase in order of time, `at` in seconds from its start.

    `seconds` is the phase's length if the runner changed it; the default is the planned length. An
    open set has only its go tone, because its end is not known.
    """
    length = phase.seconds if seconds is None else seconds
    if length is None:
        return (Cue(0.0, Sound.GO),)
    cues = [Cue(at, Sound.TICK) for at in _countdown(length)]
    if phase.kind == "work":
        tempo = phase.step.tempo
        cues = [cue for cue in cues if cue.at > 0]
        cues.append(Cue(0.0, Sound.GO))
        if tempo is not None:
            cues.extend(cue for cue in _paced(tempo, length) if cue.at < length - SAME_INSTANT)
        elif length >= HALF_WAY_FROM_SECONDS:
            cues.append(Cue(length / 2, Sound.HALF))
    if phase.ending is not None:
        cues.append(Cue(length, phase.ending))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def _countdown(length: float) -> Iterator[float]:
    for remaining in range(COUNTDOWN_SECONDS, 0, -1):
        if length >= remaining:
            yield length - remaining


def _paced(tempo: Tempo, length: float) -> Iterator[Cue]:
    """Yields a rising note for up, a falling note for down, and a click at the top and bottom."""
    for repetition in range(round(length / tempo.seconds)):
        start = repetition * tempo.seconds
        top = start + tempo.up
        down = top + tempo.top
        bottom = down + tempo.down
        if tempo.up:
            yield Cue(start, Sound.UP, tempo.up)
            yield Cue(top, Sound.CLICK)
        if tempo.down:
            yield Cue(down, Sound.DOWN, tempo.down)
        marked = (repetition + 1) % MARKED_REPETITION == 0
        yield Cue(bottom, Sound.FIFTH if marked else Sound.CLICK)


def upcoming_cues(session: Session, now: float) -> tuple[Cue, ...]:
    """Returns the cues from now on, in order of time, `at` in seconds from `now`.

    They reach to the end of the session, or to the go tone of the next open set. A session that is
    paused or over has none.
    """
    if session.is_paused or session.is_over:
        return ()
    return tuple(sorted(_stretch(session, now), key=lambda cue: cue.at))


def awake_time(session: Session, cues: Sequence[Cue]) -> tuple[float, float]:
    """Returns from when to when, in seconds from now, a speaker must stay awake after a change.

    `cues` are the upcoming ones. After them a pause or an open set may last, and its end is heard
    at once: the speaker waits for that for `WAITING_SECONDS`.
    """
    if session.is_over:
        return NO_TIME
    last = max((cue.at for cue in cues), default=0.0)
    ahead = session.timeline.phases[session.index + 1 :]
    waits = session.is_paused or session.length is None or any(p.seconds is None for p in ahead)
    return 0.0, last + (WAITING_SECONDS if waits else 0.0)


def answer_cues(session: Session, events: Sequence[Event]) -> tuple[Cue, ...]:
    """Returns the sounds that answer a key at once: a set ended early, a pause, a resumption.

    The sounds of what ended by itself are among the upcoming cues already.
    """
    sounds = (_answer(session, event) for event in events)
    return tuple(Cue(0.0, sound) for sound in sounds if sound is not None)


def needs_new_plan(events: Sequence[Event]) -> bool:
    """Returns whether these events change the upcoming cues, so that the player needs new ones.

    Phases that end by themselves do not change them. An open set never ends by itself.
    """
    return any(
        not (isinstance(event, SetFinished | Entered | Ended) and event.by_itself)
        for event in events
    )


def _answer(session: Session, event: Event) -> Sound | None:
    if isinstance(event, Paused):
        return Sound.WARNING if event.stalled else Sound.PAUSE
    if isinstance(event, Resumed):
        return Sound.RESUME
    if isinstance(event, SetFinished) and not event.by_itself and event.result.outcome != "skipped":
        return session.timeline.phases[event.result.phase].ending
    return None


def _stretch(session: Session, now: float) -> Iterator[Cue]:
    yield from _lead_in(session, now)
    start = session.anchor - now
    elapsed = session.elapsed(now)
    for cue in phase_cues(session.phase, session.length):
        # A cue due at this very instant has been played already, except at the start of a phase.
        if cue.at > elapsed or elapsed == 0:
            yield cue.later(start)
    if session.length is None:
        return
    start += session.length
    for phase in session.timeline.phases[session.index + 1 :]:
        for cue in phase_cues(phase):
            yield cue.later(start)
        if phase.seconds is None:
            return
        start += phase.seconds


def _lead_in(session: Session, now: float) -> Iterator[Cue]:
    """Yields the ticks before work goes on, and a go tone unless the phase's own start has one."""
    wait = session.lead_in(now)
    if wait <= 0:
        return
    for remaining in range(COUNTDOWN_SECONDS - 1, 0, -1):
        if wait >= remaining:
            yield Cue(wait - remaining, Sound.TICK)
    if session.held > 0:
        yield Cue(wait, Sound.GO)
