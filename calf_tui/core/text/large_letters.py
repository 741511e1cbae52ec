"""Draws words in large letters with quadrant blocks.

A face (a font of pixel letters) is a text file in `assets/faces/`, whose head explains its format.
A cell shows two by two pixels. Strokes are two pixels wide, as a cell is twice as high as wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from unicodedata import normalize

from calf_tui.core.frozen_dataclass import dataclass

ROWS = 8
"""The height of a letter, in pixels."""
CAPITAL_ROWS, MARKED_ROWS = 7, 5
"""The height of a tall letter above the baseline, without and with a mark, in pixels."""
MARK_ROWS = 2
SPACE = 4
"""The width of a space, in pixels."""
UNKNOWN = "?"
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"

Glyph = tuple[str, ...]
"""Eight rows of "#" and ".", all of the same width."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """The letters of a face, letters that look alike, and combining marks."""

    glyphs: Mapping[str, Glyph]
    alike: Mapping[str, str]
    marks: Mapping[str, Glyph]

    def holds(self, text: str) -> bool:
        """Whether every letter of the text can be drawn."""
        unknown = self.glyphs[UNKNOWN]
        return all(each == UNKNOWN or self._glyph(each) is not unknown for each in text)

    def columns(self, text: str, scale: int = 1) -> int:
        """Returns the width of a text, in cells."""
        pixels = sum(len(glyph[0]) + 1 for glyph in self._glyphs_of(text))
        return (pixels * scale + 1) // 2

    def wrap(self, text: str, columns: int, scale: int = 1) -> list[str]:
        """Returns lines of whole words; none if a word is wider than `columns` cells."""
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
        """Returns rows of cells, all of the same width: four at scale 1, eight at scale 2."""
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
    """Parses a face; raises `ValueError` if the rows of a glyph differ in width."""
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
    """Returns the glyphs of the next rows, from left to right."""
    block = [row.split() for _, row in zip(range(rows), lines, strict=False)]
    glyphs = [tuple(column) for column in zip(*block, strict=True)]
    if len(glyphs) != count or any(len(set(map(len, glyph))) > 1 for glyph in glyphs):
        raise ValueError(f"a glyph of these rows is wider in one than in another: {block}")
    return glyphs


@cache
def _bold(glyph: Glyph) -> Glyph:
    """Returns the glyph with every pixel doubled to the right."""
    return tuple(
        "".join("#" if "#" in row[max(0, at - 1) : at + 1] else "." for at in range(len(row) + 1))
        for row in glyph
    )


@cache
def _marked(glyph: Glyph, mark: Glyph) -> Glyph:
    """Returns a letter with a mark above it, or below it for a mark of one pixel's width."""
    width = max(len(glyph[0]), len(mark[0]))
    rows = [row.center(width, ".") for row in glyph]
    above = [row.center(width, ".") for row in mark]
    if len(mark[0]) == 1 and mark[1] == "#":
        return (*rows[:-1], above[1])
    if "#" in rows[0] + rows[1]:
        rows[:CAPITAL_ROWS] = ["." * width] * MARK_ROWS + _lowered(rows[:CAPITAL_ROWS])
    return (*above, *rows[MARK_ROWS:])


def _lowered(rows: list[str]) -> list[str]:
    """Removes rows of a tall letter: first those equal to the row above, then middle ones."""
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
    """Returns the block for four pixels: upper left, upper right, lower left, lower right."""
    return QUADRANTS[sum(1 << place for place, pixel in enumerate(pixels) if pixel == "#")]
