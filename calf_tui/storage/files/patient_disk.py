"""A disk that waits for a lock which another program holds for a short time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.files.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class PatientDisk(Disk):
    """Tries a lock again as often as `wait` likes.

    `wait` takes a function that tries, and returns whether another program still holds the lock.
    """

    def __init__(self, wait: Callable[[Callable[[], bool]], None]) -> None:
        self._wait = wait

    def lock(self, path: Path) -> Callable[[], None]:
        """Takes the lock at `path`; returns what releases it. Raises `BlockingIOError`."""
        held: list[Callable[[], None]] = []

        def is_held_elsewhere() -> bool:
            try:
                held.append(super(PatientDisk, self).lock(path))
            except BlockingIOError:
                return True
            return False

        self._wait(is_held_elsewhere)
        return held[0] if held else super().lock(path)
