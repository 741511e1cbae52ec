"""A frame: all that the live screen shows of a session at an instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import PARTS, Tempo
from calf_tui.core.session.timeline import repetition_at
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.session.state import Session
    from calf_tui.core.session.timeline import Kind, Phase

Mood = Literal["ready", "work", "rest", "change", "paused"]
"""The states that have a colour and a shape."""
MOODS: tuple[Mood, ...] = get_args(Mood)

_SHAPES: dict[Mood, str] = {
    "ready": "▷",
    "work": "▶",
    "rest": "◼",
    "change": "»",
    "paused": "‖",
}
"""A shape for each mood, so that colour is not needed to tell them apart."""


class _Appearance(NamedTuple):
    """How a kind of phase is shown; `meaning` is that of the time that is counted down."""

    mood: Mood
    word: str
    meaning: str = ""


_APPEARANCES: dict[Kind, _Appearance] = {
    "ready": _Appearance("ready", "GET READY", "to get ready"),
    "work": _Appearance("work", "WORK", "left in this set"),
    "open": _Appearance("work", "WORK"),
    "rest": _Appearance("rest", "REST", "of rest left"),
    "switch": _Appearance("change", "OTHER LEG", "to change legs"),
    "change": _Appearance("change", "NEXT MOVE", "to the next move"),
}
_BREAK_BEFORE_MOVE = ("ready", "change")


@dataclass(frozen=True, slots=True)
class RepetitionPosition:
    """The position in a repetition of a paced set: `into` seconds of its tempo.

    `part` is the present part with its seconds left ("Lower 7"); `longest` is the number of
    characters of the longest part.
    """

    tempo: Tempo
    into: float
    part: str
    longest: int


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the live screen shows, as texts and a fraction (0-1).

    `digits` has only digits and ":", never more of them than `longest`. `caption` says what they
    count; `count` is the same in short, with the digits. Only paced sets have a `repetition`, only
    open sets a `task` (how much to do). `fetch` is the equipment to get ready, or "". `large_next`
    is what comes next in large letters: the longest wording first.
    """

    mood: Mood
    shape: str
    phase: str
    side: str
    move: str
    place: str
    digits: str
    longest: str
    caption: str
    count: str
    repetition: RepetitionPosition | None
    task: str
    fraction: float
    cue: str
    following: str
    fetch: str
    large_next: tuple[str, ...]
    routine: str
    progress: str


def frame_of(session: Session, now: float) -> Frame:
    """Returns the frame of a session at `now`."""
    phase = session.phase
    lead_in = session.lead_in(now)
    figures = _countdown(lead_in, lead_in, "to go on") if lead_in else _figures(session, now)
    appearance = _APPEARANCES["ready" if lead_in else phase.kind]
    mood: Mood = "paused" if session.is_paused else appearance.mood
    return Frame(
        mood=mood,
        shape=_SHAPES[mood],
        phase="PAUSED" if session.is_paused else appearance.word,
        side=formatting.SIDE_WORDS[phase.side],
        move=phase.step.exercise.name,
        place=_place(phase),
        digits=figures.digits,
        longest=figures.longest,
        caption=figures.caption,
        count=figures.short,
        repetition=_repetition(session, now),
        task=formatting.amount(phase.step.dose, phase.step.exercise)
        if phase.kind == "open"
        else "",
        fraction=_fraction(session, now),
        cue=_cue(phase),
        following=_following(session)[0],
        fetch=_fetch(session),
        large_next=_large_next(session),
        routine=session.timeline.routine.name,
        progress=_progress(session, now),
    )


class _Figures(NamedTuple):
    digits: str
    longest: str
    caption: str
    short: str


def _figures(session: Session, now: float) -> _Figures:
    phase, elapsed = session.phase, session.elapsed(now)
    step = phase.step
    if phase.kind == "open":
        so_far = formatting.clock(elapsed)
        return _Figures(so_far, "00:00", "time so far", so_far)
    length = session.length or 0.0
    if phase.kind == "work" and step.tempo is not None:
        reps = max(step.dose.reps or 0, round(length / step.tempo.seconds))
        number = min(repetition_at(step.tempo, elapsed).number, reps)
        caption = f"{step.exercise.repetition} {number} of {reps}"
        return _Figures(str(number), "0" * len(str(reps)), caption, caption)
    return _countdown(session.remaining(now) or 0.0, length, _APPEARANCES[phase.kind].meaning)


def _countdown(remaining: float, length: float, meaning: str) -> _Figures:
    """Counts in minutes and seconds if the length is a minute or more, else in seconds."""
    digits, longest = formatting.clock(remaining), formatting.clock(length)
    if length >= 60:
        # "0:38" above "left in this set" would leave open what it is that is left.
        said = f"of {longest} left" if meaning == _APPEARANCES["work"].meaning else meaning
        return _Figures(digits, longest, said, digits)
    digits, longest = _bare(digits), _bare(longest)
    unit = "second" if digits == "1" else "seconds"
    return _Figures(digits, "0" * len(longest), f"{unit} {meaning}", f"{digits} s")


def _bare(clock: str) -> str:
    """Returns the seconds of a time below a minute: "7" for "0:07"."""
    return clock.removeprefix("0:").lstrip("0") or "0"


def _repetition(session: Session, now: float) -> RepetitionPosition | None:
    """Returns the position in the repetition; None outside paced sets."""
    tempo = session.phase.step.tempo
    if session.phase.kind != "work" or tempo is None:
        return None
    elapsed, said = session.elapsed(now), session.phase.step.exercise.words
    repetition = repetition_at(tempo, elapsed)
    part = f"{getattr(said, repetition.part)} {_bare(formatting.clock(repetition.remaining))}"
    lengths = ((getattr(said, each), getattr(tempo, each)) for each in PARTS)
    longest = max(len(f"{word} {_bare(formatting.clock(each))}") for word, each in lengths if each)
    return RepetitionPosition(tempo, elapsed % tempo.seconds, part, longest)


def _fraction(session: Session, now: float) -> float:
    return 0.0 if not session.length else (session.remaining(now) or 0.0) / session.length


def _place(phase: Phase) -> str:
    which = formatting.which_set(phase)
    which = which.capitalize() if phase.is_set else f"Next: {which}"
    return " · ".join(filter(None, (which, *_side_and_load(phase))))


def _side_and_load(phase: Phase) -> tuple[str, str]:
    return formatting.SIDE_WORDS[phase.side], formatting.load(phase.step)


def _cue(phase: Phase) -> str:
    """Returns a cue, another one for each set; during a rest, a mistake to avoid."""
    exercise = phase.step.exercise
    if phase.kind == "rest" and exercise.mistakes:
        mistake = exercise.mistakes[(phase.set - 2) % len(exercise.mistakes)]
        return f"Avoid: {mistake[:1].lower()}{mistake[1:]}"
    cues = exercise.cues
    return cues[(phase.set - 1) % len(cues)] if cues else ""


def _following(session: Session) -> tuple[str, ...]:
    """Returns what comes next, the longest wording first.

    A change of moves is left out in favour of the move itself.
    """
    ahead = session.timeline.phases[session.index + 1 :]
    if not ahead:
        return "After this set you are done", "Then you are done"
    phase = ahead[0]
    if phase.kind == "rest":
        return f"Next: rest, {formatting.seconds(phase.seconds or 0)}", "Next: rest"
    if phase.kind == "switch":
        return f"Next: {formatting.seconds(phase.seconds or 0)} to change legs", "Next: change legs"
    step = phase.step
    parts = [step.exercise.name, formatting.amount(step.dose, step.exercise)]
    if session.phase.is_set:  # between sets they are shown with the number of the set
        parts += _side_and_load(phase)
    return _shorter_and_shorter(parts)


def _large_next(session: Session) -> tuple[str, ...]:
    """Returns what comes next in large letters, the longest wording first.

    Between sets the next move is in large letters anyway, so it is its equipment or its dose.
    """
    phase, fetch = session.phase, _fetch(session)
    if phase.is_set:
        return _following(session)
    if fetch:
        return fetch, fetch.partition(": ")[2]
    amount = formatting.amount(phase.step.dose, phase.step.exercise)
    return _shorter_and_shorter([formatting.which_set(phase), amount])


def _shorter_and_shorter(parts: Sequence[str]) -> tuple[str, ...]:
    said = [*filter(None, parts)]
    return tuple(f"Next: {', '.join(said[:count])}" for count in range(len(said), 0, -1))


def _fetch(session: Session) -> str:
    """Returns the additional equipment of the next move, from the rest before the last set on."""
    phase = session.phase
    kit = phase.step.kit
    if phase.kind in _BREAK_BEFORE_MOVE or (phase.kind == "rest" and phase.begins_turn):
        return f"You need: {', '.join(kit)}" if kit else ""
    present = (phase.move, phase.set)
    ahead = session.timeline.phases[session.index :]
    following = next((each for each in ahead if (each.move, each.set) != present), None)
    if following is None or following.move == phase.move:
        return ""
    more = [item for item in following.step.kit if item not in kit]
    return f"For the next move: {', '.join(more)}" if more else ""


def _progress(session: Session, now: float) -> str:
    moves = len(session.timeline.routine.steps)
    ahead = session.timeline.phases[session.index :]
    more = "+" if any(each.kind == "open" for each in ahead) else ""
    left = formatting.clock(session.time_left(now))
    return f"Move {session.phase.move} of {moves} · {left}{more} left"
