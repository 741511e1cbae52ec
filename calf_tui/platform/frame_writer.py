"""Writes to a terminal that may read slowly, stop reading, or go away; nobody waits for it."""

from __future__ import annotations

import os
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 0.25
"""A write that takes longer is to a terminal that stalls [ours]."""
WRITTEN_AT_ONCE = 1024
"""Bytes, so that it shows when the terminal took the last ones [ours]."""
LAST_WORDS_SECONDS = 0.5
"""For which the terminal is given time to read what was written last [ours]."""


class _Text(NamedTuple):
    text: str
    is_needed: bool


class FrameWriter:
    """A thread that writes; what the terminal is too slow for is dropped, never queued.

    While a write has not ended, the next ones wait. Where it takes longer than `PATIENCE_SECONDS`,
    all that waits is dropped, and so is everything until the terminal has read. `repaint` is then
    called from the thread with the seconds for which it took no byte, and has to draw the whole
    screen anew. `gone` is called once, from the thread, where the terminal is no more. `clock`
    tells monotonic seconds.
    `is_ended`: it writes no more.
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
        """Hands a text over and returns at once; one that is needed is not dropped."""
        with self._changed:
            since = self._writing_since
            if since is not None and self._clock() - since > PATIENCE_SECONDS:
                self._is_dropping = True
                self._waiting = [each for each in self._waiting if each.is_needed]
            if not self.is_ended and (is_needed or not self._is_dropping):
                self._waiting.append(_Text(text, is_needed))
                self._changed.notify()

    def stop(self) -> None:
        """Ends once all is written, or the terminal has not read it for a moment."""
        with self._changed:
            self.is_ended = True
            self._changed.notify()
        self._thread.join(LAST_WORDS_SECONDS)

    def _run(self) -> None:
        try:
            while (text := self._next()) is not None:
                self._go_on(self._write_whole(text.encode("utf-8", "replace")))
        except OSError:
            with self._changed:
                self.is_ended, self._waiting = True, []
            self._gone()

    def _next(self) -> str | None:
        """All that waits, as soon as something does; None at the end."""
        with self._changed:
            while not self._waiting:
                if self.is_ended:
                    return None
                self._changed.wait()
            text = "".join(each.text for each in self._waiting)
            self._waiting, self._writing_since = [], self._clock()
            return text

    def _write_whole(self, data: bytes) -> float:
        """Returns the most seconds in a row for which the terminal took nothing."""
        longest = 0.0
        while data:
            since = self._clock()
            data = data[os.write(self._descriptor, data[:WRITTEN_AT_ONCE]) :]
            longest = max(longest, self._clock() - since)
        return longest

    def _go_on(self, seconds: float) -> None:
        """The terminal has read: what was dropped meanwhile is to be drawn anew."""
        with self._changed:
            dropped, self._is_dropping = self._is_dropping, False
            self._writing_since = None
        if dropped:
            self._repaint(seconds)
