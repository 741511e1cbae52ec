"""Words drawn large with quadrant blocks, by a face of pixel letters.

A face is text (`assets/faces/`): its head says how it is written. Two pixels make a cell's width
and two its height; each pixel is drawn twice side by side, as a cell is twice as high as wide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 8
"""Pixels of a letter from top to bottom."""
CAPITAL_ROWS, MARKED_ROWS = 7, 5
"""Pixels above the line of a tall letter, alone and below a mark."""
MARK_ROWS = 2
SPACE = 4
"""Pixels of a blank."""
UNKNOWN = "?"
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"

Glyph = tuple[str, ...]
"""Eight rows of "#" and ".", all as wide."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Letters by what they stand for, and the marks above and below them."""

    glyphs: Mapping[str, Glyph]
    alike: Mapping[str, str]
    marks: Mapping[str, Glyph]

    def holds(self, text: str) -> bool:
        """Whether each letter can be drawn."""
        unknown = self.glyphs[UNKNOWN]
        return all(each == UNKNOWN or self._glyph(each) is not unknown for each in text)

    def columns(self, text: str, scale: int = 1) -> int:
        """Cells from left to right that a text takes."""
        pixels = sum(len(glyph[0]) + 1 for glyph in self._glyphs_of(text))
        return (pixels * scale + 1) // 2

    def wrap(self, text: str, columns: int, scale: int = 1) -> list[str]:
        """Lines of whole words that fit; none where a word is wider than `columns`."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.columns(longer, scale) <= columns:
                lines[-1] = longer
            elif self.columns(word, scale) <= columns:
                lines.append(word)
            else:
                return []
        return lines

    def draw(self, text: str, scale: int = 1) -> tuple[str, ...]:
        """Rows of cells, all as wide: four at scale 1, eight at scale 2."""
        glyphs = self._glyphs_of(text)
        rows = ["".join(f"{glyph[row]}." for glyph in glyphs) for row in range(ROWS)]
        return _in_quadrants(_enlarged(rows, scale))

    def _glyphs_of(self, text: str) -> list[Glyph]:
        return [_bold(self._glyph(letter)) for letter in normalize("NFC", text)]

    def _glyph(self, letter: str) -> Glyph:
        if letter.isspace():
            return ("." * (SPACE - 1),) * ROWS
        letter = self.alike.get(letter, letter)
        if letter in self.glyphs:
            return self.glyphs[letter]
        parts = normalize("NFD", letter)
        base, marks = self.alike.get(parts[0], parts[0]), parts[1:]
        if marks and base in self.glyphs and self.marks.keys() >= set(marks):
            glyph = self.glyphs["ı"] if base == "i" else self.glyphs[base]
            for mark in marks:
                glyph = _marked(glyph, self.marks[mark])
            return glyph
        return self.glyphs[UNKNOWN]


def parse_face(text: str) -> Face:
    """Reads a face; raises `ValueError` where its rows are not as wide as each other."""
    glyphs: dict[str, Glyph] = {}
    alike: dict[str, str] = {}
    marks: dict[str, Glyph] = {}
    lines = iter(text.splitlines())
    for line in lines:
        kind, names = line[:1], line[1:].split()
        if kind == ":":
            glyphs |= zip(names, _columns(lines, ROWS, len(names)), strict=True)
        elif kind == "+":
            codes = [chr(int(name, 16)) for name in names]
            marks |= zip(codes, _columns(lines, MARK_ROWS, len(names)), strict=True)
        elif kind == "=":
            alike |= {pair[0]: pair[1] for pair in names}
    return Face(glyphs, alike, marks)


def _columns(lines: Iterator[str], rows: int, count: int) -> list[Glyph]:
    """The glyphs of the next rows, from left to right."""
    block = [row.split() for _, row in zip(range(rows), lines, strict=False)]
    glyphs = [tuple(column) for column in zip(*block, strict=True)]
    if len(glyphs) != count or any(len(set(map(len, glyph))) > 1 for glyph in glyphs):
        raise ValueError(f"a glyph of these rows is wider in one than in another: {block}")
    return glyphs


@cache
def _bold(glyph: Glyph) -> Glyph:
    """Each pixel, and the one to its right."""
    return tuple(
        "".join("#" if "#" in row[max(0, at - 1) : at + 1] else "." for at in range(len(row) + 1))
        for row in glyph
    )


@cache
def _marked(glyph: Glyph, mark: Glyph) -> Glyph:
    """A letter with a mark above it, or below where the mark is a tail of one pixel."""
    width = max(len(glyph[0]), len(mark[0]))
    rows = [row.center(width, ".") for row in glyph]
    above = [row.center(width, ".") for row in mark]
    if len(mark[0]) == 1 and mark[1] == "#":
        return (*rows[:-1], above[1])
    if "#" in rows[0] + rows[1]:
        rows[:CAPITAL_ROWS] = ["." * width] * MARK_ROWS + _lowered(rows[:CAPITAL_ROWS])
    return (*above, *rows[MARK_ROWS:])


def _lowered(rows: list[str]) -> list[str]:
    """A tall letter without two rows: those like the row above them, else the middle ones."""
    while len(rows) > MARKED_ROWS:
        again = [at for at in range(1, len(rows)) if rows[at] == rows[at - 1]]
        del rows[again[0] if again else len(rows) // 2]
    return rows


def _enlarged(rows: list[str], scale: int) -> list[str]:
    wide = ["".join(pixel * scale for pixel in row) for row in rows]
    return [row for row in wide for _ in range(scale)]


def _in_quadrants(rows: list[str]) -> tuple[str, ...]:
    rows = [row + "." * (len(row) % 2) for row in rows]
    return tuple(
        "".join(
            _quadrant(upper[at : at + 2] + lower[at : at + 2]) for at in range(0, len(upper), 2)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


@lru_cache(maxsize=16)
def _quadrant(pixels: str) -> str:
    """The block of four pixels: upper left, upper right, lower left, lower right."""
    return QUADRANTS[sum(1 << place for place, pixel in enumerate(pixels) if pixel == "#")]
