"""What every screen that changes the records does alike: refusals are said, changes undone."""

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
    """A screen that changes records. What cannot be kept is said, and nothing else happens."""

    trainer: Trainer

    @abstractmethod
    def show_records(self) -> None:
        """Shows the records as they are now."""

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers to undo where there is something to undo."""
        return bool(self.trainer.record_editor.last_change) if action == "undo" else True

    def action_undo(self) -> None:
        """Takes the last change back."""
        with self.refusals_said():
            words = self.trainer.record_editor.undo()
            self.show_records()
            if words:
                self._notify(f"Undone: {words}.")

    def said(self, sentence: str) -> None:
        """What was done, and how it is undone."""
        self._notify(f"{sentence} u undoes it.")

    def _notify(self, sentence: str) -> None:
        """In place of what was said before, which is past."""
        self.app.clear_notifications()
        self.notify(sentence, timeout=5, markup=False)

    @contextmanager
    def refusals_said(self) -> Iterator[None]:
        """A refusal is said to the runner."""
        try:
            yield
        except UserError as fault:
            self.app.clear_notifications()
            self.notify(str(fault), severity="error", timeout=15, markup=False)
        self.refresh_bindings()
