"""Where in a repetition a paced set stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calf_tui.core.routines.exercise import PARTS, Part

if TYPE_CHECKING:
    from calf_tui.core.routines.exercise import Tempo


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
