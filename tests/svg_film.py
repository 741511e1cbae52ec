"""Puts pictures of a terminal into one SVG; several of them play one after the other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

THEIR_WIDTH, THEIR_HEIGHT = 12.2, 24.4
"""Of a cell in Rich's drawings, in pixels."""
CELL_WIDTH, CELL_HEIGHT = 12, 24
"""Of a cell in ours: whole pixels, so that no seam shows."""
UNIT = 0.6
"""The grid of what is drawn, in pixels: `WIDE` across a cell, `HIGH` down."""
WIDE, HIGH = 20, 40
MARGIN = 12
RULE = re.compile(r"\.[\w-]+-(r\d+) \{ (.*?)\s*\}")
STYLED = re.compile(r'style="([^"]*)"')


class Box(NamedTuple):
    """A part of a cell, in `UNIT`s."""

    x: int
    y: int
    width: int
    height: int


QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Each at the sum of its `QUARTERS`: 1, 2, 4, 8."""
QUARTERS = [Box(x * 10, y * 20, 10, 20) for y in (0, 1) for x in (0, 1)]
DOTS = [
    Box(1 + x * 10, 1 + y * 10, 8, 8)
    for x, y in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
]
"""Of a braille character, by its bits."""
SHARP = "; shape-rendering: crispEdges"
DENSITY = {each: f"; fill-opacity: {number / 4}" for number, each in enumerate("░▒▓", 1)}
LINES = {
    "─": [Box(0, 18, WIDE, 3)],
    "━": [Box(0, 17, WIDE, 5)],
    "│": [Box(9, 0, 3, HIGH)],
    "▀": [Box(0, 0, WIDE, 20)],
    "▔": [Box(0, 0, WIDE, 5)],
    "▕": [Box(17, 0, 3, HIGH)],
}
DRAWN = re.compile("([▀-▟─━│\u2801-\u28ff])\\1*")
WORDS = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True)
class Film:
    """A film of a terminal: in each frame, what is drawn of each row."""

    columns: int
    background: str
    frames: tuple[tuple[str, ...], ...]
    seconds: float = 0.0
    """How long all frames take together."""


def frame_of(drawing: str) -> tuple[str, tuple[str, ...]]:
    """Returns the background of Textual's SVG, and what is drawn on it, row by row.

    Blocks, dots and lines are drawn as shapes, because few fonts let them touch one another.
    """
    styles = dict(RULE.findall(drawing))
    elements = list(ElementTree.fromstring(drawing).iter())
    behind = [each.attrib for each in elements if "shape-rendering" in each.attrib]
    frame = next(each.attrib for each in elements if "rx" in each.attrib)
    areas = Counter({frame["fill"]: float(frame["width"]) * float(frame["height"])})
    for at in behind:  # what has no colour of its own has that of the frame
        area = float(at["width"]) * float(at["height"])
        areas.update({at["fill"]: area, frame["fill"]: -area})
    background = max(areas, key=lambda fill: areas[fill])
    rows: dict[int, list[str]] = {}
    for at in behind:
        if at["fill"] != background:
            x, width = (
                round(float(at[each]) / THEIR_WIDTH) * CELL_WIDTH for each in ("x", "width")
            )
            row = rows.setdefault(round((float(at["y"]) - 1.5) / THEIR_HEIGHT), [])
            row.append(
                f'<path style="fill: {at["fill"]}{SHARP}" d="M{x} 0h{width}v{CELL_HEIGHT}H{x}z"/>'
            )
    for element in elements:
        at = element.attrib
        if "textLength" in at and (text := element.text or "").strip():
            style = styles[at["class"].rpartition("-")[2]]
            row = rows.setdefault(round((float(at["y"]) - 20) / THEIR_HEIGHT), [])
            column = round(float(at["x"]) / THEIR_WIDTH)
            row += _shapes(text, column, style)
            row += _words(text, column, style)
    return background, tuple("".join(rows.get(y, ())) for y in range(max(rows, default=-1) + 1))


def _shapes(text: str, column: int, style: str) -> Iterator[str]:
    """Yields the shapes of a text, one for each style."""
    paths: dict[str, list[str]] = {}
    for match in DRAWN.finditer(text):
        character, count = match[1], len(match[0])
        left = (column + match.start()) * WIDE
        sharp = "" if character >= "\u2800" else f"{SHARP}{DENSITY.get(character, '')}"
        for box in _boxes(character):
            across = box.width == WIDE
            width = WIDE * count if across else box.width
            paths.setdefault(style + sharp, []).extend(
                f"M{left + number * WIDE + box.x} {box.y}h{width}v{box.height}h{-width}z"
                for number in range(1 if across else count)
            )
    for each, path in paths.items():
        yield f'<path style="{each}" transform="scale({UNIT})" d="{"".join(path)}"/>'


def _words(text: str, column: int, style: str) -> Iterator[str]:
    """Yields what of a text is written, each stretch without a gap at its own place."""
    written = DRAWN.sub(lambda match: " " * len(match[0]), text.replace("\xa0", " "))
    for match in WORDS.finditer(written):
        yield (
            f'<text style="{style}" x="{(column + match.start()) * CELL_WIDTH}" y="18" '
            f'textLength="{len(match[0]) * CELL_WIDTH}">{escape(match[0])}</text>'
        )


def _boxes(character: str) -> list[Box]:
    """Returns what is filled of the cell of a character that is drawn."""
    code = ord(character)
    if character in DENSITY:
        return [Box(0, 0, WIDE, HIGH)]
    if character in LINES:
        return LINES[character]
    if code >= 0x2800:
        return [box for bit, box in enumerate(DOTS) if code >> bit & 1]
    if 0x2581 <= code <= 0x2588:
        height = (code - 0x2580) * HIGH // 8
        return [Box(0, HIGH - height, WIDE, height)]
    if 0x2589 <= code <= 0x258F:
        return [Box(0, 0, (0x2590 - code) * WIDE // 8, HIGH)]
    return [box for bit, box in enumerate(QUARTERS) if QUADRANTS.index(character) >> bit & 1]


def svg_of(film: Film) -> str:
    """Returns the film as an SVG that needs no other file; each row that differs is in it once."""
    names: dict[str, str] = {}
    height = max(map(len, film.frames)) * CELL_HEIGHT
    width = film.columns * CELL_WIDTH
    frames = []
    for number, rows in enumerate(film.frames):
        uses = (
            f'<use href="#{names.setdefault(row, f"r{len(names)}")}" y="{y * CELL_HEIGHT}"/>'
            for y, row in enumerate(rows)
            if row
        )
        frames.append(f'<g transform="translate(0 {number * height})">{"".join(uses)}</g>')
    styles, definitions = _named_styles(names)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width + 2 * MARGIN} {height + 2 * MARGIN}">\n'
        f"<style>text {{ font: 20px Fira Code, Menlo, Consolas, monospace; white-space: pre }}\n"
        f"{styles}{_motion(film, height)}</style>\n"
        f"<defs>\n{definitions}</defs>\n"
        f'<rect width="100%" height="100%" rx="8" fill="{film.background}"/>\n'
        f'<svg x="{MARGIN}" y="{MARGIN}" width="{width}" height="{height}">'
        f'<g class="film">\n' + "\n".join(frames) + "\n</g></svg>\n</svg>\n"
    )


def _named_styles(names: dict[str, str]) -> tuple[str, str]:
    """Returns the style sheet, and the rows with its classes in place of their styles."""
    classes: dict[str, str] = {}

    def class_of(match: re.Match[str]) -> str:
        return f'class="{classes.setdefault(match[1], f"c{len(classes)}")}"'

    rows = "".join(
        f'<g id="{name}">{STYLED.sub(class_of, row)}</g>\n' for row, name in names.items()
    )
    return "".join(f".{name} {{ {style} }}\n" for style, name in classes.items()), rows


def _motion(film: Film, height: int) -> str:
    """Returns the rules that wind the film, a frame at a time; nothing moves for who wants that."""
    count = len(film.frames)
    if count == 1:
        return ""
    return (
        f"@keyframes wind {{ to {{ transform: translateY(-{count * height}px) }} }}\n"
        f".film {{ animation: wind {film.seconds:g}s steps({count}) infinite }}\n"
        "@media (prefers-reduced-motion: reduce) { .film { animation: none } }\n"
    )
