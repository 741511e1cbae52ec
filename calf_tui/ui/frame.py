"""A session at an instant as what the live screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from calf_tui.core import words
from calf_tui.core.exercise import Tempo
from calf_tui.core.repetition import repetition_at

if TYPE_CHECKING:
    from calf_tui.core.session import Session
    from calf_tui.core.timeline import Phase

Mood = Literal["ready", "work", "rest", "change", "paused"]
"""What a colour and a shape stand for."""
MOODS: tuple[Mood, ...] = get_args(Mood)

_MOODS: dict[str, Mood] = {
    "ready": "ready",
    "work": "work",
    "open": "work",
    "rest": "rest",
    "switch": "change",
    "change": "change",
}
_SHAPES: dict[Mood, str] = {
    "ready": "▷",
    "work": "▶",
    "rest": "◼",
    "change": "»",
    "paused": "‖",
}
"""So that a phase is known without its colour."""
_WORDS = {
    "ready": "GET READY",
    "work": "WORK",
    "open": "WORK",
    "rest": "REST",
    "switch": "OTHER LEG",
    "change": "NEXT MOVE",
}


@dataclass(frozen=True, slots=True)
class Beat:
    """Where in a repetition a paced set stands: `into` seconds of its tempo."""

    tempo: Tempo
    into: float
    word: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the live screen shows, as text and fractions (0-1).

    `digits` holds figures and ":" only, never more of them than `longest`. `caption` says what they
    count. `beat` is there in paced sets only, `fetch` while there is something to get ready.
    """

    mood: Mood
    shape: str
    phase: str
    move: str
    place: str
    digits: str
    longest: str
    caption: str
    beat: Beat | None
    fraction: float
    cue: str
    following: str
    fetch: str
    routine: str
    progress: str


def frame_of(session: Session, now: float) -> Frame:
    """What to show of a session at `now`."""
    phase = session.phase
    lead_in = session.lead_in(now)
    figures = _lead_in(lead_in) if lead_in else _figures(session, now)
    mood: Mood = "paused" if session.is_paused else "ready" if lead_in else _MOODS[phase.kind]
    return Frame(
        mood=mood,
        shape=_SHAPES[mood],
        phase="PAUSED" if session.is_paused else "READY" if lead_in else _WORDS[phase.kind],
        move=phase.step.exercise.name,
        place=_place(phase),
        digits=figures.digits,
        longest=figures.longest,
        caption=figures.caption,
        beat=_beat(session, now),
        fraction=_fraction(session, now),
        cue=_cue(phase),
        following=_following(session),
        fetch=_fetch(session),
        routine=session.timeline.routine.name,
        progress=_progress(session, now),
    )


class _Figures(NamedTuple):
    digits: str
    longest: str
    caption: str


def _lead_in(seconds: float) -> _Figures:
    digits = words.clock(seconds).removeprefix("0:0")
    return _Figures(digits, digits, "until you go on")


def _figures(session: Session, now: float) -> _Figures:
    phase, elapsed = session.phase, session.elapsed(now)
    step = phase.step
    if phase.kind == "open":
        amount = words.amount(step.dose, step.exercise)
        return _Figures(words.clock(elapsed), "00:00", f"{amount}, enter when done")
    length = session.length or 0.0
    if phase.kind == "work" and step.tempo is not None:
        repetition = repetition_at(step.tempo, elapsed)
        reps = max(step.dose.reps or 0, round(length / step.tempo.seconds))
        number = min(repetition.number, reps)
        left = words.clock(repetition.remaining).removeprefix("0:").lstrip("0")
        word = getattr(step.exercise.words, repetition.part)
        caption = f"{word} {left} · {step.exercise.repetition} {number} of {reps}"
        return _Figures(str(number), "0" * len(str(reps)), caption)
    remaining = words.clock(session.remaining(now) or 0.0)
    longest = words.clock(length)
    if length < 60:
        remaining = remaining.removeprefix("0:").lstrip("0") or "0"
        longest = "0" * len(longest.removeprefix("0:").lstrip("0") or "0")
    return _Figures(remaining, longest, f"left of {words.clock(length)}")


def _beat(session: Session, now: float) -> Beat | None:
    """None where nothing is paced."""
    tempo = session.phase.step.tempo
    if session.phase.kind != "work" or tempo is None:
        return None
    elapsed = session.elapsed(now)
    word = getattr(session.phase.step.exercise.words, repetition_at(tempo, elapsed).part)
    return Beat(tempo, elapsed % tempo.seconds, word)


def _fraction(session: Session, now: float) -> float:
    return 0.0 if not session.length else (session.remaining(now) or 0.0) / session.length


def _place(phase: Phase) -> str:
    step = phase.step
    which = f"set {phase.set} of {step.sets}"
    which = which.capitalize() if phase.is_set else f"Then {which}"
    parts = [which, words.SIDE_WORDS[phase.side], words.load(step)]
    return " · ".join(part for part in parts if part)


def _cue(phase: Phase) -> str:
    """One cue a set, the next one each time; a mistake to avoid while the runner rests."""
    exercise = phase.step.exercise
    if phase.kind == "rest" and exercise.mistakes:
        mistake = exercise.mistakes[(phase.set - 2) % len(exercise.mistakes)]
        return f"Avoid: {mistake[:1].lower()}{mistake[1:]}"
    cues = exercise.cues
    return cues[(phase.set - 1) % len(cues)] if cues else ""


def _following(session: Session) -> str:
    """What comes after the present phase; a change of move is left out, the move says more."""
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


def _fetch(session: Session) -> str:
    """What the next move needs that this one does not, from the rest before the last set on."""
    phase = session.phase
    if phase.kind in ("ready", "change"):
        return ", ".join(phase.step.exercise.kit)
    later = (each for each in session.timeline.phases[session.index :] if each.move > phase.move)
    following = next(later, None)
    if following is None or phase.set < phase.step.sets:
        return ""
    at_hand = phase.step.exercise.kit
    return ", ".join(item for item in following.step.exercise.kit if item not in at_hand)


def _progress(session: Session, now: float) -> str:
    moves = len(session.timeline.routine.steps)
    left = words.clock(session.time_left(now)) + (" +" if session.timeline.routine.is_open else "")
    return f"Move {session.phase.move} of {moves} · {left} left"
