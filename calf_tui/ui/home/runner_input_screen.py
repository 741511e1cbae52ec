"""The part of the first screen that takes what the runner says: pain in the morning, a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.keys.home_bindings import UNDOES
from calf_tui.ui.partial_redraw import PartialRedrawCompositor
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.records.coach_records import Profile
    from calf_tui.ui.home.next_morning_question import NextMorningQuestion


class RunnerInputScreen(SizedScreen[None]):
    """Holds the question of the morning, keeps what else the runner says, and undoes it."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = PartialRedrawCompositor()  # the figure moves all the time
        self._question: NextMorningQuestion | None = None
        self.profile: Profile | None = None
        """What is known of the runner, once the records are read."""

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

    def action_ran(self) -> None:
        """Asks for a run and keeps it."""
        from calf_tui.ui.forms.runner_forms import ask_for_run

        with errors_told(self):
            ask_for_run(self, self.app.trainer)

    def action_about_you(self) -> None:
        """Asks what the coach should know of the runner, and keeps it."""
        from calf_tui.ui.forms.runner_forms import ask_about_you

        with errors_told(self):
            ask_about_you(self, self.app.trainer, lambda said: self.notify(f"{said} {UNDOES}"))

    def action_undo(self) -> None:
        """Takes back the last change of the records."""
        app, trainer = self.app, self.app.trainer
        with errors_told(self):
            words = trainer.record_editor.undo()
            trainer.use(trainer.record_editor.settings)
            app.renew()
            app.clear_notifications()
            self.notify(f"Undone: {words}.", markup=False)
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Takes a notice back that names a key of this screen."""
        if self.app.last_notice.endswith(UNDOES):
            self.app.clear_notifications()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to undo what was changed since the records are open."""
        if action == "undo":
            return self.profile is not None and bool(self.app.trainer.record_editor.last_change)
        return super().check_action(action, parameters)
