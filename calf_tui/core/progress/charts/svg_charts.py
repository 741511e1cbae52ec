"""The weeks and the days of a year as SVG: small, with a title, nothing from elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.chart_cells import (
    APART,
    JOINED,
    MARKS,
    STEPS,
    heat_levels,
    streak_links,
)
from calf_tui.core.progress.progress_text import STATE_WORDS, day_line, year_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calf_tui.core.progress.charts.chart_cells import Measure
    from calf_tui.core.progress.met_and_missed_weeks import Week, WeekState
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot


LEFT, TOP, BOTTOM = 60, 70, 300
NARROWEST, WIDEST, ROOM = 8, 40, 720
LEAST_WIDTH = 600
"""The width that the texts need, however few the weeks are."""
CHAIN, MONTHS, YEARS, LEGEND = 322, 346, 364, 394

INK, QUIET, FAINT = "#1a1f26", "#55606c", "#dfe3dd"
WORK, REST, READY, STOPPED = "#00694a", "#1f4fb0", "#b35c00", "#b3261e"
COLOURS: dict[WeekState | None, str] = {
    "met": WORK,
    "in_progress": READY,
    "frozen": REST,
    "missed": QUIET,
    None: "none",
}

YEAR_LEFT, YEAR_TOP, CELL = 60, 90, 14
NAMED_DAYS = (0, 2, 4)
SHADES = (0.35, 0.55, 0.8, 1.0)


def svg_document(title: str, below: str, width: float, height: float, parts: Iterable[str]) -> str:
    """Returns the text of an SVG file: the title, a line below it, then the parts."""
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif"'
    lines = [
        f'{head} font-size="13" fill="{INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        text(60, 28, title, 'font-size="18" font-weight="bold"'),
        text(60, 48, below, f'fill="{QUIET}"'),
        *parts,
        "</svg>",
    ]
    return "\n".join([*lines, ""])


def text(x: float, y: float, words: str, style: str = "") -> str:
    """Returns a text element that begins at x, y unless the style sets another anchor."""
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'


def line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    """Returns a straight line."""
    return f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" {style}/>'


def box(x: float, y: float, width: float, height: float, style: str) -> str:
    """Returns a rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {style}/>'


def week_svg(weeks: Sequence[Week], streak: str) -> str:
    """Returns the SVG text: bars of training days, the targets, streaks; `streak` is in words."""
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
    return svg_document("Training days a week", streak, width, 410, parts)


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
    for index, (week, link) in enumerate(zip(weeks, streak_links(weeks), strict=True)):
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


def year_svg(snapshot: ProgressSnapshot, year: int, measure: Measure) -> str:
    """Returns the SVG text: a square for each day, a column for each week, darker for more."""
    parts = [*_days(snapshot, year, measure), *_shades_legend(measure)]
    return svg_document(
        f"Days of {year}", year_line(snapshot, year), YEAR_LEFT + 54 * CELL + 20, 230, parts
    )


def _days(snapshot: ProgressSnapshot, year: int, measure: Measure) -> Iterator[str]:
    steps = heat_levels(snapshot.days, measure)
    day, month = date(year, 1, 1), 0
    first = snapshot.calendar.week_of(day)
    for index in NAMED_DAYS:
        named = snapshot.calendar.days_of(first + 1)[index]
        y = YEAR_TOP + CELL * index + 10
        yield text(
            YEAR_LEFT - 8, y, f"{named:%a}", f'font-size="11" text-anchor="end" fill="{QUIET}"'
        )
    while day.year == year:
        x = YEAR_LEFT + CELL * (snapshot.calendar.week_of(day) - first)
        y = YEAR_TOP + CELL * snapshot.calendar.place_of(day)
        if day.month != month:
            yield text(x, YEAR_TOP - 8, f"{day:%b}", f'font-size="11" fill="{QUIET}"')
            month = day.month
        said = f"<title>{day_line(snapshot, day)}</title>".replace("&", "&amp;")
        square = box(x, y, CELL - 2, CELL - 2, _day_style(snapshot, day, steps.get(day, 0)))
        yield square.removesuffix("/>") + f">{said}</rect>"
        if day == date.max:
            return
        day += timedelta(days=1)


def _day_style(snapshot: ProgressSnapshot, day: date, step: int) -> str:
    state = snapshot.state(day)
    if state == "stopped":
        return f'rx="6" fill="{STOPPED}"'
    if state == "paused":
        return f'fill="{REST}" fill-opacity="0.35"'
    if not step:
        return f'fill="{FAINT}"'
    return f'fill="{WORK}" fill-opacity="{SHADES[step - 1]}"'


def _shades_legend(measure: Measure) -> Iterator[str]:
    y = YEAR_TOP + 8 * CELL + 14
    yield text(YEAR_LEFT, y, f"more {measure}", f'fill="{QUIET}"')
    for step in range(STEPS):
        style = f'fill="{WORK}" fill-opacity="{SHADES[step]}"'
        yield box(YEAR_LEFT + 100 + CELL * step, y - 11, CELL - 2, CELL - 2, style)
    yield box(YEAR_LEFT + 200, y - 11, CELL - 2, CELL - 2, f'fill="{REST}" fill-opacity="0.35"')
    yield text(YEAR_LEFT + 220, y, "paused", f'fill="{QUIET}"')
    yield box(YEAR_LEFT + 300, y - 11, CELL - 2, CELL - 2, f'rx="6" fill="{STOPPED}"')
    yield text(YEAR_LEFT + 320, y, "stopped for pain", f'fill="{QUIET}"')
