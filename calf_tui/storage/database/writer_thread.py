"""The thread that writes the records while a session runs."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


SWITCH_SECONDS = 0.001
"""The interpreter's switch interval; a fifth of Python's default [ours]."""


class WriterThread:
    """Implements `core.ports.Writer` with one thread.

    It also sets the interpreter's switch interval, so that the screen does not wait for the thread.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="records")

    def submit(self, job: Callable[[], object]) -> Future[object]:
        """Adds a job and returns at once."""
        return self._thread.submit(job)

    def close(self) -> None:
        """Waits until every job has ended."""
        self._thread.shutdown()
