"""What one set came to, in the units that are charted and summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.record import SetRecord

JUMPS = frozenset({"jump_squat"})
"""The moves whose repetitions are landings."""
EASING = frozenset({"downward_dog", "wall_calf_stretch", "foam_roll_calf"})
"""The moves that stretch and roll: their time is no time under tension."""


def repetitions(each: SetRecord) -> int:
    """Those done; 0 for a timed set."""
    return each.done.reps or 0


def landings(each: SetRecord) -> int:
    """The jumps done."""
    return repetitions(each) if each.exercise in JUMPS else 0


def seconds_under_tension(each: SetRecord) -> float:
    """Repetitions × the tempo they were paced at; 0 for timed and free sets, and for rolling."""
    if each.tempo is None or each.exercise in EASING:
        return 0.0
    return repetitions(each) * each.tempo.seconds


def load_volume(each: SetRecord) -> float:
    """In kg·reps; in kg·s for a timed set. The two are never added."""
    return each.load_kg * each.done.amount
