"""Writes lines to a terminal that may not read them for a while."""

from __future__ import annotations

import os
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORTH_SAYING_SECONDS = 10.0
"""A longer stall is told to the runner [ours]."""


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
