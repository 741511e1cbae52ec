"""One line of text about a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from calf_tui.ui.keys.dialog_bindings import NOTE
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class NoteLine(LineInput):
    """The line, with its keys shown."""

    BINDINGS: ClassVar[list[BindingType]] = NOTE


class NoteDialog(ModalScreen[str | None]):
    """Asks for a note, beginning with the one there is; None where it is left as it was."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, about: str, note: str, longest: int) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._longest = longest

    def compose(self) -> ComposeResult:
        """What it is about, the line, the keys."""
        with Vertical(id="dialog"):
            yield Static(self._about, classes="title", markup=False)
            # A note that is longer already, from elsewhere, is not cut by opening it.
            longest = max(self._longest, len(self._note))
            yield NoteLine(self._note, max_length=longest, select_on_focus=False)
            yield KeyHints()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keeps the line."""
        self.dismiss(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        """Keeps nothing."""
        self.dismiss(None)
