"""When the screen flashes with the cues, for those who train in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.cues import Cue

SPACING_SECONDS = 1 / 3
"""At most three flashes a second: more can harm some who see them (WCAG 2.3.1)."""
FLASH_SECONDS = 0.15


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


def is_flashing(instants: Iterable[float], now: float) -> bool:
    """Whether one of the flashes is to be seen now."""
    return any(0 <= now - instant < FLASH_SECONDS for instant in instants)
