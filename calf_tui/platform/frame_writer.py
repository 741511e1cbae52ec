"""Writes to a terminal in a thread, so that a slow or dead terminal blocks nothing."""

from __future__ import annotations

import os
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 0.25
"""If a write takes longer than this, the terminal has stalled [ours]."""
WRITTEN_AT_ONCE = 1024
"""Bytes of one write; small writes show for how long the terminal took no byte [ours]."""
CLOSING_SECONDS = 0.5
"""How long `stop` waits for the terminal to read the last text [ours]."""


class _Text(NamedTuple):
    text: str
    is_needed: bool


class FrameWriter:
    """A thread that writes texts, and drops what a stalled terminal does not read.

    While a write is not finished, later texts wait. If it takes longer than `PATIENCE_SECONDS`, all
    waiting texts are dropped, and so are new ones until the terminal reads again. The thread then
    calls `repaint` with the seconds for which the terminal took no byte; `repaint` must draw the
    whole screen. The thread calls `gone` once if the terminal no longer exists. `clock` returns
    monotonic seconds. `is_ended` is True once nothing more will be written.
    """

    def __init__(
        self,
        descriptor: int,
        repaint: Callable[[float], None],
        gone: Callable[[], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._repaint = repaint
        self._gone = gone
        self._changed = Condition()
        self._clock = clock
        self._waiting: list[_Text] = []
        self._writing_since: float | None = None
        self._is_dropping = False
        self.is_ended = False
        self._thread = Thread(target=self._run, name="terminal-writer", daemon=True)
        self._thread.start()

    def write(self, text: str, *, is_needed: bool = False) -> None:
        """Adds a text to be written and returns at once; a needed text is never dropped."""
        with self._changed:
            since = self._writing_since
            if since is not None and self._clock() - since > PATIENCE_SECONDS:
                self._is_dropping = True
                self._waiting = [each for each in self._waiting if each.is_needed]
            if not self.is_ended and (is_needed or not self._is_dropping):
                self._waiting.append(_Text(text, is_needed))
                self._changed.notify()

    def stop(self) -> None:
        """Ends the thread when all is written; waits for that at most `CLOSING_SECONDS`."""
        with self._changed:
            self.is_ended = True
            self._changed.notify()
        self._thread.join(CLOSING_SECONDS)

    def _run(self) -> None:
        try:
            while (text := self._next()) is not None:
                self._go_on(self._write_whole(text.encode("utf-8", "replace")))
        except OSError:
            with self._changed:
                self.is_ended, self._waiting = True, []
            self._gone()

    def _next(self) -> str | None:
        """Waits for texts and returns them joined; None at the end."""
        with self._changed:
            while not self._waiting:
                if self.is_ended:
                    return None
                self._changed.wait()
            text = "".join(each.text for each in self._waiting)
            self._waiting, self._writing_since = [], self._clock()
            return text

    def _write_whole(self, data: bytes) -> float:
        """Writes all data; returns the longest time in seconds for which the terminal took none."""
        longest = 0.0
        while data:
            since = self._clock()
            data = data[os.write(self._descriptor, data[:WRITTEN_AT_ONCE]) :]
            longest = max(longest, self._clock() - since)
        return longest

    def _go_on(self, seconds: float) -> None:
        """Ends a stall: if texts were dropped, the screen is drawn again."""
        with self._changed:
            dropped, self._is_dropping = self._is_dropping, False
            self._writing_since = None
        if dropped:
            self._repaint(seconds)
