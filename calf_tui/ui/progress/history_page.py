"""The history page: finds, opens, edits and adds sessions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input, Static

from calf_tui.core.progress import breakdowns
from calf_tui.core.records.record_edits import session_name
from calf_tui.core.records.record_text import none_found
from calf_tui.core.records.search import EXAMPLE, SessionSearch, query_of
from calf_tui.core.text import formatting
from calf_tui.ui.forms.form_dialog import LineInput
from calf_tui.ui.history.record_actions import SessionChanges
from calf_tui.ui.history.session_screen import SessionList
from calf_tui.ui.history.session_text import session_text
from calf_tui.ui.keys.bindings import FIND, HISTORY, PROGRESS
from calf_tui.ui.progress.progress_page import ProgressPage
from calf_tui.ui.progress.sample_progress import SAMPLE
from calf_tui.ui.theme import HIGH, VAST_WIDTHS
from calf_tui.ui.widgets.breakdown_bars import BreakdownBars
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.forms.fields import Row

EMPTY = (
    "Every session will be listed here, the newest first, each with its sets.\n"
    "Press esc, choose a routine, press enter. "
    "Trained elsewhere already? Press a to add it."
)
LONGEST_LINE = 200
BESIDE = 4
"""The columns beside the line and its answer, at most."""


class FindLine(LineInput):
    """The filter line."""

    BINDINGS = FIND

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to go to the list if it has a session."""
        if action == "leave":
            return self.screen.query_one(SessionList).session is not None
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Clears the filter and goes back to the list."""
        self.value = ""
        self.action_leave()

    def action_leave(self) -> None:
        """Goes back to the list; the filter stays."""
        self.screen.query_one(SessionList).focus()
        self.display = bool(self.value.strip())


class HistoryPage(ProgressPage, SessionChanges, inherit_bindings=False):
    """The sessions that match the filter line, the newest first."""

    CSS_PATH = "history_page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*HISTORY, *PROGRESS]
    AUTO_FOCUS = "#sessions"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self._search: SessionSearch | None = None

    def parts(self) -> Iterable[Widget]:
        """Yields the filter line, the number of sessions, the list, and the text for none."""
        line = FindLine(placeholder=EXAMPLE, id="find", max_length=LONGEST_LINE)
        line.display = False
        yield line
        yield Static(id="found", markup=False)
        yield Static(id="empty", markup=False)
        with Horizontal(id="list-and-session") as both:
            yield SessionList(self.drawn.sessions, self.snapshot.today.year)
            yield FittedText(id="session")
        both.border_title = SAMPLE
        yield BreakdownBars()

    def on_mount(self) -> None:
        """Shows the number of sessions, and the first of them."""
        self._show_found(self.snapshot.sessions, ())
        self._show_chosen()

    def on_resize(self) -> None:
        """Names the parts of a filter that fit."""
        room = self.app.size.width - BESIDE - 1
        shown = ""
        for piece in EXAMPLE.split():
            longer = f"{shown}  {piece}".strip()
            shown = longer if len(longer) <= room else shown
        self.query_one(FindLine).placeholder = shown

    @on(ChoiceList.Moved)
    def _show_chosen(self) -> None:
        """Shows the session under the cursor beside the list or below it, on a large screen."""
        if (chosen := self.query_one(SessionList).session) is not None:
            shown = self.query_one("#session", FittedText)
            shown.fit(partial(session_text, chosen, self.move_names))

    def show_snapshot(self) -> None:
        """Shows the present records, with the cursor where it was."""
        self.show_changed(self.chosen)

    @property
    def chosen(self) -> SessionRecord | None:
        """The session under the cursor; none of a sample."""
        found = self.query(SessionList)
        return found.first().session if found and not self.is_sample else None

    show_records = SessionChanges.show_records

    def show_changed(self, record: SessionRecord | None) -> None:
        """Shows the present records, with the cursor on this session."""
        self.snapshot = self.trainer.progress_snapshot()
        self._find(record.id if record else "")

    @on(Input.Changed, "#find")
    def show_matching(self) -> None:
        """Shows the sessions that match the line."""
        self._find("")

    def _find(self, keep: str) -> None:
        """Shows the sessions that match the line, with the cursor on the one with the id `keep`."""
        line = self.query_one(FindLine).value
        query = query_of(line, self.snapshot.today)
        sessions: Sequence[SessionRecord] = self.snapshot.sessions
        if line.strip():
            if self._search is None:
                self._search = SessionSearch(self.move_names)
            sessions = self._search.matching(sessions, query)
        listed = self.drawn.sessions if self.is_sample else sessions
        self.query_one(SessionList).show_sessions(listed, keep)
        self._show_found(sessions, query.hints)
        self._show_chosen()
        self.refresh_bindings()

    @on(ChoiceList.Chosen)
    def action_open(self) -> None:
        """Opens the session under the cursor."""
        self.open_session(self.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to find if there are sessions and the line does not have the focus."""
        if action == "find":
            return bool(self.snapshot.sessions) and not isinstance(self.focused, FindLine)
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Goes to the filter line."""
        line = self.query_one(FindLine)
        line.display = True
        line.focus()

    def action_back(self) -> None:
        """Clears the filter or, without one, goes back to the routines."""
        line = self.query_one(FindLine)
        if line.value.strip():
            line.action_clear()
        else:
            super().action_back()

    def action_add(self) -> None:
        """Asks for a session that was done elsewhere, and adds it."""
        from calf_tui.ui.history.session_form import rows_of_new, session_of

        record_editor = self.trainer.record_editor
        routines = self.app.routines.all()

        def keep(rows: Sequence[Row]) -> None:
            record = session_of(rows, routines, record_editor)
            self.show_changed(record)
            self.said(f"Added {session_name(record)}.")

        rows = partial(rows_of_new, routines, record_editor.today)
        self.ask_for("A session done elsewhere, every set as planned", rows, keep)

    def _show_list(self, everything: int, sessions: Sequence[SessionRecord]) -> None:
        """Shows the list, or a sample in a frame."""
        both, bars = self.query_one("#list-and-session"), self.query_one(BreakdownBars)
        has_sample = self.is_sample and bool(self.drawn.sessions)
        # The list is not hidden, because its keys must keep working.
        both.set_class(not (sessions or has_sample), "-empty")
        both.set_class(has_sample, "-sample")
        was_sample, both.disabled = both.disabled, not everything
        if was_sample and everything:
            self.query_one(SessionList).focus()
        bars.set_class(not sessions, "-none")
        bars.show(
            formatting.count(len(sessions), "session"),
            lambda: (
                breakdowns.by_routine(sessions),
                breakdowns.by_weekday(sessions, self.snapshot.calendar),
                breakdowns.by_time(sessions),
            ),
        )

    def _beside(self) -> list[str]:
        """Returns where the records are that are no sessions."""
        runs, tests = len(self.snapshot.coach.runs), len(self.snapshot.tests)
        said = [f"{formatting.count(runs, 'run')} in Calendar"] if runs else []
        return [*said, *([f"{formatting.count(tests, 'test')} in Trends"] if tests else [])]

    def _show_found(self, sessions: Sequence[SessionRecord], hints: Sequence[str]) -> None:
        everything = len(self.snapshot.sessions)
        number = f"{len(sessions):,} of " if len(sessions) != everything else ""
        of_all = f"{everything:,} {'session' if everything == 1 else 'sessions'}"
        said = self.query_one("#found", Static)
        # Where none is found, the text below says so.
        said.display = bool(everything and (sessions or hints))
        # If nothing of the line was understood, the number of all sessions would be misleading.
        counted = [f"{number}{of_all}"] if number or not hints else []
        beside = [] if number or hints else self._beside()
        room, is_low = self.app.size.width - BESIDE, self.app.size.height < HIGH
        while beside and is_low and len(" · ".join([*counted, *beside])) > room:
            beside.pop()
        said.update(" · ".join([*counted, *hints, *beside]))
        self._show_list(everything, sessions)
        empty = self.query_one("#empty", Static)
        empty.display = not sessions
        empty.set_class(bool(everything) or not self.drawn.sessions, "-alone")
        none = f"{none_found(everything)} Press esc for all of them."
        empty.update(none if everything else EMPTY)
