"""A screen that shows records, and is updated when it comes to the front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer

SHARED_STYLE = Path(__file__).with_name("records_screen.tcss")


class RecordsScreen(Screen[None]):
    """A screen that shows `snapshot`, the present records."""

    class SessionChosen(Message):
        """The runner wants to open a session."""

        def __init__(self, record: SessionRecord) -> None:
            super().__init__()
            self.record = record

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.css_path.insert(0, SHARED_STYLE)
        self.trainer = trainer
        self.snapshot: ProgressSnapshot = trainer.progress_snapshot()

    def on_screen_resume(self) -> None:
        """Updates the screen after another one was in front."""
        self.renew()

    def renew(self) -> None:
        """Shows the present records and date, if they have changed."""
        snapshot = self.trainer.progress_snapshot()
        if snapshot is not self.snapshot:
            self.snapshot = snapshot
            self.show_snapshot()

    def show_snapshot(self) -> None:
        """Builds the screen again with the new snapshot."""
        self.call_next(self._compose_anew)

    async def _compose_anew(self) -> None:
        self.remove_class("-text")
        await self.recompose()
        self.focus_next()

    def on_records_screen_session_chosen(self, message: SessionChosen) -> None:
        """Opens the session."""
        from calf_tui.ui.history.session_screen import SessionScreen

        self.app.push_screen(SessionScreen(self.trainer, message.record))

    def action_back(self) -> None:
        """Goes back to the screen before."""
        self.dismiss()
