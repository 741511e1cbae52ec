"""The heel-rise test: how it is done, what ends it, and what a result means. Never a grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calf_tui.core.progress.heel_rise_trends import LIKELY_REAL, NOISE

if TYPE_CHECKING:
    from calf_tui.core.records.coach_records import Sex

Fault = Literal["heel no longer lifts", "pace lost", "knee bends"]
WARM_UP_RAISES = 10
"""With both legs [S65]."""
BEATS_A_MINUTE = 60
"""Up on one, down on the next: 30 repetitions a minute [S65]."""
REST_SECONDS = 120
"""Between the legs [S65]."""
FAULTS: tuple[Fault, ...] = ("heel no longer lifts", "pace lost", "knee bends")
UNANSWERED_IN_A_ROW = 2
TYPICAL: dict[Sex, tuple[int, ...]] = {
    "male": (37, 32, 28, 23, 19, 14),
    "female": (30, 27, 24, 21, 19, 16),
}
"""Repetitions by decade of age from the twenties to the seventies [S66, as S67 quotes it]."""
FIRST_DECADE = 20


@dataclass(frozen=True, slots=True)
class Band:
    """Repetitions that are typical, with the noise of a day on either side."""

    low: int
    typical: int
    high: int


def is_over(is_mended: list[bool]) -> bool:
    """Whether the test ends: each fault gets one reminder, two in a row unheeded end it [S65].

    `is_mended` says of each reminder, oldest first, whether it was heeded.
    """
    last = is_mended[-UNANSWERED_IN_A_ROW:]
    return len(last) == UNANSWERED_IN_A_ROW and not any(last)


def band_of(sex: Sex, age: int) -> Band:
    """What is typical; the twenties stand for younger, the seventies for older runners [S66, ours].

    Another study found no effect of age, with medians of 25 and 24 [S70].
    """
    decades = TYPICAL[sex]
    typical = decades[min(len(decades) - 1, max(0, (age - FIRST_DECADE) // 10))]
    return Band(typical - NOISE, typical, typical + NOISE)


def is_likely_real(before: int, after: int) -> bool:
    """Whether a change is beyond the noise of ±6 from day to day: from 7 on [S66]."""
    return abs(after - before) >= LIKELY_REAL
