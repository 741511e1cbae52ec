"""The dialog for the note of a session."""

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
    """The input line, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = NOTE


class NoteDialog(ModalScreen[str | None]):
    """Edits a note; the result is the new note, None if it was not saved."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, about: str, note: str, longest: int) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._longest = longest

    def compose(self) -> ComposeResult:
        """Yields the title, the line, and the keys."""
        with Vertical(id="dialog"):
            yield Static(self._about, classes="title", markup=False)
            # A note that is longer already must not be cut off by opening it.
            longest = max(self._longest, len(self._note))
            yield NoteLine(self._note, max_length=longest, select_on_focus=False)
            yield KeyHints()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Saves the note."""
        self.dismiss(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        """Closes the dialog without saving."""
        self.dismiss(None)
