"""A trend as sentences and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.progress.trends import Line, Trend

NAME = {
    "both": "both legs",
    "left": "left leg",
    "right": "right leg",
    "weaker": "weaker leg, in % of the stronger:",
    "morning": "next morning",
}


def line_name(line: Line) -> str:
    """Returns "left leg", "mean"."""
    return NAME.get(line.name, line.name)


def line_words(line: Line) -> str:
    """Returns "left leg 24, best 24 on 12 Oct 2026", or "left leg 8 so far" for a running week."""
    said = f"{line_name(line)} {_amount(line.points[-1].value)}"
    if line.running is not None:
        said += " so far"
    if line.best is not None:
        said += f", best {_amount(line.best.value)} on {line.best.date:%d %b %Y}"
    return said


def brief_words(line: Line) -> str:
    """Returns "left 24"."""
    return f"{line.name} {_amount(line.points[-1].value)}"


def table(trend: Trend) -> Iterator[str]:
    """Yields a heading, then a line for each week or test, the newest first."""
    names = [line.name for line in trend.lines]
    widths = [max(6, len(name)) for name in names]
    columns = "  ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    yield f"{trend.unit:<12.12}  {columns}"
    values = [{point.date: point.value for point in line.points} for line in trend.lines]
    for day in sorted({day for each in values for day in each}, reverse=True):
        cells = (_amount(each[day]) if day in each else "" for each in values)
        row = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"{day:%d %b %Y}   {row}"


def _amount(value: float) -> str:
    return formatting.number(round(value, 1))
