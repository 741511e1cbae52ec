"""The question how many repetitions of an open set were done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.ui.keys.dialog_bindings import REPS_QUESTION
from calf_tui.ui.live.questions import (
    SECONDS_TO_NEXT_FIGURE,
    more_than_asked_for,
    reps_entry,
)
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import BigDigits
from calf_tui.ui.widgets.screen_size import NewestSize

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.session.state import Session

SECONDS_BETWEEN_LOOKS = 0.1


class RepetitionsQuestion(NewestSize, ModalScreen["int | None"]):
    """Asks when an open set is left; the result is the number, or None to go back to the set.

    After a digit that may be followed by another one it waits a short time; `now` returns seconds.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = REPS_QUESTION

    def __init__(self, session: Session, now: Callable[[], float]) -> None:
        super().__init__()
        step = session.phase.step
        self._noun = f"{step.exercise.repetition}s"
        self._asked_for = step.dose.reps or 0
        self._entry = reps_entry(session)
        self._now = now
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """Yields the question, the number, the planned number, and the keys."""
        with Vertical(id="dialog"):
            yield Static(f"How many {self._noun} did you do?", classes="title")
            yield BigDigits(id="number")
            yield Static(id="of")
            yield KeyHints()

    def on_mount(self) -> None:
        """Shows that no number was entered."""
        self._show()
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.look)

    def look(self) -> None:
        """Answers with the typed number if no digit has followed for a short time."""
        waited = self._now() - self._typed_at
        if self.is_current and self._entry.may_settle and waited >= SECONDS_TO_NEXT_FIGURE:
            self.action_keep()

    def on_mouse_scroll_up(self) -> None:
        """Adds one."""
        self.action_step(1)

    def on_mouse_scroll_down(self) -> None:
        """Subtracts one."""
        self.action_step(-1)

    def action_figure(self, figure: int) -> None:
        """Takes a digit, and answers if no other digit can follow."""
        self._entry = self._entry.typed(figure)
        self._typed_at = self._now()
        if self._entry.is_whole:
            self.action_keep()
        else:
            self._show()

    def action_step(self, steps: int) -> None:
        """Adds or subtracts one."""
        self._entry = self._entry.moved(steps)
        self._show()

    def action_erase(self) -> None:
        """Erases the number."""
        self._entry = replace(self._entry, number=None, is_typed=False)
        self._show()

    def action_keep(self) -> None:
        """Answers with the number shown."""
        self.dismiss(self._entry.number)

    def action_back(self) -> None:
        """Goes back to the set, which goes on where it was."""
        self.dismiss(None)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        return self._entry.number is not None if action in ("keep", "erase") else True

    def _show(self) -> None:
        number = self._entry.number
        for digits in self.query(BigDigits):  # they are not there if the question was left at once
            digits.display = number is not None
            digits.show("" if number is None else str(number), "00")
        shown = more_than_asked_for(self._entry) or f"of {self._asked_for}"
        if number is None:
            shown = f"Type the number. {self._asked_for} were asked for."
        for asked in self.query("#of").results(Static):
            asked.update(Content(shown))
        self.refresh_bindings()
