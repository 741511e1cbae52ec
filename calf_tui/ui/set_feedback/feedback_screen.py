"""A screen that asks about the last set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from calf_tui.core.coach.pain_monitoring import may_leave_move, pain_before_jumps
from calf_tui.core.session.set_feedback import asked_about, can_be_loaded
from calf_tui.core.session.state import Command
from calf_tui.ui.set_feedback.answer_row import AnswerRow
from calf_tui.ui.set_feedback.questions import OpenQuestion, step_in_words

if TYPE_CHECKING:
    from calf_tui.core.session.set_feedback import SessionChange
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.set_feedback.number_entry import NumberEntry
    from calf_tui.ui.set_feedback.questions import Question


class _Offer(NamedTuple):
    """What the keys can do now."""

    question: Question | None = None
    entry: NumberEntry | None = None
    can_be_loaded: bool = False
    may_leave_move: bool = False
    may_leave_jumps: bool = False
    can_be_done: bool = False
    step: str = ""
    """The step by which the present phase gets longer or shorter, in words."""


class SetFeedbackScreen(Screen[None]):
    """Asks about the last set, one question after the other; no answer is required."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self._asking = OpenQuestion()
        self._offer = _Offer()

    def action_answer(self, figure: str) -> None:
        """Answers the open question with a digit, or continues its answer."""
        self._take(self._asking.press(int(figure), self._trainer.session))

    def action_choose_number(self, number: int) -> None:
        """Answers the open question with this number."""
        self._take(self._asking.choose(number, self._trainer.session))

    def action_mark(self, steps: int) -> None:
        """Moves the mark on the scale of the open question."""
        self._asking.mark(steps, self._trainer.session)
        self.show_answers()

    def action_keep_mark(self) -> None:
        """Answers the open question with the marked number."""
        self._take(self._asking.keep(self._trainer.session))

    def action_pass_over(self) -> None:
        """Leaves the open question unanswered."""
        self._asking.pass_over(self._trainer.session)
        self.show_answers()

    def show_answers(self) -> None:
        """Shows the open question, and offers the keys that do something now.

        A set or an answer that is being saved is shown by a later call.
        """
        if not (self._trainer.is_kept or self._trainer.save_fault):
            return
        session = self._trainer.session
        self._asking.look(session, self._trainer.now)
        self.set_class(asked_about(session) is not None, "-asking")
        row = self.query_one(AnswerRow)
        row.show(session, self._asking)
        offer = _Offer(
            self._asking.question(session),
            self._asking.entry(session),
            can_be_loaded(session),
            may_leave_move(session),
            pain_before_jumps(session) is not None,
            session.phase.is_set,
            step_in_words(session),
        )
        if offer.question is None and row.has_focus:
            self.set_focus(None)
        elif offer.question is not None and self.focused is None and self.is_active:
            self.set_focus(row, scroll_visible=False)
        if offer != self._offer:
            self._offer = offer
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        offer = self._offer
        if action in ("answer", "choose_number", "mark", "pass_over"):
            return offer.question is not None
        if action == "keep_mark":
            return offer.entry is not None and offer.entry.number is not None
        if action == "load":
            return offer.can_be_loaded
        commands = {
            Command.LEAVE_MOVE.value: offer.may_leave_move,
            Command.DONE.value: offer.can_be_done,
            Command.LONGER.value: bool(offer.step),
            Command.SHORTER.value: bool(offer.step),
        }
        return action != "command" or commands.get(str(parameters[0]), True)

    def _take(self, change: SessionChange | None) -> None:
        if change is not None:
            self._trainer.change(change)
        self.show_answers()
