"""The question about pain on the morning after a session, from 0 to 10."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from calf_tui.ui.keys.dialog_bindings import PAIN_QUESTION
from calf_tui.ui.live.feedback_screen import PAIN_ENDS, scale_rows
from calf_tui.ui.live.questions_after_set import PAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType


class NextMorningQuestion(Static, can_focus=True):
    """Asks once; `answer` takes the number and returns the reply, which replaces the question.

    Digits answer wherever the focus is, arrows only if it is here.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = PAIN_QUESTION
    DEFAULT_CSS = """
    NextMorningQuestion { height: auto; link-style: none; link-color: $foreground;
        link-background-hover: transparent; link-color-hover: $ready; }
    """

    class Left(Message):
        """The question was answered or left, and needs the focus no more."""

    def __init__(self, question: str, answer: Callable[[int], str], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._question = question
        self._answer = answer
        self._entry = PAIN

    def ask(self, question: str, answer: Callable[[int], str]) -> None:
        """Asks again, where the question is another one, or was answered; a figure typed stays."""
        self._answer = answer
        if question != self._question or not self.can_focus:
            self._question, self._entry = question, PAIN
            self.can_focus = self.display = True
            self.screen.add_class("-asked")
            if self.is_mounted:
                self._draw()

    def take_back(self) -> None:
        """Asks no more."""
        self.can_focus = self.display = False
        self.screen.remove_class("-asked")
        self.action_leave()

    def on_mount(self) -> None:
        """Has the screen make room for the question."""
        self.screen.add_class("-asked")

    def on_resize(self) -> None:
        """Draws the question in as few rows as possible."""
        if self.can_focus:
            self._draw()

    def press(self, figure: int) -> None:
        """Takes a digit. A 1 waits for enter, because a 0 may follow."""
        self._entry = self._entry.typed(figure)
        if self._entry.is_whole:
            self.action_keep()
        else:
            self.focus()
            self._draw()

    def choose(self, number: int) -> None:
        """Answers with this number."""
        self._entry = replace(self._entry, number=number)
        self.action_keep()

    def action_mark(self, steps: int) -> None:
        """Moves the mark on the scale."""
        self._entry = self._entry.moved(steps)
        self._draw()

    def action_keep(self) -> None:
        """Answers with the marked number."""
        if self._entry.number is not None:
            self.can_focus = False
            self.update(Content(self._answer(self._entry.number)))
            self.action_leave()

    def action_leave(self) -> None:
        """Leaves the question open."""
        self.post_message(self.Left())

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers to answer if a number is marked."""
        return self._entry.number is not None if action == "keep" else True

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # before the first layout it has no width
        self.update(Content("\n").join(scale_rows(self._question, self._entry, PAIN_ENDS, width)))
        self.refresh_bindings()
