"""The session proposed for a day, in a routine's form and in words, and the runner's changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import Wish

COACHED = frozenset(("strength", "after-run", "before-run", "first-week"))
"""The routines that are proposed without a plan; without them nothing is."""
WISHES: dict[Wish | None, str] = {
    None: "just today",
    "before-run": "before a run",
    "after-run": "after a run",
    "rest-day": "rest day",
}
"""What the runner may say of the day, in words."""


def next_wish(wish: Wish | None) -> Wish | None:
    """The one after it; after the last the first again."""
    wishes = tuple(WISHES)
    return wishes[(wishes.index(wish) + 1) % len(wishes)]
