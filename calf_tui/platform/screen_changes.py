"""The shortest way from what a terminal shows to what it is to show."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.style import Style
    from textual.strip import Strip

Cell: TypeAlias = "tuple[str, Style | None]"

CLOSE = 8
"""Cells between two changes of a row; to write them is about as long as to skip them [ours]."""


def changes(before: Sequence[Strip], after: Sequence[Strip], console: Console) -> str:
    """Returns the text that changes the rows on a terminal, top down; empty if they are the same.

    Rows that are not in `before` are written whole.
    """
    return "".join(
        f"\x1b[{y + 1};{begin + 1}H{row.crop(begin, end).render(console)}"
        for y, (row, old) in enumerate(zip_longest(after, before[: len(after)]))
        for begin, end in _changed_parts(old, row)
    )


def _changed_parts(before: Strip | None, after: Strip) -> Iterator[tuple[int, int]]:
    """Yields the first column of each part that changed, and the column after it."""
    if before is None:
        yield 0, after.cell_length
        return
    if before == after:
        return
    begin = end = -1
    new = _cells(after)
    for column, (cell, old) in enumerate(zip_longest(new, _cells(before))):
        if cell == old or cell is None:
            continue
        if begin >= 0 and column - end < CLOSE:
            end = column + 1
        else:
            if begin >= 0:
                yield _with_whole_characters(new, begin, end)
            begin, end = column, column + 1
    if begin >= 0:
        yield _with_whole_characters(new, begin, end)


def _cells(row: Strip) -> list[Cell]:
    """Returns each cell; the second one of a wide character has no text."""
    cells: list[Cell] = []
    for text, style, _ in row:
        for character in text:
            width = get_character_cell_size(character)
            if not width and cells:  # an accent of the character before
                cells[-1] = (cells[-1][0] + character, cells[-1][1])
            cells += [(character, style), ("", style)][:width]
    return cells


def _with_whole_characters(cells: Sequence[Cell], begin: int, end: int) -> tuple[int, int]:
    while begin > 0 and not cells[begin][0]:
        begin -= 1
    while end < len(cells) and not cells[end][0]:
        end += 1
    return begin, end
