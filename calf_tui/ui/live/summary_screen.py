"""The summary screen: the totals of a session, what is new, and a note."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from calf_tui.core.coach.pain_monitoring import needs_check, note_of, reason_and_own_words
from calf_tui.core.coach.proposal import COACHED
from calf_tui.core.coach.proposal.after_session import next_words
from calf_tui.core.progress.exercise_totals import session_totals
from calf_tui.core.progress.last_time_and_achievements import (
    Achievement,
    achievements,
    meets_week,
    reward,
)
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY
from calf_tui.core.records.record_text import headline, in_part
from calf_tui.core.records.session_sets import set_count, sets_of_day
from calf_tui.core.text import formatting
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.forms.form_dialog import LineInput
from calf_tui.ui.keys.bindings import SUMMARY, SUMMARY_NOTE
from calf_tui.ui.live.feedback_screen import AnswerRow, SetFeedbackScreen
from calf_tui.ui.live.suggested_increases import SuggestionRows
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import ROWS_A_SCALE, LargeWords
from calf_tui.ui.widgets.screen_size import ScrollPane
from calf_tui.ui.widgets.session_strip import SessionStrip
from calf_tui.ui.widgets.week_cells import WeekCells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.text.large_letters import Face
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.suggested_increases import Reply

    Fact = tuple[str, str]
    """The name of a total, and its amount."""


STOPPED = "stopped_pain"
LARGEST_REWARD = 4
LONGEST_NOTE = 500
SECONDS_BETWEEN_CHECKS = 0.1
GUTTER = 3
"""The columns between two facts, which are also enough for the scroll bar."""


class SummaryNote(LineInput):
    """The input line of the note, with its key."""

    BINDINGS = SUMMARY_NOTE


class SummaryScreen(SetFeedbackScreen):
    """Shows the session that has just ended; no answer is required.

    Raises `UserError` if the records cannot be read.
    """

    CSS_PATH = "summary_screen.tcss"
    BINDINGS = SUMMARY
    AUTO_FOCUS = ""

    def __init__(
        self,
        trainer: Trainer,
        record: SessionRecord,
        routines: Sequence[Routine] = (),
        face: Face | None = None,
    ) -> None:
        super().__init__(trainer)
        self._asking.is_silent = needs_check(record)
        self._record = record
        self._fault = ""
        self._suggested_for: tuple[SessionRecord, bool] | None = None
        earlier = [each for each in trainer.sessions() if each.started_at < record.started_at]
        self._news = achievements(record, earlier)
        snapshot = trainer.progress_snapshot()
        self._is_week_met = meets_week(record, snapshot)
        self._reward = reward(
            record, self._news, is_first=not earlier, is_week_met=self._is_week_met
        )
        self._routines = routines
        self._face = face
        self._suggestions = SuggestionRows(trainer.coach, id="suggestions")
        self._week = WeekCells(id="week")
        self._next = Static(id="next")
        self._whole_note = Static(id="whole-note")
        # The reason of a stop stays in the record, whatever the runner writes.
        self._reason, own_words = reason_and_own_words(record.note)
        self._note = SummaryNote(
            own_words,
            placeholder="a note, if you like",
            max_length=LONGEST_NOTE,
            id="note",
            compact=True,
            select_on_focus=False,  # typing adds to the note; it does not replace it
        )
        self._show_note()

    def renew(self) -> None:
        """Updates the week, if the date has changed. Raises `UserError`."""
        self._week.show_days(self._trainer.progress_snapshot())

    def compose(self) -> ComposeResult:
        """Yields headline, strip, numbers, what is new, the question, the note, and the keys."""
        routine = self._trainer.session.timeline.routine
        names = {each.id: each.name for each in routine.exercises}
        yield Static(Content(headline(self._record)), id="headline")
        yield SessionStrip(id="strip")
        yield LargeWords(self._face, id="reward", largest=LARGEST_REWARD)
        with ScrollPane(id="sheet"):
            with Horizontal(id="facts"):
                for name, amount in facts(self._record):
                    with Vertical(classes="fact"):
                        yield Static(Content(amount), classes="amount")
                        yield Static(Content(name), classes="name")
            news = Static(Content("\n".join(achievement_lines(self._news, names))), id="news")
            news.display = bool(self._news)
            yield news
            yield self._suggestions
            yield self._week
            yield self._next
            yield self._whole_note
        yield AnswerRow(id="answers")
        yield self._note
        out = ("back", "progress", "answer('0')", "app.scroll_pane(4)")
        yield KeyHints(first=out, keyed=self.answering_keys)

    def on_mount(self) -> None:
        """Shows what was achieved, strip and week, and asks about the last set."""
        self.query_one(LargeWords).show(self._reward)
        self.renew()
        if self._is_week_met:
            self._week.fill(lambda: self._trainer.now)
        self._week.use_face(self._face)
        self._show_next()
        self.query_one(SessionStrip).show(self._trainer.session)
        self.show_answers()
        self._suggest()
        self.set_interval(SECONDS_BETWEEN_CHECKS, self.keep)

    def on_resize(self) -> None:
        """Sets as many columns for the facts as fit."""
        longest = max(len(words) for fact in facts(self._record) for words in fact)
        columns = max(1, self.content_size.width // (longest + GUTTER))
        for grid in self.query("#facts"):  # it may not be mounted yet
            grid.styles.grid_size_columns = columns
        self.call_after_refresh(self._use_free_rows)

    def keep(self) -> None:
        """Saves the answers, and shows the error if that fails."""
        self._trainer.tick()
        self._week.fill_due_cells()
        self.show_answers()
        self._suggest()
        self.call_after_refresh(self._use_free_rows)
        if (fault := self._trainer.save_fault) and fault != self._fault:
            self.notify(fault, title="Not saved", severity="error", timeout=60, markup=False)
        self._fault = fault

    def _use_free_rows(self) -> None:
        """Writes what was achieved in large letters on a low screen, too, if rows are left."""
        rows = sum(each.size.height for each in self.query("#sheet, #reward"))
        used = max((each.virtual_region.bottom for each in self.query("#sheet > *")), default=0)
        self.set_class(rows - used >= ROWS_A_SCALE and self.has_class("-low"), "-roomy")

    def _show_next(self) -> None:
        """Says what the coach proposes next; nothing after a stop for pain.

        That is the day after, or today where it is no training day yet.
        """
        said, coach = "", self._trainer.coach
        if {each.id for each in self._routines} >= COACHED and self._record.status != STOPPED:
            done = sets_of_day(self._trainer.sessions(), self._record)
            day = coach.today + timedelta(days=done >= SETS_OF_A_TRAINING_DAY)
            said = next_words(coach.propose(self._routines, as_of=day), coach.today)
        self._next.update(Content(said))
        self._next.display = bool(said)

    def _suggest(self) -> None:
        """Updates the coach's suggestions after each saved answer, and when no more is asked."""
        record = self._trainer.last_record
        if record is None or not self._trainer.is_kept:
            return
        is_answered = self._asking.question is None
        if self._suggested_for == (record, is_answered):
            return
        self._suggested_for = record, is_answered
        with errors_told(self, seconds=15):
            self._suggestions.follow(record, is_answered=is_answered)
            self._show_next()
        self.refresh_bindings()

    def action_suggestion(self, reply: Reply) -> None:
        """Takes or holds what is suggested."""
        with errors_told(self, seconds=15):
            self._suggestions.reply(reply)
        self.refresh_bindings()

    def action_change(self, steps: int) -> None:
        """Makes more or less of what is suggested."""
        self._suggestions.change(steps)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to reply where something is suggested."""
        if action in ("suggestion", "change"):
            return self._suggestions.asked is not None
        return super().check_action(action, parameters)

    def action_note(self) -> None:
        """Goes to the note."""
        self._whole_note.display, self._note.display = False, True
        self._note.focus()

    @on(Input.Submitted)
    def keep_note(self) -> None:
        """Saves the note and leaves it."""
        self._trainer.note(self._whole)
        self.set_focus(None)
        self._show_note()
        self.call_after_refresh(self._whole_note.scroll_visible, animate=False)

    def _show_note(self) -> None:
        """Shows a note in as many rows as it needs, where the input line has but one."""
        self._whole_note.update(Content(self._whole))
        self._whole_note.display, self._note.display = bool(self._whole), not self._whole

    @property
    def _whole(self) -> str:
        return note_of(self._reason, self._note.value.strip())

    def action_back(self) -> None:
        """Saves and leaves the note or, if it does not have the focus, closes the screen."""
        if self._note.has_focus:
            self.keep_note()
        else:
            self.dismiss()

    def action_progress(self) -> None:
        """Goes to the week page, unless the key was meant for a question that has just closed."""
        if self._asking.has_just_closed(self._trainer.now):
            return
        self.dismiss()
        self.app.call_next(self.app.run_action, "progress")


def facts(record: SessionRecord) -> list[Fact]:
    """Returns sets, time, and the other totals that are not 0."""
    totals = session_totals(record.sets)
    count = set_count(record)
    found = [
        ("Sets done", f"{count.finished} of {count.planned}{in_part(count)}"),
        ("Time", formatting.clock(record.active_seconds)),
        ("Repetitions", str(totals.repetitions or "")),
        ("Landings", str(totals.landings or "")),
        ("Rolls", str(totals.rolls or "")),
    ]
    if totals.tension_seconds:
        found.append(("Time under tension", formatting.clock(totals.tension_seconds)))
    if totals.load_volume:
        found.append(("Lifted", f"{formatting.number(totals.load_volume)} kg·reps"))
    if totals.carried:
        found.append(("Load held", f"{formatting.number(totals.carried)} kg × s"))
    return [(name, amount) for name, amount in found if amount]


def achievement_lines(found: Sequence[Achievement], names: Mapping[str, str]) -> list[str]:
    """Returns a line for all moves done for the first time, and one for each best."""
    lines = []
    firsts = [names.get(each.exercise, each.exercise) for each in found if each.feat == "first"]
    if firsts:
        lines.append(f"New: {', '.join(firsts)}")
    for each in found:
        name = names.get(each.exercise, each.exercise)
        if each.feat == "heaviest":
            lines.append(f"Best: {name} with {formatting.number(each.amount)} kg in all")
        elif each.feat == "most":
            unit = " s" if each.is_seconds else ""
            lines.append(f"Best: {name}, {formatting.number(each.amount)}{unit} in a set")
    return lines
