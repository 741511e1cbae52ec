"""The screen that asks before the first session: five short pages, all skipped with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.introduction_texts import (
    ABOUT,
    ASK_A_DOCTOR,
    DOCTOR_FIRST,
    READINESS,
    READINESS_QUESTION,
    heel_raises_of,
)
from calf_tui.core.errors import UserError
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.forms.fields import Row, number_field, values_of, yes_no_field
from calf_tui.ui.forms.form import Form
from calf_tui.ui.forms.runner_forms import day_rows, kit_rows, raises_row
from calf_tui.ui.keys.dialog_bindings import FIRST_QUESTIONS
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import ScrollPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.records.coach_records import Profile
    from calf_tui.ui.base_app import BaseApp

    Answers = dict[str, Any]


MOST_DAYS = 7
BESIDE_PROFILE = TARGET, WANTS_TEST = "target", "wants_test"
"""What the answers say beside the fields of the profile."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page; `changes` reads the answers of its rows, `said_after` follows from them.

    Answers of one that `is_kept_at_once` count from when they are marked.
    """

    title: str
    text: str
    rows: Sequence[Row] = ()
    changes: Callable[[Sequence[Row]], dict[str, Any]] = values_of
    said_after: Callable[[Sequence[Row]], str] = lambda _rows: ""
    is_kept_at_once: bool = False


def pages_of(profile: Profile, target: int) -> tuple[QuestionPage, ...]:
    """Returns the pages in their order; `target` is the weekly target in days."""
    return (
        QuestionPage("What this is, and is not", "\n\n".join(ABOUT)),
        QuestionPage(
            "Is anything of this so?",
            READINESS_QUESTION,
            [Row(each, (yes_no_field(is_yes=False),)) for each in READINESS],
            lambda rows: {"doctor_first": _is_any(rows)},
            lambda rows: ASK_A_DOCTOR if _is_any(rows) else "",
            is_kept_at_once=True,
        ),
        QuestionPage(
            "What is at hand?",
            "Without dumbbells the ladders of the moves go on all the same.",
            kit_rows(profile),
        ),
        QuestionPage(
            "Your week",
            "Days by their first letters, as in mo fr; nothing leaves them open.",
            [
                Row("Calf days a week", (number_field(target, 1, MOST_DAYS),), name=TARGET),
                *day_rows(profile),
            ],
        ),
        QuestionPage(
            "Where you begin",
            "How often can one leg lift you on its toes, without a break?",
            [
                raises_row(profile),
                Row("It hurts", (yes_no_field(is_yes=False),)),
                Row("Count it in a test now", (yes_no_field(is_yes=False),)),
            ],
            _changes_of_start,
        ),
    )


def _is_any(rows: Sequence[Row]) -> bool:
    return any(row.value for row in rows)


def _changes_of_start(rows: Sequence[Row]) -> dict[str, Any]:
    raises, hurts, wants_test = (row.value for row in rows)
    return {
        "heel_raises": heel_raises_of(raises, hurts=hurts),
        WANTS_TEST: wants_test and not hurts,
    }


def ask_newcomer(app: BaseApp, then: Callable[[], object], *, is_proposed: bool = False) -> None:
    """Asks a runner without any history first; raises `UserError`.

    `then` follows, unless a doctor is to be asked or a heel-rise test was wanted first, or it would
    start what is proposed (`is_proposed`) and the answers have changed that, which is shown then.
    """
    trainer, home = app.trainer, app.routines_screen
    if not app.asks_newcomers or trainer.reads_only or not trainer.coach.is_newcomer():
        then()
        return
    before, told = home.proposal, trainer.coach_record_editor
    target_before = trainer.progress(1).this_week.target

    def keep(answers: Answers) -> bool:
        fields = {name: each for name, each in answers.items() if name not in BESIDE_PROFILE}
        is_new = replace(told.profile, **fields) != told.profile
        if is_new:
            told.change_profile(**fields)
        target = answers.get(TARGET)
        if target not in (None, trainer.progress(1).this_week.target):
            trainer.record_editor.set_target(target)
            is_new = True
        return is_new

    def answered(answers: Answers | None) -> None:
        with errors_told(app, seconds=15):
            told.change_profile()  # which says that all was asked
            app.update_week()
        said = answers or {}
        if said.get("doctor_first"):
            app.notify(DOCTOR_FIRST, severity="warning", timeout=30)
        elif said.get(WANTS_TEST):
            app.call_next(app.run_action, "heel_rise_test")
        elif is_proposed and (follows := _what_follows(before, home.proposal)):
            start = f" {home.start_key} starts it." if home.session is not None else ""
            app.notify(f"{follows}{start}", timeout=30, markup=False)
        else:
            then()

    app.push_screen(OnboardingScreen(pages_of(told.profile, target_before), keep), answered)


def _what_follows(before: Proposal | None, proposal: Proposal | None) -> str:
    """Returns what the answers have made of the proposal; "" where it is the same session."""
    from calf_tui.core.coach.proposal.proposal_text import headline

    if before is None or proposal is None:
        return ""
    was, now = (headline(each, each.session) for each in (before, proposal))
    is_same = (was, before.session) == (now, proposal.session)
    return "" if is_same else f"From your answers: {now}."


class OnboardingScreen(Dialog["Answers"]):
    """Shows one page after the other; the result are the answers of the pages passed by enter.

    `keep` keeps the answers of each page as it is passed, and returns whether they say anything
    new; it may raise `UserError`.
    """

    BINDINGS = FIRST_QUESTIONS

    def __init__(
        self, pages: tuple[QuestionPage, ...], keep: Callable[[Answers], bool] = lambda _: False
    ) -> None:
        super().__init__("")
        self._pages = pages
        self._keep = keep
        self._place = 0
        self._answers: Answers = {}
        self._is_anything_new = False

    def compose(self) -> ComposeResult:
        """Yields the page's title with its number, its parts, and the keys."""
        self._title = f"{self._page.title}  ({self._place + 1} of {len(self._pages)})"
        yield from super().compose()

    def parts(self) -> ComposeResult:
        """Yields the page's text, its form, and what follows from it."""
        yield ScrollPane(Static(Content(self._page.text)), id="text")
        if self._page.rows:
            yield Form(self._page.rows)
        yield Static(id="said")

    def hints(self) -> KeyHints:
        """Returns the keys, in two rows on a low screen."""
        out = ("leave", "keep", "app.scroll_pane(4)", "app.help")
        return KeyHints(fewest_rows=2, first=out, named=self.meaning_of)

    def meaning_of(self, action: str) -> str:
        """Says that an answer counts, whatever is skipped; what it changes is shown first."""
        return "skip the rest" if action == "leave" and self._is_anything_new else ""

    @on(Form.Changed)
    def follow(self) -> None:
        """Shows what follows from the answers so far."""
        self._say(self._page.said_after(self.query_one(Form).rows))
        if self._page.is_kept_at_once:
            self._keep_page()

    async def action_keep(self) -> None:
        """Goes to the next page, or ends with the answers after the last."""
        forms = list(self.query(Form))
        if forms:
            fault = forms[0].find_fault()
            if fault:
                # Shown after the message that the cursor moved, which shows something else.
                self.call_after_refresh(self._say, fault)
                return
            if not self._keep_page():
                return
        if self._place + 1 == len(self._pages):
            self.dismiss(self._answers)
            return
        self._place += 1
        await self.recompose()
        for each in self.query(Form):
            each.focus()
        self.refresh_bindings()

    def _keep_page(self) -> bool:
        """Keeps the answers of the page, or says why they cannot be kept and returns False."""
        changes = self._page.changes(self.query_one(Form).rows)
        try:
            self._is_anything_new |= self._keep(changes)
        except UserError as error:
            self.call_after_refresh(self._say, str(error))
            return False
        self._answers |= changes
        self.refresh_bindings()
        return True

    def action_leave(self) -> None:
        """Skips all that is left; the pages before count."""
        self.dismiss(self._answers or None)

    @property
    def _page(self) -> QuestionPage:
        return self._pages[self._place]

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))
