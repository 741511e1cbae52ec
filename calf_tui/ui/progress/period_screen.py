"""The screen of a week or a day, with its sessions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.containers import Container
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.core.progress import breakdowns
from calf_tui.core.progress.progress_text import day_line
from calf_tui.core.text.formatting import run_in_words, run_sign
from calf_tui.ui.history.session_screen import SessionList
from calf_tui.ui.history.session_text import session_text
from calf_tui.ui.keys.bindings import PERIOD
from calf_tui.ui.progress.progress_page import RecordsScreen
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.breakdown_bars import BreakdownBars
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.fitted_text import FittedText
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rich.style import Style
    from textual.app import ComposeResult
    from textual.geometry import Size

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.training_calendar import DayState
    from calf_tui.core.records.coach_records import Run
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer


SHAPES: dict[DayState, str] = {
    "trained": "█████",
    "some": "▄▄▄▄▄",
    "stopped": "▐ × ▌",
    "paused": "  ‖  ",
    "none": "  –  ",
    "future": "  ·  ",
}
NARROW_SHAPES = {**SHAPES, "stopped": "▐×▌", "paused": "‖", "none": "–", "future": "·"}
WIDEST = 6


NO_SESSION = "No session here."
NOTHING = "What you did elsewhere is added on the page History (4), with a."


class PeriodScreen(RecordsScreen):
    """The sessions of some days; `title` says what several are. Of one day runs can be deleted."""

    CSS_PATH = "period_screen.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    BINDINGS = PERIOD

    def __init__(
        self,
        trainer: Trainer,
        days: Sequence[date],
        title: Callable[[ProgressSnapshot], str] | None = None,
    ) -> None:
        super().__init__(trainer)
        self._days = days
        self._title = title

    def compose(self) -> ComposeResult:
        """What it is, its days, its sessions, the keys."""
        title = self._title(self.snapshot) if self._title else ""
        yield Static(title or day_line(self.snapshot, self._days[0]), id="title", markup=False)
        if len(self._days) > 1:
            yield DayCells(self.snapshot, self._days)
        elif self._runs:
            yield Static("\n".join(map(run_in_words, self._runs)), id="runs")
        if self._sessions:
            oldest_first = self._sessions[::-1]  # the list shows the last one first
            sessions = SessionList(oldest_first, self.snapshot.today.year)
            session = FittedText(id="session")
            self._tell_of(session, sessions.session)
            yield Container(sessions, session, id="list-and-session")
            yield self._breakdowns()
        else:
            yield Static(NO_SESSION if len(self._days) > 1 or self._runs else NOTHING, id="empty")
        yield KeyHints(named=self.undo_named)

    def _breakdowns(self) -> BreakdownBars:
        """Returns the breakdowns of these days, of one day beside those of its week."""
        bars, sessions = BreakdownBars(), self._sessions
        week = self.snapshot.calendar.week_days(self._days[0])
        bars.show(
            "In sum",
            lambda: (
                breakdowns.minutes_by_date(self.snapshot.sessions_of(week), week),
                breakdowns.by_routine(sessions),
                breakdowns.sets_by_move(
                    (one for each in sessions for one in each.sets), self.move_names
                ),
            ),
        )
        return bars

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to open a session, and to delete a run of one day, if there is one."""
        if action == "open":
            return bool(self._sessions)
        if action == "delete_run":
            return len(self._days) == 1 and bool(self._runs)
        return super().check_action(action, parameters)

    def action_delete_run(self) -> None:
        """Deletes the last run of the day without a question, because that can be undone."""
        run = self._runs[-1]
        with self.refusals_said():
            self.trainer.record_editor.delete(run)
            self.show_records()
            self.said(f"Deleted: {run_in_words(run)}.")

    @on(ChoiceList.Moved)
    def show_session(self) -> None:
        """Tells of the session under the cursor, where there is room."""
        self._tell_of(self.query_one("#session", FittedText), self.query_one(SessionList).session)

    def _tell_of(self, shown: FittedText, session: SessionRecord | None) -> None:
        if session is not None:
            shown.fit(partial(session_text, session, self.move_names))

    @on(ChoiceList.Chosen)
    def action_open(self) -> None:
        """Opens the session under the cursor."""
        self.open_session(self.query_one(SessionList).session)

    @property
    def _runs(self) -> Sequence[Run]:
        return [run for day in self._days for run in self.snapshot.runs_of(day)]

    @property
    def _sessions(self) -> Sequence[SessionRecord]:
        return self.snapshot.sessions_of(self._days)


def _run_cell(runs: Sequence[Run]) -> str:
    """ "›45" minutes, "»12km" where only that is known; "" without a run."""
    if not runs:
        return ""
    minutes = sum(each.minutes or 0 for each in runs)
    amount = f"{minutes:.0f}" if minutes else f"{sum(each.km or 0 for each in runs):.0f}km"
    return f"{run_sign(runs)}{amount}"


class DayCells(Widget):
    """The names of the days above their cells and runs; the name of today is marked.

    On a low screen, where the cells would touch what is below, the names are between them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"days--{state}" for state in SHAPES),
        "days--today",
        "days--run",
    }
    DEFAULT_CSS = """
    DayCells { width: 1fr; height: auto; color: $quiet; }
    DayCells > .days--run { color: $ready; }
    DayCells > .days--trained { color: $work; }
    DayCells > .days--some { color: $work; }
    DayCells > .days--stopped { color: $error; }
    DayCells > .days--paused { color: $rest; }
    DayCells > .days--none { color: $quiet; }
    DayCells > .days--future { color: $quiet; }
    DayCells > .days--today { color: $foreground; text-style: bold; }
    """

    def __init__(
        self,
        snapshot: ProgressSnapshot,
        days: Sequence[date],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._take(snapshot, days)

    def show(self, snapshot: ProgressSnapshot, days: Sequence[date]) -> None:
        """Shows other days."""
        self._take(snapshot, days)
        self.refresh(layout=True)

    def _take(self, snapshot: ProgressSnapshot, days: Sequence[date]) -> None:
        self._days = [(day, snapshot.state(day)) for day in days]
        self._today = snapshot.today
        self._runs = {day: runs for day in days if (runs := snapshot.runs_of(day))}

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        """Returns two rows, or three where there were runs."""
        return 3 if self._runs else 2

    def render_line(self, y: int) -> Strip:
        """Returns the row of names, of cells, or of runs."""
        width = min(WIDEST, self.size.width // max(1, len(self._days)))
        if self.screen.has_class("-low") and not self._runs:
            y = 1 - y
        segments = []
        for day, state in self._days:
            if y == 2:
                text = _run_cell(self._runs.get(day, ())).center(width - 1)[: width - 1]
                style = self.get_component_rich_style("days--run")
            elif y == 0:
                text, style = self._day_name(day, width)
            else:
                shapes = SHAPES if width == WIDEST else NARROW_SHAPES
                text = shapes[state].center(width - 1)[: width - 1]
                style = self.get_component_rich_style(f"days--{state}")
            segments += [Segment(text, style), Segment(" ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _day_name(self, day: date, width: int) -> tuple[str, Style]:
        name = f"{day:%a}"[: 3 if width == WIDEST else 2]
        if day != self._today:
            return name.center(width - 1), self.rich_style
        style = self.get_component_rich_style("days--today")
        return f"[{name}]".center(width - 1)[: width - 1], style
