"""The stop screen: what hurts, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.coach.stop_signs import DISCLAIMER, STOP_SIGNS, STOP_TEXT
from calf_tui.ui.keys import PAIN_STOP
from calf_tui.ui.widgets.choices import Choices
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


class PainStop(ModalScreen[None]):
    """Asks what the runner feels; `stop` is told as soon as it is chosen."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PAIN_STOP

    def __init__(self, stop: Callable[[str], None]) -> None:
        super().__init__()
        self._stop = stop

    def compose(self) -> ComposeResult:
        """The signs to choose from; the advice takes their place."""
        with Vertical(id="dialog"):
            yield Static("What do you feel? The session ends with your answer.", classes="title")
            yield Choices([each.sign for each in STOP_SIGNS], wrap=True, id="signs")
            yield Static(id="advice")
            yield KeyHints()

    @on(Choices.Chosen)
    def action_choose(self) -> None:
        """Ends the session, then says what to do; once that is read, leads out."""
        if self.has_class("-answered"):
            self.dismiss()
            return
        chosen = STOP_SIGNS[self.query_one(Choices).cursor]
        self._stop(chosen.sign)
        self.query_one(".title", Static).update(chosen.sign)
        self.query_one(Choices).remove()
        self.query_one("#advice", Static).update(f"{STOP_TEXT}\n\n{chosen.advice}\n\n{DISCLAIMER}")
        self.add_class("-answered")

    def action_back(self) -> None:
        """Away from here: to the waiting session, or out of the one that ended."""
        self.dismiss()
