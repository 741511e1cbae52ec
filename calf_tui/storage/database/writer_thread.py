"""The one thread that writes the records while a session runs."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


SWITCH_SECONDS = 0.001
"""For so long one thread keeps another waiting; a fifth of Python's own choice [ours]."""


class WriterThread:
    """`core.ports.Writer`: what is submitted is done in turn, while the screen goes on.

    From its making on, the threads of this process take turns before a screen could notice.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="records")

    def submit(self, job: Callable[[], object]) -> Future[object]:
        """Returns at once."""
        return self._thread.submit(job)

    def close(self) -> None:
        """Returns when everything was done."""
        self._thread.shutdown()
