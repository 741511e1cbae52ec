"""The week chart as an SVG file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.svg import (
    INK,
    QUIET,
    READY,
    REST,
    WORK,
    box,
    drawing,
    line,
    text,
)
from calf_tui.core.progress.charts.week_columns import APART, JOINED, MARKS, links
from calf_tui.core.progress.progress_text import STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.progress.weeks_and_streak import Week, WeekState

LEFT, TOP, BOTTOM = 60, 70, 300
NARROWEST, WIDEST, ROOM = 8, 40, 720
LEAST_WIDTH = 600
"""The width that the texts need, however few the weeks are."""
CHAIN, MONTHS, YEARS, LEGEND = 322, 346, 364, 394
COLOURS: dict[WeekState | None, str] = {
    "met": WORK,
    "in_progress": READY,
    "frozen": REST,
    "missed": QUIET,
    None: "none",
}


def week_svg(weeks: Sequence[Week], streak: str) -> str:
    """Returns the SVG text: bars of training days, the line of the target, streaks below.

    `streak` is the length of the streak in words.
    """
    step = max(NARROWEST, min(WIDEST, ROOM / max(1, len(weeks))))
    most = max((max(week.days, week.target) for week in weeks), default=1)
    parts = [
        *_bars(weeks, step, most),
        *_target(weeks, step, most),
        *_chain(weeks, step),
        *_names(weeks, step),
        *_legend(),
    ]
    width = max(LEAST_WIDTH, LEFT + step * len(weeks) + 20)
    return drawing("Training days a week", streak, width, 410, parts)


def _y(days: float, most: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * days / most, 1)


def _bars(weeks: Sequence[Week], step: float, most: int) -> Iterator[str]:
    for days in range(most + 1):
        yield text(LEFT - 10, _y(days, most) + 4, str(days), f'text-anchor="end" fill="{QUIET}"')
    for index, week in enumerate(weeks):
        y = _y(week.days, most)
        style = f'fill="{COLOURS[week.state]}"'
        yield box(LEFT + step * index + 1, y, step - 2, BOTTOM - y, style)


def _target(weeks: Sequence[Week], step: float, most: int) -> Iterator[str]:
    corners = [
        f"{x:g},{_y(week.target, most)}"
        for index, week in enumerate(weeks)
        for x in (LEFT + step * index, LEFT + step * (index + 1))
    ]
    yield f'<polyline points="{" ".join(corners)}" fill="none" stroke="{INK}" stroke-width="1.5"/>'


def _chain(weeks: Sequence[Week], step: float) -> Iterator[str]:
    for index, (week, link) in enumerate(zip(weeks, links(weeks), strict=True)):
        x = LEFT + step * (index + 0.5)
        if link != APART:
            dash = "" if link == JOINED else ' stroke-dasharray="2 2"'
            yield line(x, CHAIN - 4, x + step, CHAIN - 4, f'stroke="{WORK}" stroke-width="2"{dash}')
        style = f'text-anchor="middle" font-size="11" fill="{COLOURS[week.state]}"'
        yield text(x, CHAIN, MARKS[week.state], style)


def _names(weeks: Sequence[Week], step: float) -> Iterator[str]:
    month_end = year_end = 0.0
    month = year = 0
    for index, week in enumerate(weeks):
        x, start = LEFT + step * index, week.start
        if start.month != month and x >= month_end:
            yield text(x, MONTHS, f"{start:%b}", f'fill="{QUIET}"')
            month_end = x + 34
        if start.year != year and x >= year_end:
            yield text(x, YEARS, f"{start:%Y}", f'fill="{QUIET}"')
            year_end = x + 44
        month, year = start.month, start.year


def _legend() -> Iterator[str]:
    x = LEFT
    for state, said in STATE_WORDS.items():
        yield text(x, LEGEND, f"{MARKS[state]} {said}", f'fill="{COLOURS[state]}"')
        x += 110
    yield text(x, LEGEND, "— target")
