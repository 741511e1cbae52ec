"""The threads of a session: one writes the records, one keeps the machine's screen on."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


class WriterThread:
    """Implements `core.ports.Writer` with one thread."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor  # not before the first frame

        self._thread = ThreadPoolExecutor(1, thread_name_prefix="records")

    def submit(self, job: Callable[[], object]) -> Future[object]:
        """Adds a job and returns at once."""
        return self._thread.submit(job)

    def close(self) -> None:
        """Waits until every job has ended."""
        self._thread.shutdown()


class KeepAwake:
    """Implements `core.ports.Wakefulness` in a thread, if the extra `awake` is installed."""

    def __init__(self, enter: Callable[[], AbstractContextManager[object]] | None = None) -> None:
        self._enter = enter or _presenting
        self._is_over: threading.Event | None = None

    def begin(self) -> None:
        """Starts a thread that asks the system to keep the screen on."""
        self.end()
        self._is_over = threading.Event()
        threading.Thread(
            target=self._hold, args=(self._is_over,), name="awake", daemon=True
        ).start()

    def end(self) -> None:
        """Lets the screen turn off again."""
        if self._is_over is not None:
            self._is_over.set()
            self._is_over = None

    def _hold(self, is_over: threading.Event) -> None:
        # Not important enough to report, and it fails in many ways: no bus, a sandbox, no library.
        with suppress(Exception), self._enter():
            is_over.wait()


def _presenting() -> AbstractContextManager[object]:
    from wakepy import keep

    mode: AbstractContextManager[object] = keep.presenting(on_fail="pass")
    return mode
