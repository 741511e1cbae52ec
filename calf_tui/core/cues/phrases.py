"""What is said, and when: words that go with some of the cues, for those who want them [ours]."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from calf_tui.core.cues.cue import Sound
from calf_tui.core.cues.phase_cues import MARKED_REPETITION, phase_cues
from calf_tui.core.text import spoken_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calf_tui.core.session.state import Session
    from calf_tui.core.session.timeline import Phase, Timeline

AFTER_TONE = 0.5
"""Seconds by which a phrase waits for the tone of its instant to fade."""
OTHER_LEG = "other leg"
LAST_SET = "last set"
HALF_WAY = "half"


class Weight(IntEnum):
    """What is said where two phrases would be heard at once: the heavier."""

    COUNT = 1
    HALF = 2
    TURN = 3
    MOVE = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at an instant; `at` is in seconds, from whatever the holder counts from."""

    at: float
    text: str
    weight: Weight

    def later(self, seconds: float) -> Phrase:
        """The same phrase, moved on."""
        return replace(self, at=self.at + seconds)


def phase_phrases(phase: Phase, seconds: float | None = None) -> tuple[Phrase, ...]:
    """The phrases of a phase in order of time, `at` in seconds from its start.

    `seconds` is its length where the runner has changed it; by default the planned one. What would
    come after its end is left out.
    """
    length = phase.seconds if seconds is None else seconds
    said = (phrase.later(AFTER_TONE) for phrase in _said(phase, length))
    return tuple(phrase for phrase in said if length is None or phrase.at < length)


def upcoming_phrases(session: Session, now: float) -> tuple[Phrase, ...]:
    """The phrases of the stretch ahead, `at` in seconds from `now`, in order.

    The stretch is the one of `upcoming_cues`: it ends with the session, or at the next open set.
    """
    if session.is_paused or session.is_over:
        return ()
    return tuple(_stretch(session, now))


def texts_of(timeline: Timeline) -> tuple[str, ...]:
    """All that may be said in a session as planned, each text once, in order of appearance."""
    phrases = (phrase for phase in timeline.phases for phrase in phase_phrases(phase))
    return tuple(dict.fromkeys(phrase.text for phrase in phrases))


def without_overlaps(phrases: Sequence[Phrase], seconds: Mapping[str, float]) -> tuple[Phrase, ...]:
    """The phrases that can be said one after the other, in order of time.

    `seconds` is the length of each text; one that is missing there cannot be said. Of phrases that
    would be heard at once the heaviest stays, of equals the first; no word is cut.
    """
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.weight, phrase.at)):
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
    """The phrases at the instants they belong to."""
    if phase.kind in ("ready", "change") or (phase.kind == "rest" and phase.begins_turn):
        yield Phrase(0.0, phase.step.exercise.name, Weight.MOVE)
    elif phase.kind == "switch":
        yield Phrase(0.0, OTHER_LEG, Weight.TURN)
    elif phase.kind == "rest" and phase.set == phase.step.sets:
        yield Phrase(0.0, LAST_SET, Weight.TURN)
    repetition = 0
    for cue in phase_cues(phase, length):
        if cue.sound is Sound.HALF:
            yield Phrase(cue.at, HALF_WAY, Weight.HALF)
        elif cue.sound is Sound.FIFTH:
            repetition += MARKED_REPETITION
            yield Phrase(cue.at, spoken_numbers.number(repetition), Weight.COUNT)
