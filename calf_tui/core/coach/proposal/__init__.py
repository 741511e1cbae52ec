"""The session proposed for a day, as a routine and as text, and the runner's changes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import DayType

COACHED = frozenset(("strength", "after-run", "before-run", "first-week"))
"""The ids of the routines that the coach chooses from without a plan. If one is missing, nothing is
proposed."""
DAY_TYPES: dict[DayType | None, str] = {
    None: "just today",
    "before-run": "before a run",
    "after-run": "after a run",
    "rest-day": "rest day",
}
"""The names of the types of a day."""


def next_day_type(day_type: DayType | None) -> DayType | None:
    """Returns the type after this one; after the last, the first."""
    day_types = tuple(DAY_TYPES)
    return day_types[(day_types.index(day_type) + 1) % len(day_types)]
