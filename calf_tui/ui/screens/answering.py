"""A screen on which the last set can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from calf_tui.core.answers import asked_about, can_be_loaded
from calf_tui.core.session import Command
from calf_tui.ui.questions import may_leave_move, open_question, wish_of
from calf_tui.ui.widgets.answer_row import AnswerRow

if TYPE_CHECKING:
    from calf_tui.trainer import Trainer
    from calf_tui.ui.questions import Question


class AnsweringScreen(Screen[None]):
    """Asks about the set that ended last, one question after the other, and never insists."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self._passed: set[Question] = set()
        self._offers: tuple[Question | None, bool, bool] = (None, False, False)

    def action_answer(self, key: str) -> None:
        """Answers the open question."""
        session = self._trainer.session
        question = open_question(session, self._passed)
        wish = question and wish_of(key, question, session)
        if wish:
            self._trainer.wish(wish)
            self.show_answers()

    def action_pass_over(self) -> None:
        """Leaves the open question unanswered."""
        question = open_question(self._trainer.session, self._passed)
        if question:
            self._passed.add(question)
            self.show_answers()

    def show_answers(self) -> None:
        """Shows the open question, and offers the keys that mean something now.

        A set or an answer that is still on its way to the disk is shown at a later look.
        """
        if not (self._trainer.is_kept or self._trainer.save_fault):
            return
        session = self._trainer.session
        asked = asked_about(session)
        if asked is None:
            self._passed.clear()
        self.set_class(asked is not None, "-asking")
        self.query_one(AnswerRow).show(session, self._passed)
        question = open_question(session, self._passed)
        offers = (question, can_be_loaded(session), may_leave_move(session))
        if offers != self._offers:
            self._offers = offers
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key means something now."""
        question, can_load, can_leave = self._offers
        if action in ("answer", "pass_over"):
            return question is not None
        if action == "load":
            return can_load
        return can_leave if parameters == (Command.LEAVE_MOVE.value,) else True
