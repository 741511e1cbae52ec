"""For a terminal that does not read for a while: lines that wait, and the shortest redrawing."""

from __future__ import annotations

import os
from itertools import zip_longest
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console
    from rich.style import Style
    from textual.strip import Strip

    Cell: TypeAlias = tuple[str, Style | None]

WORTH_SAYING_SECONDS = 10.0
"""A longer stall is told to the runner [ours]."""
CLOSE = 8
"""Cells between two changes of a row; to write them is about as long as to skip them [ours]."""


def stall_notice(seconds: float) -> str:
    """Returns the sentence about a stall of so many seconds."""
    return f"The terminal did not read for {seconds:.0f} seconds. Nothing else waited."


class LineWriter:
    """A thread that writes lines in order, so that a stalled terminal holds up nobody else.

    After a long stall it adds a line that says so. `clock` returns monotonic seconds.
    """

    def __init__(
        self,
        descriptor: int,
        encode: Callable[[str], bytes],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._encode = encode
        self._clock = clock
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._error: OSError | None = None
        self._thread = Thread(target=self._run, name="line-writer", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Adds a line to be written; raises `OSError` if an earlier one could not be."""
        if self._error is not None:
            raise self._error
        self._lines.put(line)

    def finish(self, seconds: float | None = None) -> None:
        """Waits until all is written, at most so many seconds; raises `OSError` as `write` does."""
        self._lines.put(None)
        self._thread.join(seconds)
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                since = self._clock()
                self._write_whole(line)
                if (seconds := self._clock() - since) > WORTH_SAYING_SECONDS:
                    self._write_whole(stall_notice(seconds))
        except OSError as error:
            self._error = error

    def _write_whole(self, line: str) -> None:
        data = self._encode(line)
        while data:
            data = data[os.write(self._descriptor, data) :]


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
    from rich.cells import get_character_cell_size  # lines of text need no Rich

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
