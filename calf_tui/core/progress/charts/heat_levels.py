"""The heat levels of days, relative to the runner's own full days."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from calf_tui.core.progress.training_days import Day

Measure = Literal["sets", "minutes"]
STEPS = 4
VALUES: dict[Measure, Callable[[Day], float]] = {
    "sets": lambda day: day.sets,
    "minutes": lambda day: day.active_seconds / 60,
}


def heat(days: Iterable[Day], measure: Measure) -> dict[date, int]:
    """Returns a level from 1 to 4 for each date; 4 is a day like the best tenth of days [ours].

    Days without any of the measure are left out.
    """
    value = VALUES[measure]
    amounts = {day.date: value(day) for day in days if value(day) > 0}
    if not amounts:
        return {}
    full = sorted(amounts.values())[(len(amounts) - 1) * 9 // 10]
    return {when: min(STEPS, ceil(STEPS * each / full)) for when, each in amounts.items()}
