"""How much of the room each quarter of a screen uses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.color import Color
    from textual.app import App

QUARTERS = ("top left", "top right", "bottom left", "bottom right")


class Cell(NamedTuple):
    """What stands in a cell, and on which colour."""

    text: str
    ground: Color | None


def used_quarters(app: App[Any]) -> dict[str, float]:
    """Returns the percent of each quarter's cells that are not blank.

    A cell is blank if it is a space on the ground that most of the screen has.
    """
    rows = [list(_cells(strip)) for strip in app.screen._compositor.render_strips()]
    common, _ = Counter(cell.ground for row in rows for cell in row).most_common(1)[0]
    high, wide = len(rows) // 2, app.size.width // 2
    halves = [(row[:wide], row[wide:]) for row in rows]
    quarters = [
        [half[side] for half in part] for part in (halves[:high], halves[high:]) for side in (0, 1)
    ]
    shares = [_share([cell for row in quarter for cell in row], common) for quarter in quarters]
    return dict(zip(QUARTERS, shares, strict=True))


def _share(cells: list[Cell], ground: Color | None) -> float:
    used = sum(cell.text.strip() != "" or cell.ground != ground for cell in cells)
    return 100 * used / len(cells)


def _cells(strip: Any) -> Iterator[Cell]:
    for text, style, _ in strip:
        for character in text:
            yield Cell(character, style.bgcolor if style else None)
