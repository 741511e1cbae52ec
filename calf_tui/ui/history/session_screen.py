"""The screen of one session: its sets, planned and done, and the runner's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from calf_tui.ui.history.record_changes import SessionChanges, undo_named
from calf_tui.ui.history.session_text import heading, sets_text
from calf_tui.ui.keys.bindings import SESSION
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer


BESIDE, BESIDE_LOW = 5, 3
"""The columns beside the texts, those of a low screen: the margins and a scrollbar."""


class SessionScreen(SessionChanges):
    """Shows a session and its changes; closes when it is deleted."""

    CSS_PATH = "session_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = SESSION

    def __init__(self, trainer: Trainer, record: SessionRecord) -> None:
        super().__init__()
        self.trainer = trainer
        self._record = record

    @property
    def chosen(self) -> SessionRecord:
        """The session shown."""
        return self._record

    def compose(self) -> ComposeResult:
        """Yields the heading, the sets, and the keys."""
        with ScrollPane():
            yield Static(id="heading")
            yield Static(id="sets")
        yield KeyHints(named=lambda action: undo_named(self.trainer, action))

    def on_mount(self) -> None:
        """Shows the session."""
        self._show()

    def on_resize(self) -> None:
        """Shows the session in the new width."""
        self._show()

    def _show(self) -> None:
        columns = self.app.size.width - (BESIDE_LOW if self.has_class("-low") else BESIDE)
        self.query_one("#heading", Static).update(heading(self._record, columns))
        self.query_one("#sets", Static).update(sets_text(self._record, self.names, columns))

    def show_changed(self, record: SessionRecord | None) -> None:
        """Shows the present record of the session, or of the one that was added."""
        wanted = self._record.id if record is None else record.id
        found = [each for each in self.trainer.sessions() if each.id == wanted]
        if not found:
            self.dismiss()
            return
        self._record = found[0]
        self._show()

    def action_back(self) -> None:
        """Closes the screen."""
        self.dismiss()
