"""The thread that writes the records while a session runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


class WriterThread:
    """Implements `core.ports.Writer` with one thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="records")

    def submit(self, job: Callable[[], object]) -> Future[object]:
        """Adds a job and returns at once."""
        return self._thread.submit(job)

    def close(self) -> None:
        """Waits until every job has ended."""
        self._thread.shutdown()
