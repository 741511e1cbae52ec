"""How long until a terminal shows what a key brings, read from the screen and not from the bytes.

Only what has changed is written, so a text that the runner sees may come in parts.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.terminal import COLUMNS, ROWS
from tests.virtual_screen import VirtualScreen

if TYPE_CHECKING:
    from tests.terminal import Terminal

LONGEST = 10.0
"""The seconds after which a text does not come any more."""


class ScreenWaits:
    """Waits for what the screen of a terminal shows, from the terminal's first byte on."""

    def __init__(self, terminal: Terminal, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self._terminal = terminal
        self._screen = VirtualScreen(columns, rows)
        self._drawn = 0

    def text(self) -> str:
        """Returns what is shown, as far as the output was read."""
        self._draw(len(self._terminal.output))
        return self._screen.text

    def milliseconds(self, keys: str, until: str, quiet: float = 0.3) -> float:
        """Returns the milliseconds from the keys to the output that completes the text.

        Reads until `quiet` seconds bring nothing more. What was read is drawn only then, because
        drawing it would take time from what is measured.
        """
        assert until not in self.text(), f"{until!r} was there before {keys!r}:\n{self.text()}"
        start = time.perf_counter()
        self._terminal.press(keys)
        while time.perf_counter() - start < LONGEST:
            for arrived, end in self._read_until(quiet):
                self._draw(end)
                if until in self._screen.text:
                    return (arrived - start) * 1000
        raise AssertionError(f"{until!r} did not appear after {keys!r}:\n{self.text()}")

    def _read_until(self, quiet: float) -> list[tuple[float, int]]:
        """Returns when each piece of output had come, and where it ends; of a second at most."""
        pieces: list[tuple[float, int]] = []
        begin = time.perf_counter()
        while time.perf_counter() - begin < 1:
            before = len(self._terminal.output)
            self._terminal.read_once(quiet)
            if len(self._terminal.output) == before:
                break
            pieces.append((time.perf_counter(), len(self._terminal.output)))
        return pieces

    def _draw(self, end: int) -> None:
        self._screen.feed(self._terminal.output[self._drawn : end])
        self._drawn = end
