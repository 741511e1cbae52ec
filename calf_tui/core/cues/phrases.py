"""The spoken phrases of a session, which go with some of the cues if speech is on [ours]."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from calf_tui.core.cues.cue import Sound
from calf_tui.core.cues.cue_schedule import MARKED_REPETITION, phase_cues
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.text import spoken_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calf_tui.core.session.state import Session
    from calf_tui.core.session.timeline import Phase, Timeline

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


def phase_phrases(phase: Phase, seconds: float | None = None) -> tuple[Phrase, ...]:
    """Returns the phrases of a phase in order of time, `at` in seconds from its start.

    `seconds` is the phase's length if the runner changed it; the default is the planned length.
    Phrases that would begin after its end are left out.
    """
    length = phase.seconds if seconds is None else seconds
    said = (phrase.later(AFTER_TONE) for phrase in _said(phase, length))
    return tuple(phrase for phrase in said if length is None or phrase.at < length)


def upcoming_phrases(session: Session, now: float) -> tuple[Phrase, ...]:
    """Returns the phrases from now on, in order of time, `at` in seconds from `now`.

    They reach as far as `upcoming_cues`: to the end of the session or to the next open set.
    """
    if session.is_paused or session.is_over:
        return ()
    return tuple(_stretch(session, now))


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


def _stretch(session: Session, now: float) -> Iterator[Phrase]:
    start, length = session.anchor - now, session.length
    elapsed = session.elapsed(now)
    for phrase in phase_phrases(session.phase, length):
        if phrase.at > elapsed:
            yield phrase.later(start)
    for phase in session.timeline.phases[session.index + 1 :]:
        if length is None:
            return
        start, length = start + length, phase.seconds
        for phrase in phase_phrases(phase):
            yield phrase.later(start)


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
