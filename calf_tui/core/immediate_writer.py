"""Writing at once, for those who would rather wait than be told later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.ports import Job


@dataclass(frozen=True, slots=True)
class CompletedJob:
    """A job that was done when it was asked for."""

    error: Exception | None = None

    def done(self) -> bool:
        """It is."""
        return True

    def exception(self) -> Exception | None:
        """What it failed with."""
        return self.error


class ImmediateWriter:
    """`core.ports.Writer` for those who would rather wait."""

    def submit(self, job: Callable[[], object]) -> Job:
        """Done when it returns."""
        try:
            job()
        except Exception as error:  # noqa: BLE001 - whoever asked for the job looks at it
            return CompletedJob(error)
        return CompletedJob()

    def close(self) -> None:
        """Everything was done already."""
