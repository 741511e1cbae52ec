"""The question about a place that a session was stopped for: how it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal.proposal_text import STOP_ANSWERS, stop_question
from calf_tui.ui.keys.dialog_bindings import STOP_QUESTION
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.coach.runner_state import Answer, Stop


class StopQuestion(ModalScreen["Answer | None"]):
    """Asks whether it is gone or was checked; None where it was left unanswered."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = STOP_QUESTION

    def __init__(self, stop: Stop, today: date) -> None:
        super().__init__()
        self._question = stop_question(stop, today)

    def compose(self) -> ComposeResult:
        """The question, what each answer means, the keys."""
        with Vertical(id="dialog"):
            yield Static(Content(self._question), classes="title")
            yield Static(STOP_ANSWERS)
            yield Static(DISCLAIMER, classes="quiet")
            yield KeyHints()

    def action_answer(self, answer: Answer) -> None:
        """This is how it is."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """It is asked again before a session that loads the place."""
        self.dismiss(None)
