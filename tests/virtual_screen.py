"""What a terminal shows after some output. Sequences that draw nothing are ignored."""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size

SEQUENCE = re.compile(
    r"\x1b\[([0-?]*)[ -/]*([@-~])"  # its numbers, and what it does
    r"|\x1b\].*?(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b[^\[\]P]|[\x00-\x1f]|.",
    re.DOTALL,
)
BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]P][^\x07\x1b]*\x1b?)?\Z")


class VirtualScreen:
    """Rows of characters; a sequence may be fed in parts."""

    def __init__(self, columns: int, rows: int) -> None:
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._rest = ""

    @property
    def text(self) -> str:
        return "\n".join("".join(row) for row in self._cells)

    def feed(self, output: str) -> None:
        output, self._rest = self._rest + output, ""
        if (
            begun := re.search(r"\x1b(\[[0-?]*[ -/]*|[\]P][^\x07\x1b]*\x1b?)?$", output)
        ) is not None:
            output, self._rest = output[: begun.start()], output[begun.start() :]
        for found in SEQUENCE.finditer(output):
            self._do(found[0], found[1], found[2])

    def _do(self, whole: str, words: str | None, final: str | None) -> None:
        if final == "H":
            numbers = [int(each or 1) - 1 for each in (words or "").split(";")]
            self._row, self._column = (*numbers, 0)[:2]
        elif final == "G":
            self._column = int(words or 1) - 1
        elif whole == "\n":
            self._row, self._column = self._row + 1, 0  # the terminal returns at a new line
        elif whole == "\r":
            self._column = 0
        elif not whole.startswith("\x1b") and whole >= " ":
            width = get_character_cell_size(whole)
            for cell in ([whole, ""] if width > 1 else [whole])[:width]:
                if self._row < len(self._cells) and self._column < len(self._cells[0]):
                    self._cells[self._row][self._column] = cell
                self._column += 1
