"""The session proposed for a day, as a routine and as text, and the runner's changes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import Wish

COACHED = frozenset(("strength", "after-run", "before-run", "first-week"))
"""The ids of the routines that the coach chooses from without a plan. If one is missing, nothing is
proposed."""
WISHES: dict[Wish | None, str] = {
    None: "just today",
    "before-run": "before a run",
    "after-run": "after a run",
    "rest-day": "rest day",
}
"""The names of the wishes for a day."""


def next_wish(wish: Wish | None) -> Wish | None:
    """Returns the wish after this one; after the last, the first."""
    wishes = tuple(WISHES)
    return wishes[(wishes.index(wish) + 1) % len(wishes)]
