"""The screen that asks before the first session: five short pages, all skipped with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.coach.introduction import DOCTOR_FIRST
from calf_tui.core.errors import UserError
from calf_tui.ui.first_questions.question_pages import TARGET, WANTS_TEST, QuestionPage, pages_of
from calf_tui.ui.forms.form import Form
from calf_tui.ui.keys.dialog_bindings import FIRST_QUESTIONS
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.newest_size import NewestSize
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.ui.app_services import AppServices

    Answers = dict[str, Any]


def ask_newcomer(app: AppServices, then: Callable[[], object]) -> None:
    """Asks a runner without any history first; `then` follows.

    It does not follow if a doctor is to be asked or a heel-rise test was wanted first. Raises
    `UserError`.
    """
    trainer = app.trainer
    if not app.asks_newcomers or trainer.reads_only or not trainer.coach.is_newcomer():
        then()
        return

    def answered(answers: Answers | None) -> None:
        said = dict(answers or {})
        target, wants_test = said.pop(TARGET, None), said.pop(WANTS_TEST, False)
        try:
            trainer.runner_records.change_profile(**said)
            if target not in (None, trainer.progress(1).this_week.target):
                trainer.record_editor.set_target(target)
            app.say_week()
        except UserError as fault:
            app.notify(str(fault), severity="error", timeout=15, markup=False)
        if said.get("doctor_first"):
            app.notify(DOCTOR_FIRST, severity="warning", timeout=30)
            return
        if wants_test:
            app.call_next(app.run_action, "heel_rise_test")
        else:
            then()

    pages = pages_of(trainer.runner_records.profile, trainer.progress(1).this_week.target)
    app.push_screen(FirstQuestionsScreen(pages), answered)


class FirstQuestionsScreen(NewestSize, ModalScreen["Answers | None"]):
    """Shows one page after the other; the result are the answers of the pages passed by enter."""

    CSS_PATH = "first_questions_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = FIRST_QUESTIONS

    def __init__(self, pages: tuple[QuestionPage, ...]) -> None:
        super().__init__()
        self._pages = pages
        self._place = 0
        self._answers: Answers = {}
        self._said = ""

    def compose(self) -> ComposeResult:
        """Yields the page's title, its text, its form, and the keys."""
        page = self._pages[self._place]
        with Vertical(id="dialog"):
            number = f"{self._place + 1} of {len(self._pages)}"
            yield Static(Content(f"{page.title}  ({number})"), classes="title")
            with ScrollPane(id="text"):
                yield Static(Content(page.text))
            if page.rows:
                yield Form(page.rows)
            yield Static(id="said")
            yield KeyHints(fewest_rows=2, first=("leave", "keep", "app.scroll_pane(4)", "app.help"))

    @on(Form.Changed)
    def follow(self) -> None:
        """Shows what follows from the answers so far."""
        self._say(self._page.said_after(self.query_one(Form).rows))

    async def action_keep(self) -> None:
        """Goes to the next page, or ends with the answers after the last."""
        forms = list(self.query(Form))
        if forms:
            fault = forms[0].find_fault()
            if fault:
                # Shown after the message that the cursor moved, which shows something else.
                self.call_after_refresh(self._say, fault)
                return
            self._answers |= self._page.changes(forms[0].rows)
        if self._place + 1 == len(self._pages):
            self.dismiss(self._answers)
            return
        self._place += 1
        await self.recompose()
        for each in self.query(Form):
            each.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Skips all that is left; the pages before count."""
        self.dismiss(self._answers or None)

    @property
    def _page(self) -> QuestionPage:
        return self._pages[self._place]

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))
