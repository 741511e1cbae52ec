"""The part of the first screen that asks about pain on the morning after a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.ui.cropped_updates import SparingCompositor
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.ui.home.next_morning_question import NextMorningQuestion


class AskingScreen(SizedScreen[None]):
    """Holds the question, and passes digits on to it."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()  # the figure moves all the time
        self._question: NextMorningQuestion | None = None

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return self._question is not None and self._question.can_focus

    def ask(self, question: str, answer: Callable[[int], str]) -> None:
        """Asks for a number from 0 to 10, once; `answer` takes it and returns the reply."""
        from calf_tui.ui.home.next_morning_question import NextMorningQuestion

        if self._question is None:
            self._question = NextMorningQuestion(question, answer, id="question")
            self.mount(self._question, before="KeyHints")
        else:
            self._question.ask(question, answer)
        self.refresh_bindings()

    def ask_no_more(self) -> None:
        """Takes back a question that nobody answered."""
        if self._question is not None and self._question.can_focus:
            self._question.take_back()
            self.refresh_bindings()

    def action_answer(self, figure: int) -> None:
        """Answers the open question with a digit."""
        if self._question is not None:
            self._question.press(figure)

    def action_choose_number(self, number: int) -> None:
        """Answers the open question with this number."""
        if self._question is not None:
            self._question.choose(number)

    def action_to_question(self) -> None:
        """Goes to the open question."""
        if self._question is not None:
            self._question.focus()
