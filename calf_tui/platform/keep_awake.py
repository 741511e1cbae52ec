"""Keeps the screen of the machine awake, where the extra `awake` is installed and it can be."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


class KeepAwake:
    """Asked for while a session runs; whatever goes wrong, nothing is said and nobody waits."""

    def __init__(self, enter: Callable[[], AbstractContextManager[object]] | None = None) -> None:
        self._enter = enter or _presenting
        self._is_over: threading.Event | None = None

    def begin(self) -> None:
        """From now on; a thread of its own asks the system."""
        self.end()
        self._is_over = threading.Event()
        threading.Thread(
            target=self._hold, args=(self._is_over,), name="awake", daemon=True
        ).start()

    def end(self) -> None:
        """No longer."""
        if self._is_over is not None:
            self._is_over.set()
            self._is_over = None

    def _hold(self, is_over: threading.Event) -> None:
        # A comfort, and the library's faults are many: a missing bus, a sandbox, no library.
        with suppress(Exception), self._enter():
            is_over.wait()


def _presenting() -> AbstractContextManager[object]:
    from wakepy import keep

    mode: AbstractContextManager[object] = keep.presenting(on_fail="pass")
    return mode
