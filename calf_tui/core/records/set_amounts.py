"""What was done in a set, without the rest of its record."""

from __future__ import annotations

from dataclasses import dataclass

from calf_tui.core.routines.routine import Dose, Side, Tempo


@dataclass(slots=True)
class SetAmounts:
    """The fields of a `SetRecord` that sums need: many are read in two thirds of the time."""

    exercise: str
    side: Side
    done: Dose
    load_kg: float
    tempo: Tempo | None = None
    pain: int | None = None
