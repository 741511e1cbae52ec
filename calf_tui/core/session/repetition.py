"""The repetition, and the part of it, that a paced set has reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import PARTS, Part

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Tempo


@dataclass(frozen=True, slots=True)
class Repetition:
    """The position in a paced set at one instant.

    `number` counts from 1; `seconds` is the length of `part`, `remaining` what is left of it.
    """

    number: int
    part: Part
    seconds: float
    remaining: float


def repetition_at(tempo: Tempo, elapsed: float) -> Repetition:
    """Returns the repetition `elapsed` seconds into a set; parts without length are left out."""
    number, into = divmod(elapsed, tempo.seconds)
    lengths = [(part, float(getattr(tempo, part))) for part in PARTS]
    lengths = [(part, seconds) for part, seconds in lengths if seconds > 0]
    for part, seconds in lengths:
        if into < seconds:
            return Repetition(int(number) + 1, part, seconds, seconds - into)
        into -= seconds
    part, seconds = lengths[-1]
    return Repetition(int(number) + 1, part, seconds, 0.0)
