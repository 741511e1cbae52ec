"""The days of a year as an SVG file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.heat_levels import STEPS, heat
from calf_tui.core.progress.charts.svg import FAINT, QUIET, REST, STOPPED, WORK, box, drawing, text
from calf_tui.core.progress.progress_text import day_line, year_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.progress.charts.heat_levels import Measure
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

LEFT, TOP, CELL = 60, 90, 14
NAMED_DAYS = (0, 2, 4)
SHADES = (0.35, 0.55, 0.8, 1.0)


def year_svg(snapshot: ProgressSnapshot, year: int, measure: Measure) -> str:
    """Returns the SVG text: a square for each day, a column for each week, darker for more."""
    parts = [*_days(snapshot, year, measure), *_legend(measure)]
    return drawing(f"Days of {year}", year_line(snapshot, year), LEFT + 54 * CELL + 20, 230, parts)


def _days(snapshot: ProgressSnapshot, year: int, measure: Measure) -> Iterator[str]:
    steps = heat(snapshot.days, measure)
    day, month = date(year, 1, 1), 0
    first = snapshot.calendar.week_of(day)
    for index in NAMED_DAYS:
        named = snapshot.calendar.days_of(first + 1)[index]
        y = TOP + CELL * index + 10
        yield text(LEFT - 8, y, f"{named:%a}", f'font-size="11" text-anchor="end" fill="{QUIET}"')
    while day.year == year:
        x = LEFT + CELL * (snapshot.calendar.week_of(day) - first)
        y = TOP + CELL * snapshot.calendar.place_of(day)
        if day.month != month:
            yield text(x, TOP - 8, f"{day:%b}", f'font-size="11" fill="{QUIET}"')
            month = day.month
        said = f"<title>{day_line(snapshot, day)}</title>".replace("&", "&amp;")
        square = box(x, y, CELL - 2, CELL - 2, _style(snapshot, day, steps.get(day, 0)))
        yield square.removesuffix("/>") + f">{said}</rect>"
        if day == date.max:
            return
        day += timedelta(days=1)


def _style(snapshot: ProgressSnapshot, day: date, step: int) -> str:
    state = snapshot.state(day)
    if state == "stopped":
        return f'rx="6" fill="{STOPPED}"'
    if state == "paused":
        return f'fill="{REST}" fill-opacity="0.35"'
    if not step:
        return f'fill="{FAINT}"'
    return f'fill="{WORK}" fill-opacity="{SHADES[step - 1]}"'


def _legend(measure: Measure) -> Iterator[str]:
    y = TOP + 8 * CELL + 14
    yield text(LEFT, y, f"more {measure}", f'fill="{QUIET}"')
    for step in range(STEPS):
        style = f'fill="{WORK}" fill-opacity="{SHADES[step]}"'
        yield box(LEFT + 100 + CELL * step, y - 11, CELL - 2, CELL - 2, style)
    yield box(LEFT + 200, y - 11, CELL - 2, CELL - 2, f'fill="{REST}" fill-opacity="0.35"')
    yield text(LEFT + 220, y, "paused", f'fill="{QUIET}"')
    yield box(LEFT + 300, y - 11, CELL - 2, CELL - 2, f'rx="6" fill="{STOPPED}"')
    yield text(LEFT + 320, y, "stopped for pain", f'fill="{QUIET}"')
