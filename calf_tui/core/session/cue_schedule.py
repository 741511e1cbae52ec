"""Which cues are heard and which phrases are spoken, in a phase and from now on."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.core.session.state import Ended, Entered, Event, Paused, Resumed, Session, SetFinished
from calf_tui.core.text import spoken_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from calf_tui.core.routines.routine import Tempo
    from calf_tui.core.session.timeline import Phase, Timeline

COUNTDOWN_SECONDS = 3
HALF_WAY_FROM_SECONDS = 20.0
"""Timed sets of at least this many seconds have a half-way sound."""
MARKED_REPETITION = 5
"""Every fifth repetition ends with a different sound."""
WAITING_SECONDS = 600.0
"""A speaker that waits longer for the runner may go to sleep [ours]."""
SAME_INSTANT = 1e-6
"""Two instants less than this many seconds apart count as one: sums of floats are not exact."""
AFTER_TONE = 0.5
"""Seconds between a tone and the phrase that belongs to it, so that the tone has faded."""
OTHER_LEG = "other leg"
LAST_SET = "last set"
HALF_WAY = "half"


class Priority(IntEnum):
    """Of two phrases that would overlap, the one with the higher priority is spoken."""

    COUNT = 1
    HALF = 2
    TURN = 3
    MOVE = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Spoken words at an instant; `at` is in seconds, counted like a cue's."""

    at: float
    text: str
    priority: Priority

    def later(self, seconds: float) -> Phrase:
        """Returns the phrase `seconds` later."""
        return replace(self, at=self.at + seconds)


Timed = TypeVar("Timed", Cue, Phrase)


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
    cues = (*_lead_in(session, now), *_upcoming(session, now, phase_cues))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def awake_until(session: Session, cues: Sequence[Cue]) -> float:
    """Returns until when, in seconds from now, a speaker must stay awake; 0 at the end.

    `cues` are the upcoming ones. After them a pause or an open set may last, and its end is heard
    at once: the speaker waits for that for `WAITING_SECONDS`.
    """
    if session.is_over:
        return 0.0
    last = max((cue.at for cue in cues), default=0.0)
    ahead = session.timeline.phases[session.index + 1 :]
    waits = session.is_paused or session.length is None or any(p.seconds is None for p in ahead)
    return last + (WAITING_SECONDS if waits else 0.0)


def answer_cues(session: Session, events: Sequence[Event]) -> tuple[Cue, ...]:
    """Returns the sounds that answer a key at once; other ends are among the upcoming cues."""
    sounds = (_answer(session, event) for event in events)
    return tuple(Cue(0.0, sound) for sound in sounds if sound is not None)


def needs_new_plan(events: Sequence[Event]) -> bool:
    """Returns whether these events change the upcoming cues; what ends by itself does not."""
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


def _upcoming(
    session: Session, now: float, of_phase: Callable[[Phase, float | None], Sequence[Timed]]
) -> Iterator[Timed]:
    """Yields what is due from now on, as far as the future is known."""
    start, length, elapsed = session.anchor - now, session.length, session.elapsed(now)
    for each in of_phase(session.phase, length):
        # What is due at this very instant has been played already, except at a phase's start.
        if each.at > elapsed or elapsed == 0:
            yield each.later(start)
    for phase in session.timeline.phases[session.index + 1 :]:
        if length is None:
            return
        start, length = start + length, phase.seconds
        for each in of_phase(phase, length):
            yield each.later(start)


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


def phase_phrases(phase: Phase, seconds: float | None = None) -> tuple[Phrase, ...]:
    """Returns the phrases of a phase in order of time, `at` in seconds from its start.

    `seconds` is the phase's length if the runner changed it; the default is the planned length.
    Phrases that would begin after its end are left out.
    """
    length = phase.seconds if seconds is None else seconds
    said = (phrase.later(AFTER_TONE) for phrase in _said(phase, length))
    return tuple(phrase for phrase in said if length is None or phrase.at < length)


def upcoming_phrases(session: Session, now: float) -> tuple[Phrase, ...]:
    """Returns the phrases from `now` on in order of time, as far as `upcoming_cues` reaches."""
    if session.is_paused or session.is_over:
        return ()
    return tuple(_upcoming(session, now, phase_phrases))


def texts_of(timeline: Timeline) -> tuple[str, ...]:
    """Returns every text that a session may speak, each once, in order of first use."""
    phrases = (phrase for phase in timeline.phases for phrase in phase_phrases(phase))
    return tuple(dict.fromkeys(phrase.text for phrase in phrases))


def without_overlaps(phrases: Sequence[Phrase], seconds: Mapping[str, float]) -> tuple[Phrase, ...]:
    """Returns the phrases that can be spoken without overlap, in order of time.

    `seconds` holds the spoken length of each text; a text that is missing there is left out. Of
    phrases that overlap, the one with the highest priority stays, and of equals the first.
    """
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.priority, phrase.at)):
        if phrase.text not in seconds:
            continue
        end = phrase.at + seconds[phrase.text]
        if all(end <= other.at or phrase.at >= other.at + seconds[other.text] for other in kept):
            kept.append(phrase)
    return tuple(sorted(kept, key=lambda phrase: phrase.at))


def _said(phase: Phase, length: float | None) -> Iterator[Phrase]:
    """Yields the phrases at the instants of their tones."""
    if phase.kind in ("ready", "change") or (phase.kind == "rest" and phase.begins_turn):
        yield Phrase(0.0, phase.step.exercise.name, Priority.MOVE)
    elif phase.kind == "switch":
        yield Phrase(0.0, OTHER_LEG, Priority.TURN)
    elif phase.kind == "rest" and phase.set == phase.step.sets:
        yield Phrase(0.0, LAST_SET, Priority.TURN)
    repetition = 0
    for cue in phase_cues(phase, length):
        if cue.sound is Sound.HALF:
            yield Phrase(cue.at, HALF_WAY, Priority.HALF)
        elif cue.sound is Sound.FIFTH:
            repetition += MARKED_REPETITION
            yield Phrase(cue.at, spoken_numbers.number(repetition), Priority.COUNT)
