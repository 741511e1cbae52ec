"""The question what to do with an interrupted session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.records.session_summary_text import cut_short_lines
from calf_tui.ui.keys.dialog_bindings import RESUME_OFFER
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.session.interrupted_session import InterruptedSession

Answer = Literal["go_on", "keep", "discard"]


class ResumeOffer(ModalScreen[Answer]):
    """Asks whether to resume, end or discard the session; every key is an answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = RESUME_OFFER

    def __init__(self, cut: InterruptedSession) -> None:
        super().__init__()
        self._cut = cut

    def compose(self) -> ComposeResult:
        """Yields how far the session came, the next set, and the keys."""
        done, following = cut_short_lines(self._cut)
        with Vertical(id="dialog"):
            yield Static("Your last session was cut short", classes="title")
            yield Static(Content(done))
            yield Static(Content(following))
            yield KeyHints()

    def action_answer(self, answer: Answer) -> None:
        """Answers."""
        self.dismiss(answer)
