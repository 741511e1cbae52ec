"""When the screen flashes with the cues, for runners who train without sound."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calf_tui.core.cues.cue import Cue

SPACING_SECONDS = 1 / 3
"""At most three flashes a second: more can cause seizures (WCAG 2.3.1)."""
FLASH_SECONDS = 0.15


class Flash(NamedTuple):
    """Whether the screen is lit up now; this changes in `seconds` (`inf`: never)."""

    is_on: bool
    seconds: float


NO_FLASH = Flash(is_on=False, seconds=inf)


def flash_instants(
    cues: Iterable[Cue], start: float, before: float = float("-inf")
) -> tuple[float, ...]:
    """Returns the instants of the flashes for cues whose `at` counts from `start`.

    `before` is the instant of the last earlier flash. A cue that comes too soon after a flash has
    no flash of its own.
    """
    instants: list[float] = []
    for cue in cues:
        instant = start + cue.at
        if instant - before >= SPACING_SECONDS:
            instants.append(instant)
            before = instant
    return tuple(instants)


def flash_at(instants: Sequence[float], now: float) -> Flash:
    """Returns whether the screen is lit up at `now`, given the instants of the flashes."""
    is_on = any(0 <= now - instant < FLASH_SECONDS for instant in instants)
    edges = (edge for each in instants for edge in (each, each + FLASH_SECONDS))
    return Flash(is_on, min((edge - now for edge in edges if edge > now), default=inf))
