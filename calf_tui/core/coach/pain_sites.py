"""Where it hurts: the places a runner may name, and the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.routine import Side

PAIN_SITES = ("calf", "achilles", "heel", "shin", "knee", "other")


def sites_of(side: Side) -> tuple[str, ...]:
    """What can be named after a set: where one leg worked the side is known."""
    if side != "both":
        return PAIN_SITES
    sides = tuple(f"{leg} {site}" for site in PAIN_SITES for leg in ("left", "right"))
    return PAIN_SITES + sides
