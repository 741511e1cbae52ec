"""The list of sessions, and the screen of one with its sets and the answers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.widgets import Static

from calf_tui.core.progress import breakdowns
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.text import formatting
from calf_tui.ui.figures.exercise_figures import MoveStrip, captioned_figure, has_room, step_as_done
from calf_tui.ui.history.record_actions import SessionChanges
from calf_tui.ui.history.session_text import (
    STATUS_MARKS,
    heading,
    move_name,
    session_row,
    sets_of_moves,
)
from calf_tui.ui.keys.bindings import SESSION
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.breakdown_bars import BreakdownBars
from calf_tui.ui.widgets.choice_list import ChoiceList, LazySequence
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import ScrollPane
from calf_tui.ui.widgets.text_columns import NARROWEST, TextColumns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual.app import ComposeResult
    from textual.geometry import Size

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.figures.exercise_figures import CaptionedFigure

BESIDE, BESIDE_LOW = 5, 3
"""The columns beside the texts, those of a low screen: the margins and a scrollbar."""


class SessionList(ChoiceList):
    """The sessions, the newest first, each with a mark of its status."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"sessions--{status}" for status in STATUS_MARKS)}
    DEFAULT_CSS = """
    SessionList > .sessions--completed { color: $work; }
    SessionList > .sessions--partial { color: $ready; }
    SessionList > .sessions--stopped_pain { color: $error; }
    """

    def __init__(self, sessions: Sequence[SessionRecord], this_year: int) -> None:
        super().__init__(_ids(sessions), id="sessions")
        self._sessions = sessions
        self._this_year = this_year

    @property
    def session(self) -> SessionRecord | None:
        """The session under the cursor."""
        return self._sessions[-1 - self.cursor] if self._sessions else None

    def show_sessions(self, sessions: Sequence[SessionRecord], keep: str = "") -> None:
        """Shows these sessions, oldest first, with the cursor on the one with the id `keep`."""
        place = min(self.cursor, max(0, len(sessions) - 1))
        for number, each in enumerate(reversed(sessions)):
            if each.id == keep:
                place = number
                break
        self._sessions = sessions
        self.show(_ids(sessions), place)

    def segments(self, line: int, _text: str, style: Style) -> list[Segment]:
        """Returns the mark, in its colour except under the cursor, and the row of the session."""
        record = self._sessions[-1 - line]
        mark = f"sessions--{record.status}"
        own = style if line == self.cursor else self.get_component_rich_style(mark)
        row = session_row(record, self._this_year, self.size.width)
        return [Segment(f" {STATUS_MARKS[record.status]} ", own), Segment(row, style)]


def _ids(sessions: Sequence[SessionRecord]) -> Sequence[str]:
    """Returns a line for each session, the newest first; `segments` writes it."""
    return LazySequence(len(sessions), lambda line: sessions[-1 - line].id)


class SessionScreen(SessionChanges):
    """Shows a session and its changes; closes when it is deleted."""

    CSS_PATH = "session_screen.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    BINDINGS = SESSION

    def __init__(self, trainer: Trainer, record: SessionRecord) -> None:
        super().__init__(trainer)
        self._record = record
        self._shown_for: tuple[Size, frozenset[str]] | None = None

    @property
    def chosen(self) -> SessionRecord:
        """The session shown."""
        return self._record

    def compose(self) -> ComposeResult:
        """Yields the heading, the sets, and the keys."""
        with ScrollPane():
            yield Static(id="heading")
            yield TextColumns([], id="sets")
        yield MoveStrip()
        yield BreakdownBars()
        yield KeyHints(named=self.undo_named)

    def on_mount(self) -> None:
        """Shows the session."""
        self._show()

    def on_resize(self) -> None:
        """Shows the session in the new width."""
        if self._shown_for != (self.app.size, self.classes):
            self._show()

    def _show(self) -> None:
        self._shown_for = self.app.size, self.classes
        columns = self.app.size.width - (BESIDE_LOW if self.has_class("-low") else BESIDE)
        self.query_one("#heading", Static).update(heading(self._record, columns))
        room = columns
        if self.has_class("-vast"):
            columns = NARROWEST
        sets = self._record.sets
        names = {each.exercise: move_name(each.exercise, self.move_names, sets) for each in sets}
        self.query_one(TextColumns).show(
            sets_of_moves(self._record, self.move_names, columns), room
        )
        if has_room(self):
            self.query_one(MoveStrip).show_moves("Moves", self._moves())
        self.query_one(BreakdownBars).show(
            "In sum",
            lambda: (
                breakdowns.sets_by_move(sets, names),
                breakdowns.highest_answers(sets, names, "effort"),
                breakdowns.highest_answers(sets, names, "pain"),
            ),
        )

    def _moves(self) -> Iterator[CaptionedFigure]:
        """Yields the moves of the session that a routine still has, in their form."""
        routines = self.app.routines
        steps = {step.exercise.id: step for each in routines.all() for step in each.steps}
        for exercise, group in groupby(self._record.sets, key=lambda one: one.exercise):
            sets = tuple(group)
            if exercise in steps:
                said = formatting.count(finished_sets(sets), "set")
                yield captioned_figure(step_as_done(sets, steps[exercise]), said, self.app)

    def show_changed(self, record: SessionRecord | None) -> None:
        """Shows the present record of the session, or of the one that was added."""
        wanted = self._record.id if record is None else record.id
        found = [each for each in self.trainer.sessions() if each.id == wanted]
        if not found:
            self.dismiss()
            return
        self._record = found[0]
        self._show()
