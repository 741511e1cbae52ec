"""Figures as large as the space allows, drawn with half blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

FACE: dict[str, tuple[str, ...]] = {
    "0": (".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."),
    "1": ("..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."),
    "2": (".###.", "#...#", "....#", "..##.", ".#...", "#....", "#####"),
    "3": (".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."),
    "4": ("...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."),
    "5": ("#####", "#....", "####.", "....#", "....#", "#...#", ".###."),
    "6": (".###.", "#....", "#....", "####.", "#...#", "#...#", ".###."),
    "7": ("#####", "....#", "...#.", "..#..", ".#...", ".#...", ".#..."),
    "8": (".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."),
    "9": (".###.", "#...#", "#...#", ".####", "....#", "....#", ".###."),
    ":": (".", ".", "#", ".", "#", ".", "."),
    "/": ("..#", "..#", "..#", ".#.", "#..", "#..", "#.."),
}
HEIGHT = 7
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def scale_for(text: str, columns: int, rows: int) -> int:
    """The largest whole scale at which the text fits the cells, at least 1."""
    return max(1, min(columns // _width(text), rows * 2 // HEIGHT))


def lines_of(text: str, scale: int) -> list[str]:
    """The text drawn at a scale: rows of half blocks, all of one width."""
    pixels = [
        [dot for dot in row for _ in range(scale)] for row in _rows(text) for _ in range(scale)
    ]
    if len(pixels) % 2:
        pixels.append([False] * len(pixels[0]))
    return [
        "".join(HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], pixels[1::2], strict=True)
    ]


def _width(text: str) -> int:
    return max(1, sum(len(FACE[each][0]) + 1 for each in text) - 1)


def _rows(text: str) -> list[list[bool]]:
    return [
        [dot == "#" for dot in ".".join(FACE[each][row] for each in text)] for row in range(HEIGHT)
    ]


class BigDigits(Widget):
    """Shows figures, ":" and "/" in the middle of its space; redraws only what is new."""

    DEFAULT_CSS = """
    BigDigits { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._drawn: tuple[tuple[str, int, int], Sequence[str]] = (("", 0, 0), ())

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text

    def show(self, text: str) -> None:
        """Shows other figures."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of cells."""
        lines, width = self._lines(), self.size.width
        row = y - max(0, (self.size.height - len(lines)) // 2)
        text = lines[row].center(width)[:width] if 0 <= row < len(lines) else " " * width
        return Strip([Segment(text, self.rich_style)], width)

    def _lines(self) -> Sequence[str]:
        key = (self._text, self.size.width, self.size.height)
        if self._drawn[0] != key:
            drawn = lines_of(self._text, scale_for(*key)) if self._text else ()
            self._drawn = (key, drawn)
        return self._drawn[1]
