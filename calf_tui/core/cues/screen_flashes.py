"""When the screen flashes with the cues, for those who train in silence."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calf_tui.core.cues.cue import Cue

SPACING_SECONDS = 1 / 3
"""At most three flashes a second: more can harm some who see them (WCAG 2.3.1)."""
FLASH_SECONDS = 0.15


class Flash(NamedTuple):
    """Whether the screen is to flash, and in how many `seconds` that changes: `inf` for never."""

    is_on: bool
    seconds: float


NO_FLASH = Flash(is_on=False, seconds=inf)


def flash_instants(
    cues: Iterable[Cue], start: float, before: float = float("-inf")
) -> tuple[float, ...]:
    """The instants of the flashes for a stretch of cues whose `at` counts from `start`.

    A cue that comes too soon after a flash, or after the one at `before`, has none.
    """
    instants: list[float] = []
    for cue in cues:
        instant = start + cue.at
        if instant - before >= SPACING_SECONDS:
            instants.append(instant)
            before = instant
    return tuple(instants)


def flash_at(instants: Sequence[float], now: float) -> Flash:
    """Whether one of the flashes is to be seen now."""
    is_on = any(0 <= now - instant < FLASH_SECONDS for instant in instants)
    edges = (edge for each in instants for edge in (each, each + FLASH_SECONDS))
    return Flash(is_on, min((edge - now for edge in edges if edge > now), default=inf))
