"""What all dialogs share: the frame with its title and keys, and the ways to close it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.widget import Widget

Result = TypeVar("Result")


class Dialog(ModalScreen["Result | None"], SizedScreen["Result | None"], Generic[Result]):
    """A title, the parts and the keys; the result is None where it was left without an answer."""

    CSS_PATH = str(Path(__file__).with_name("dialog.tcss"))

    def __init__(self, title: str | Content, *parts: Widget) -> None:
        super().__init__()
        self._title = title
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Yields the title, the parts, and the keys."""
        with Vertical(id="dialog"):
            yield Static(self._title, classes="title", markup=False)
            yield from self.parts()
            yield self.hints()

    def parts(self) -> ComposeResult:
        """Yields what is between title and keys."""
        yield from self._parts

    def hints(self) -> KeyHints:
        """Returns the keys."""
        return KeyHints(named=self.meaning_of)

    def meaning_of(self, _action: str) -> str:
        """Returns what a key does now; "" where its usual hint is right."""
        return ""

    def action_answer(self, answer: Any) -> None:
        """Closes the dialog with an answer."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Closes the dialog without an answer."""
        self.dismiss(None)
