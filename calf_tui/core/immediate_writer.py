"""A writer without a thread, for commands that wait for the result anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.ports import Job


@dataclass(frozen=True, slots=True)
class CompletedJob:
    """A job that has already run; `error` is what it raised."""

    error: Exception | None = None

    def done(self) -> bool:
        """Returns True: the job has already run."""
        return True

    def exception(self) -> Exception | None:
        """Returns what the job raised."""
        return self.error


class ImmediateWriter:
    """Implements `core.ports.Writer` by running each job in `submit`."""

    def submit(self, job: Callable[[], object]) -> Job:
        """Runs the job before it returns."""
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the caller reads it from the job
            return CompletedJob(error)
        return CompletedJob()

    def close(self) -> None:
        """Does nothing: no job is left."""
