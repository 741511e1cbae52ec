"""A trend as a picture of its own: an SVG with title, axes and legend, nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from calf_tui.core.progress.trend_scale import date_names, scale_of, stretches
from calf_tui.core.progress.trend_text import line_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from calf_tui.core.progress.trend_scale import Scale
    from calf_tui.core.progress.trends import Line, Point, Trend

WIDTH, HEIGHT = 800, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 780, 60, 340
COLOURS = ("#00694a", "#1f4fb0", "#b35c00")
DASHES = ("", ' stroke-dasharray="6 4"', ' stroke-dasharray="2 3"')
"""So that lines are told apart without colour."""
HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" fill="#1a1f26">'
)


def svg(trend: Trend, first: date, last: date) -> str:
    """The trend between two dates."""
    shown = trend.since(first)
    scale = scale_of(shown, first, last)
    names = [line.name for line in trend.lines]
    parts = [
        HEAD,
        f"<title>{escape(trend.title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 28, trend.title, 'font-size="18" font-weight="bold"'),
        _text(LEFT, 48, trend.unit, 'fill="#55606c"'),
        *_axes(scale),
    ]
    for line in shown.lines:
        parts += _line(line, names.index(line.name), scale, shown.noise)
    for row, line in enumerate(shown.lines):
        number, x = names.index(line.name), LEFT + 240 * row
        stroke = f'stroke="{COLOURS[number % 3]}" stroke-width="2"{DASHES[number % 3]}'
        parts.append(f'<line x1="{x}" y1="385" x2="{x + 24}" y2="385" {stroke}/>')
        parts.append(_text(x + 30, 389, line_words(line), 'font-size="11"'))
    if trend.note:
        parts.append(_text(LEFT, 410, trend.note, 'font-size="11" fill="#55606c"'))
    return "\n".join([*parts, "</svg>", ""])


def _axes(scale: Scale) -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        value = scale.low + (scale.high - scale.low) * share
        y = _y(scale, value)
        yield f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="#dfe3dd"/>'
        yield _text(LEFT - 8, y + 4, f"{value:,.4g}", 'text-anchor="end" fill="#55606c"')
    last = LEFT - 60.0
    for day, name in date_names(scale):
        x = _x(scale, day)
        if x - last >= 40:
            yield f'<line x1="{x}" y1="{BOTTOM}" x2="{x}" y2="{BOTTOM + 5}" stroke="#55606c"/>'
            yield _text(x, BOTTOM + 20, name, 'fill="#55606c"')
            last = x


def _line(line: Line, number: int, scale: Scale, noise: float) -> Iterator[str]:
    colour, dash = COLOURS[number % 3], DASHES[number % 3]
    runs = _runs(line.points)
    for run in runs:
        if noise:
            above = [(point.date, point.value + noise) for point in run]
            below = [(point.date, point.value - noise) for point in reversed(run)]
            area = " ".join(f"{_x(scale, day)},{_y(scale, value)}" for day, value in above + below)
            yield f'<polygon points="{area}" fill="{colour}" opacity="0.12"/>'
        path = " ".join(f"{_x(scale, point.date)},{_y(scale, point.value)}" for point in run)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for point in line.points:
        x, y = _x(scale, point.date), _y(scale, point.value)
        yield f'<circle cx="{x}" cy="{y}" r="2.5" fill="{colour}"/>'
    if line.best in line.points and line.best is not None:
        x, y = _x(scale, line.best.date), _y(scale, line.best.value)
        diamond = f"{x},{y - 7} {x + 7},{y} {x},{y + 7} {x - 7},{y}"
        yield f'<polygon points="{diamond}" fill="{colour}"><title>best</title></polygon>'


def _runs(points: tuple[Point, ...]) -> list[list[Point]]:
    """The points in runs that are joined."""
    runs = [[points[0]]] if points else []
    joined = {after for _, after in stretches(points)}
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


def _text(x: float, y: float, text: str, style: str) -> str:
    return f'<text x="{x}" y="{y}" {style}>{escape(text)}</text>'
