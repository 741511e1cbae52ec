"""Where in a repetition a paced set stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calf_tui.core.exercise import PARTS, Part

if TYPE_CHECKING:
    from calf_tui.core.exercise import Tempo
    from calf_tui.core.session import Session


@dataclass(frozen=True, slots=True)
class Repetition:
    """One instant of a paced set.

    `number` counts from 1; `remaining` is the seconds left of `part`, of its `seconds`.
    """

    number: int
    part: Part
    seconds: float
    remaining: float


def repetition_at(tempo: Tempo, elapsed: float) -> Repetition:
    """The repetition `elapsed` seconds into a set; parts of no length are passed over."""
    number, into = divmod(elapsed, tempo.seconds)
    lengths = [(part, float(getattr(tempo, part))) for part in PARTS]
    lengths = [(part, seconds) for part, seconds in lengths if seconds > 0]
    for part, seconds in lengths:
        if into < seconds:
            return Repetition(int(number) + 1, part, seconds, seconds - into)
        into -= seconds
    part, seconds = lengths[-1]
    return Repetition(int(number) + 1, part, seconds, 0.0)


def likely_reps(session: Session, now: float) -> int | None:
    """How many repetitions the open set under way may have come to, by its time.

    At the first tempo of the move, and never more than the set asks for; None where the move has no
    tempo of its own, or the set is not open.
    """
    phase = session.phase
    tempos = phase.step.exercise.tempos
    if phase.kind != "open" or not tempos:
        return None
    return min(phase.step.dose.reps or 0, int(session.elapsed(now) / tempos[0].tempo.seconds))
