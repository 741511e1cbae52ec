"""A session at an instant as what the live screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calf_tui.core import words
from calf_tui.core.repetition import repetition_at

if TYPE_CHECKING:
    from calf_tui.core.session import Session
    from calf_tui.core.timeline import Phase

Mood = Literal["ready", "work", "rest", "change", "paused"]
"""What a colour and a shape stand for."""

_MOODS: dict[str, Mood] = {
    "ready": "ready",
    "work": "work",
    "open": "work",
    "rest": "rest",
    "switch": "change",
    "change": "change",
}
_WORDS = {
    "ready": "GET READY",
    "work": "WORK",
    "open": "WORK",
    "rest": "REST",
    "switch": "OTHER LEG",
    "change": "NEXT MOVE",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the live screen shows, as text and fractions (0-1).

    `digits` holds figures, ":" and "/" only. `caption` says what they count.
    """

    mood: Mood
    phase: str
    move: str
    place: str
    digits: str
    caption: str
    fraction: float
    cue: str
    following: str
    routine: str
    progress: str
    overall: float


def frame_of(session: Session, now: float) -> Frame:
    """What to show of a session at `now`."""
    phase = session.phase
    lead_in = session.lead_in(now)
    digits, caption = _lead_in(lead_in) if lead_in else _digits(session, now)
    return Frame(
        mood="paused" if session.is_paused else "ready" if lead_in else _MOODS[phase.kind],
        phase="PAUSED" if session.is_paused else "READY" if lead_in else _WORDS[phase.kind],
        move=phase.step.exercise.name,
        place=_place(phase),
        digits=digits,
        caption=caption,
        fraction=_fraction(session, now),
        cue=_cue(phase),
        following=_following(session),
        routine=session.timeline.routine.name,
        progress=_progress(session, now),
        overall=_overall(session, now),
    )


def _lead_in(seconds: float) -> tuple[str, str]:
    return words.clock(seconds).removeprefix("0:0"), "until you go on"


def _digits(session: Session, now: float) -> tuple[str, str]:
    phase, elapsed = session.phase, session.elapsed(now)
    step = phase.step
    if phase.kind == "open":
        return words.clock(elapsed), f"{words.amount(step.dose, step.exercise)}, enter when done"
    if phase.kind == "work" and step.tempo is not None:
        repetition = repetition_at(step.tempo, elapsed)
        reps = max(step.dose.reps or 0, round((session.length or 0) / step.tempo.seconds))
        word = getattr(step.exercise.words, repetition.part)
        return (
            f"{min(repetition.number, reps)}/{reps}",
            f"{word} {words.clock(repetition.remaining).removeprefix('0:').lstrip('0')}",
        )
    remaining = words.clock(session.remaining(now) or 0.0)
    if (session.length or 0) < 60:
        remaining = remaining.removeprefix("0:").lstrip("0") or "0"
    return remaining, f"left of {words.clock(session.length or 0.0)}"


def _fraction(session: Session, now: float) -> float:
    return 0.0 if not session.length else (session.remaining(now) or 0.0) / session.length


def _overall(session: Session, now: float) -> float:
    """How far the session has come, by its planned lengths; an open set has none."""
    timeline = session.timeline
    before = sum(phase.seconds or 0.0 for phase in timeline.phases[: session.index])
    present = (1 - _fraction(session, now)) * (session.phase.seconds or 0.0)
    return (before + present) / timeline.seconds if timeline.seconds else 0.0


def _place(phase: Phase) -> str:
    step = phase.step
    which = f"set {phase.set} of {step.sets}"
    which = which.capitalize() if phase.is_set else f"Then {which}"
    parts = [which, words.SIDE_WORDS[phase.side], words.load(step)]
    return " · ".join(part for part in parts if part)


def _cue(phase: Phase) -> str:
    """One cue a set, the next one each time."""
    cues = phase.step.exercise.cues
    return cues[(phase.set - 1) % len(cues)] if cues else ""


def _following(session: Session) -> str:
    """What comes after the present phase, rests left out where the set says more."""
    ahead = session.timeline.phases[session.index + 1 :]
    if not ahead:
        return "the end"
    phase = ahead[0]
    if not phase.is_set:
        rest = f"{_WORDS[phase.kind].lower()} {words.seconds(phase.seconds or 0)}"
        if phase.kind != "change":
            return rest
    step = phase.step
    amount = words.amount(step.dose, step.exercise)
    parts = [step.exercise.name, amount, words.SIDE_WORDS[phase.side], words.load(step)]
    return ", ".join(part for part in parts if part)


def _progress(session: Session, now: float) -> str:
    moves = len(session.timeline.routine.steps)
    left = words.clock(session.time_left(now)) + (" +" if session.timeline.routine.is_open else "")
    return f"Move {session.phase.move} of {moves} · {left} left"
