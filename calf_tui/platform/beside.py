"""Runs functions in threads that end before the program goes on."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class Beside:
    """Runs functions beside the caller until the `with` block ends, which waits for them."""

    def __init__(self) -> None:
        self._threads: list[Thread] = []

    def run(self, job: Callable[[], None]) -> None:
        """Starts a function in a thread."""
        self._threads.append(Thread(target=job, name="beside", daemon=True))
        self._threads[-1].start()

    def wait(self) -> None:
        """Waits until all of them have ended."""
        for each in self._threads:
            each.join()

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.wait()
