"""What all screens that change records have in common: showing errors, and undo."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.screen import Screen

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.training.trainer import Trainer


class RecordChanges(Screen[None]):
    """A screen that changes records. If a change cannot be saved, it shows the error."""

    trainer: Trainer

    @abstractmethod
    def show_records(self) -> None:
        """Shows the present records."""

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers to undo if there is something to undo."""
        return bool(self.trainer.record_editor.last_change) if action == "undo" else True

    def action_undo(self) -> None:
        """Takes back the last change."""
        with self.refusals_said():
            words = self.trainer.record_editor.undo()
            self.show_records()
            if words:
                self._notify(f"Undone: {words}.")

    def said(self, sentence: str) -> None:
        """Shows what was done, and how to undo it."""
        self._notify(f"{sentence} u undoes it.")

    def _notify(self, sentence: str) -> None:
        """Shows a notice in place of earlier ones."""
        self.app.clear_notifications()
        self.notify(sentence, timeout=5, markup=False)

    @contextmanager
    def refusals_said(self) -> Iterator[None]:
        """Shows a `UserError` of the block to the runner."""
        try:
            yield
        except UserError as fault:
            self.app.clear_notifications()
            self.notify(str(fault), severity="error", timeout=15, markup=False)
        self.refresh_bindings()
