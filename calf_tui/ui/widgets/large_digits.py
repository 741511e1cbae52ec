"""The glyphs of the large digits: strokes with round ends, rasterised at any size.

They are drawn to be read from a distance: open shapes that differ, all of the same width and heavy.
Pixels are square: one column wide, half a row high.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    """Right and down, from 0 to 1 over the space that the centre of a stroke may reach."""

STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": (((0.5, 0), (1, 0), (1, 1), (0, 1), (0, 0), (0.5, 0)),),
    "1": (((0.12, 0.24), (0.55, 0), (0.55, 1)), ((0.12, 1), (0.98, 1))),
    "2": (((0, 0.24), (0, 0), (1, 0), (1, 0.46), (0, 1), (1, 1)),),
    "3": (
        ((0, 0.2), (0, 0), (0.95, 0), (0.95, 0.47), (0.4, 0.47)),
        ((0.4, 0.47), (1, 0.47), (1, 1), (0, 1), (0, 0.8)),
    ),
    "4": (((0.72, 1), (0.72, 0), (0, 0.7), (1, 0.7)),),
    "5": (((0.94, 0), (0.08, 0), (0.03, 0.42), (1, 0.42), (1, 1), (0, 1), (0, 0.82)),),
    "6": (((0.98, 0.18), (0.98, 0), (0, 0), (0, 1), (1, 1), (1, 0.43), (0.02, 0.43)),),
    "7": (((0, 0), (1, 0), (0.38, 1)),),
    "8": (
        ((0.5, 0), (0.95, 0), (0.95, 0.46), (0.05, 0.46), (0.05, 0), (0.5, 0)),
        ((0.5, 0.46), (1, 0.46), (1, 1), (0, 1), (0, 0.46), (0.5, 0.46)),
    ),
    "9": (((0.02, 0.82), (0.02, 1), (1, 1), (1, 0), (0, 0), (0, 0.57), (0.98, 0.57)),),
}
"""Each digit as lines through these points."""
SHARP = {
    ("1", (0.55, 0)),
    ("2", (0, 1)),
    ("4", (0.72, 0)),
    ("4", (0, 0.7)),
    ("5", (0.08, 0)),
    ("5", (0.03, 0.42)),
    ("7", (1, 0)),
}
"""The corners that are not rounded."""
COLON = (0.3, 0.7)
"""The heights of the centres of its two dots, from the top."""
SMALL: dict[str, tuple[str, ...]] = {
    "0": (".###.", "##.##", "##.##", "##.##", "##.##", "##.##", ".###."),
    "1": (".##..", "###..", ".##..", ".##..", ".##..", ".##..", "#####"),
    "2": ("####.", "...##", "...##", ".###.", "##...", "##...", "#####"),
    "3": ("####.", "...##", "...##", ".###.", "...##", "...##", "####."),
    "4": ("##.##", "##.##", "##.##", "#####", "...##", "...##", "...##"),
    "5": ("#####", "##...", "####.", "...##", "...##", "...##", "####."),
    "6": (".###.", "##...", "##...", "####.", "##.##", "##.##", ".###."),
    "7": ("#####", "...##", "...##", "..##.", "..##.", ".##..", ".##.."),
    "8": (".###.", "##.##", "##.##", ".###.", "##.##", "##.##", ".###."),
    "9": (".###.", "##.##", "##.##", ".####", "...##", "...##", ".###."),
    ":": ("..", "##", "##", "..", "##", "##", ".."),
}
SMALL_WIDTH, SMALL_HEIGHT = 5, 7
TINY: dict[str, tuple[str, ...]] = {
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", ".##", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", ".#.", ".#."),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    ":": (".", "#", ".", "#", "."),
}
TINY_WIDTH, TINY_HEIGHT = 3, 5
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
CORNER_STEPS = 6


@lru_cache(maxsize=64)
def glyph(sign: str, width: int, height: int) -> tuple[str, ...]:
    """Returns a digit or ":" of this many pixels as rows of half blocks, `width` cells each."""
    if height < SMALL_HEIGHT or width < SMALL_WIDTH - 3 * (sign == ":"):
        pixels = _padded(TINY[sign], width, height)
    elif height < SMALL_HEIGHT + 3:
        pixels = _padded(SMALL[sign], width, height)
    else:
        pixels = [_row(sign, y + 0.5, width, height) for y in range(height)]
    if height % 2:
        pixels.append([False] * width)
    return tuple(
        "".join(HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], pixels[1::2], strict=True)
    )


def thickness(width: int, height: int) -> float:
    """Returns the thickness of the strokes, in pixels."""
    return max(1.9, min(height * 0.17, width * 0.3))


def _padded(drawing: Sequence[str], width: int, height: int) -> list[list[bool]]:
    """Returns the drawing in the middle of this many pixels."""
    above = (height - len(drawing)) // 2
    rows = [""] * above + [*drawing] + [""] * (height - len(drawing) - above)
    return [[dot == "#" for dot in row.center(width, ".")[:width]] for row in rows]


def _row(sign: str, y: float, width: int, height: int) -> list[bool]:
    """Returns a row of pixels; those with their centre in a stroke are set."""
    row = [False] * width
    for left, right in _spans(sign, y, width, height):
        for x in range(max(0, math.ceil(left - 0.5)), min(width, math.floor(right - 0.5) + 1)):
            row[x] = True
    return row


def _spans(sign: str, y: float, width: int, height: int) -> Iterator[tuple[float, float]]:
    if sign == ":":
        size = width / 2
        for middle in COLON:
            if abs(y - height * middle) <= size:
                yield 0.0, float(width)
        return
    radius = thickness(width, height) / 2
    for line in _lines(sign, width, height, radius):
        for start, end in pairwise(line):
            span = _stroke_at(y, start, end, radius)
            if span is not None:
                yield span


@lru_cache(maxsize=16)
def _lines(sign: str, width: int, height: int, radius: float) -> tuple[tuple[Point, ...], ...]:
    """Returns the centre lines of the strokes, in pixels, with rounded corners."""
    across, down = width - 2 * radius, height - 2 * radius
    return tuple(tuple(_rounded(sign, points, across, down, radius)) for points in STROKES[sign])


def _rounded(
    sign: str, points: Sequence[Point], across: float, down: float, radius: float
) -> Iterator[Point]:
    placed = [(radius + x * across, radius + y * down) for x, y in points]
    yield placed[0]
    for number in range(1, len(placed) - 1):
        before, corner, after = placed[number - 1 : number + 2]
        if (sign, points[number]) in SHARP:
            yield corner
            continue
        reach = min(across / 2, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        if number == 1:
            reach = min(across / 2, math.dist(before, corner), math.dist(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        for step in range(CORNER_STEPS + 1):
            part = step / CORNER_STEPS
            yield (
                (1 - part) ** 2 * start[0] + 2 * part * (1 - part) * corner[0] + part**2 * end[0],
                (1 - part) ** 2 * start[1] + 2 * part * (1 - part) * corner[1] + part**2 * end[1],
            )
    yield placed[-1]


def _towards(start: Point, end: Point, length: float) -> Point:
    part = length / max(1e-9, math.dist(start, end))
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _stroke_at(y: float, start: Point, end: Point, radius: float) -> tuple[float, float] | None:
    """Returns the span of a row that a stroke with round ends covers; None if it does not."""
    edges: list[float] = []
    for x_end, y_end in (start, end):
        if abs(y - y_end) <= radius:
            half = math.sqrt(radius**2 - (y - y_end) ** 2)
            edges += [x_end - half, x_end + half]
    length = math.dist(start, end)
    if length:
        across = (end[1] - start[1]) / length * radius, (start[0] - end[0]) / length * radius
        corners = [
            (start[0] + across[0], start[1] + across[1]),
            (end[0] + across[0], end[1] + across[1]),
            (end[0] - across[0], end[1] - across[1]),
            (start[0] - across[0], start[1] - across[1]),
        ]
        for (x_one, y_one), (x_two, y_two) in zip(corners, corners[1:] + corners[:1], strict=True):
            if y_one != y_two and min(y_one, y_two) <= y <= max(y_one, y_two):
                edges.append(x_one + (x_two - x_one) * (y - y_one) / (y_two - y_one))
    return (min(edges), max(edges)) if edges else None
