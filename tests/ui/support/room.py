"""How much of the room each quarter of a large screen uses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.color import Color
    from textual.app import App
    from textual.strip import Strip

LARGE = ((160, 45), (200, 60))
"""The sizes at which no quarter may be nearly empty."""
LEAST_USED = 3.0
"""The least percent of a quarter's cells: titles, keys and the line of a frame, all that stands in
an empty quarter, come to 2.8 at most; the dots of a chart's grid alone to more than 4."""
QUARTERS = ("top left", "top right", "bottom left", "bottom right")
EXCUSED = {
    "test-start": "a few lines to be read once, before the runner stands up",
    "day-opened": "a day without a session, of which there is nothing to tell",
}
"""Scenes that may have an empty quarter, and why."""


class Cell(NamedTuple):
    """What stands in a cell, and on which colour."""

    text: str
    ground: Color | None


def is_excused(test: str) -> bool:
    """Returns whether the scene of a test may have an empty quarter."""
    return any(f"[{scene}]" in test for scene in EXCUSED)


def bare_quarters(app: App[Any]) -> list[str]:
    """Returns the quarters that are nearly empty: "200x60, bottom left: 1.2 %"."""
    size = f"{app.size.width}x{app.size.height}"
    return [
        f"{size}, {quarter}: {used:.1f} %"
        for quarter, used in used_quarters(app).items()
        if used < LEAST_USED
    ]


def used_quarters(app: App[Any]) -> dict[str, float]:
    """Returns the percent of each quarter's cells that are not blank.

    A cell is blank if it is a space on the ground that most of the screen has.
    """
    rows = [list(_cells(strip)) for strip in app.screen._compositor.render_strips()]
    ground = Counter(cell.ground for row in rows for cell in row).most_common(1)[0][0]
    high, wide = len(rows) // 2, app.size.width // 2
    shares = [
        _used([cell for row in half for cell in row[columns]], ground)
        for half in (rows[:high], rows[high:])
        for columns in (slice(wide), slice(wide, None))
    ]
    return dict(zip(QUARTERS, shares, strict=True))


def _used(cells: Sequence[Cell], ground: Color | None) -> float:
    used = sum(bool(cell.text.strip()) or cell.ground != ground for cell in cells)
    return 100 * used / len(cells)


def _cells(strip: Strip) -> Iterator[Cell]:
    for text, style, _ in strip:
        for character in text:
            yield Cell(character, style.bgcolor if style else None)
