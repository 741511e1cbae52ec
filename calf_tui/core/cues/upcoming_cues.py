"""The cues from now on, as far as the end of each phase is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.cues.cue import Cue, Sound
from calf_tui.core.cues.phase_cues import COUNTDOWN_SECONDS, phase_cues
from calf_tui.core.session.state import Ended, Entered, Paused, Resumed, SetFinished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.session.state import Event, Session


def upcoming_cues(session: Session, now: float) -> tuple[Cue, ...]:
    """Returns the cues from now on, in order of time, `at` in seconds from `now`.

    They reach to the end of the session, or to the go tone of the next open set. A session that is
    paused or over has none.
    """
    if session.is_paused or session.is_over:
        return ()
    return tuple(sorted(_stretch(session, now), key=lambda cue: cue.at))


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
