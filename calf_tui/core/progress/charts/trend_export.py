"""A trend for elsewhere: as a picture with axes and a legend, in words, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.svg_charts import (
    FAINT,
    QUIET,
    READY,
    REST,
    STOPPED,
    WORK,
    line,
    svg_document,
    text,
)
from calf_tui.core.progress.charts.trend_canvas import date_names, joined_points, level_of, scale_of
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from calf_tui.core.progress.charts.trend_canvas import Scale
    from calf_tui.core.progress.trends import Line, Point, Trend


WIDTH = 800
LEFT, RIGHT, TOP, BOTTOM = 60, 780, 60, 340
LEGEND, ROW = 388, 18
"""The height of the legend's first row, and of each row: two beside each other may not fit."""
NAME_WIDTH = 44
COLOURS = (WORK, REST, READY)
LEVELS = (QUIET, READY, STOPPED)
"""Of columns, by how many levels they are above."""
DASHES = ("", ' stroke-dasharray="6 4"', ' stroke-dasharray="2 3"')
"""A pattern for each line, so that colour is not needed to tell them apart."""

NAME = {
    "both": "both legs",
    "left": "left leg",
    "right": "right leg",
    "weaker": "weaker leg, in % of the stronger:",
    "morning": "next morning",
}


def trend_svg(trend: Trend, first: date, last: date) -> str:
    """Returns the SVG text of a trend between two dates."""
    shown = trend.since(first)
    scale = scale_of(shown, first, last)
    names = [each.name for each in trend.lines]
    parts = [*_axes(scale)]
    for each in sorted(shown.lines, key=lambda each: each.form != "column"):
        if each.form == "column":
            parts += _columns(each, shown, scale)
        elif each.form != "number":
            parts += _line(each, names.index(each.name), scale, shown.noise)
    for row, each in enumerate(shown.lines):
        number, y = names.index(each.name), LEGEND + ROW * row
        stroke = f'stroke="{COLOURS[number % 3]}" stroke-width="2"{DASHES[number % 3]}'
        parts.append(line(LEFT, y - 4, LEFT + 24, y - 4, stroke))
        parts.append(text(LEFT + 30, y, line_words(each), 'font-size="12"'))
    below = LEGEND + ROW * len(shown.lines)
    if trend.note:
        parts.append(text(LEFT, below, trend.note, f'font-size="12" fill="{QUIET}"'))
    return svg_document(trend.title, trend.unit, WIDTH, below + ROW, parts)


def _axes(scale: Scale) -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        value = scale.low + (scale.high - scale.low) * share
        y = _y(scale, value)
        yield line(LEFT, y, RIGHT, y, f'stroke="{FAINT}"')
        yield text(LEFT - 8, y + 4, f"{value:,.4g}", f'text-anchor="end" fill="{QUIET}"')
    named: list[float] = []
    for day, name in sorted(date_names(scale), key=lambda each: each[0].month != 1):  # years first
        x = _x(scale, day)
        if all(abs(x - other) >= NAME_WIDTH for other in named):
            yield line(x, BOTTOM, x, BOTTOM + 5, f'stroke="{QUIET}"')
            yield text(x, BOTTOM + 20, name, f'fill="{QUIET}"')
            named.append(x)


def _line(drawn: Line, number: int, scale: Scale, noise: float) -> Iterator[str]:
    colour, dash = COLOURS[number % 3], DASHES[number % 3]
    runs = _runs(drawn)
    for run in runs:
        if noise:
            above = [(point.date, point.value + noise) for point in run]
            below = [(point.date, point.value - noise) for point in reversed(run)]
            area = " ".join(f"{_x(scale, day)},{_y(scale, value)}" for day, value in above + below)
            yield f'<polygon points="{area}" fill="{colour}" opacity="0.12"/>'
        path = " ".join(f"{_x(scale, point.date)},{_y(scale, point.value)}" for point in run)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for point in drawn.points:
        x, y = _x(scale, point.date), _y(scale, point.value)
        yield f'<circle cx="{x}" cy="{y}" r="2.5" fill="{colour}"/>'
    if drawn.best in drawn.points and drawn.best is not None:
        x, y = _x(scale, drawn.best.date), _y(scale, drawn.best.value)
        diamond = f"{x},{y - 7} {x + 7},{y} {x},{y + 7} {x - 7},{y}"
        yield f'<polygon points="{diamond}" fill="{colour}"><title>best</title></polygon>'


def _columns(drawn: Line, trend: Trend, scale: Scale) -> Iterator[str]:
    width = max(1.0, round((RIGHT - LEFT) * 7 / (scale.last - scale.first).days - 1, 1))
    for point in drawn.points:
        place = f'x="{_x(scale, point.date)}" y="{_y(scale, point.value) - 2}"'
        size = f'width="{width}" height="{BOTTOM - _y(scale, point.value) + 2}"'
        yield f'<rect {place} {size} fill="{LEVELS[level_of(trend, point.value)]}"/>'


def _runs(drawn: Line) -> list[list[Point]]:
    """Returns the points in groups; the points of a group are joined."""
    points = drawn.points
    runs = [[points[0]]] if points else []
    joined = {after for _, after in joined_points(drawn)}
    for point in points[1:]:
        if point in joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _x(scale: Scale, day: date) -> float:
    return round(LEFT + scale.across(day) * (RIGHT - LEFT), 1)


def _y(scale: Scale, value: float) -> float:
    return round(BOTTOM - scale.up(value) * (BOTTOM - TOP), 1)


def line_words(line: Line) -> str:
    """Returns "left leg 24, best 24 on 12 Oct 2026", or "left leg 8 so far" for a running week.

    The best of a week is said with that week: "best 24 in the week of 12 Oct 2026".
    """
    said = f"{NAME.get(line.name, line.name)} {_amount(line.points[-1].value)}"
    if line.running is not None:
        said += " so far"
    if line.best is not None:
        when = "in the week of" if line.is_weekly else "on"
        said += f", best {_amount(line.best.value)} {when} {line.best.date:%d %b %Y}"
    return said


def brief_words(line: Line) -> str:
    """Returns "left 24"."""
    return f"{line.name} {_amount(line.points[-1].value)}"


def trend_table(trend: Trend) -> Iterator[str]:
    """Yields a heading, then a line for each week or test, the newest first."""
    names = [line.name for line in trend.lines]
    widths = [max(6, len(name)) for name in names]
    columns = "  ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    yield f"{trend.unit.removesuffix(' a week'):<11}  {columns}"
    values = [{point.date: point.value for point in line.points} for line in trend.lines]
    for day in sorted({day for each in values for day in each}, reverse=True):
        cells = (_amount(each[day]) if day in each else "" for each in values)
        row = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{day:%d %b %Y}  {row}"


def _amount(value: float) -> str:
    return formatting.number(round(value, 1))
