"""What the runner should know about the records, each sentence once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.training.trainer import Trainer


class RecordNotices:
    """The notices of a trainer; those that were told are not told again."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._told: set[str] = set()

    def new(self) -> tuple[str, ...]:
        """Returns what was not told yet; raises `UserError`."""
        known = {*self._told, self._trainer.reads_only}  # which stays in sight by itself
        found = tuple(each for each in self._trainer.notices() if each not in known)
        self._told.update(found)
        return found
