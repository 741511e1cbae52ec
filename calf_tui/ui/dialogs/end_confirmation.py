"""The question whether to end the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.records.session_summary_text import kept_so_far
from calf_tui.ui.keys.dialog_bindings import END_GUARD
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.session.state import Session


class EndConfirmation(ModalScreen[bool]):
    """Asks whether to end the session; the result is the answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = END_GUARD

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._is_kept = bool(session.results)
        self._kept = kept_so_far(session)

    def compose(self) -> ComposeResult:
        """Yields the question, what is saved, and the keys."""
        with Vertical(id="dialog"):
            yield Static("End the session here?", classes="title")
            yield Static(self._kept)
            yield KeyHints(named=self._meaning_of)

    def _meaning_of(self, action: str) -> str:
        return "end" if action == "end" and not self._is_kept else ""

    def action_end(self) -> None:
        """Answers yes."""
        self.dismiss(True)  # noqa: FBT003

    def action_go_on(self) -> None:
        """Answers no."""
        self.dismiss(False)  # noqa: FBT003
