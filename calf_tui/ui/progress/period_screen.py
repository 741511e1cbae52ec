"""The screen of a week or a day, with its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from calf_tui.core.progress.progress_text import day_line
from calf_tui.ui.history.session_list import SessionList
from calf_tui.ui.keys.bindings import PERIOD
from calf_tui.ui.progress.charts.day_cells import DayCells
from calf_tui.ui.progress.records_screen import RecordsScreen
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer


class PeriodScreen(RecordsScreen):
    """The sessions of some days; `title` says what several days are, as the records stand."""

    CSS_PATH = "period_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PERIOD

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
            yield DayCells(
                [(day, self.snapshot.state(day)) for day in self._days], self.snapshot.today
            )
        if self._sessions:
            oldest_first = self._sessions[::-1]  # the list shows the last one first
            yield SessionList(oldest_first, self.snapshot.today.year, id="sessions")
        else:
            yield Static("No session here.", id="empty")
        yield KeyHints()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers to open a session if there is one."""
        return bool(self._sessions) if action == "open" else True

    @on(ChoiceList.Chosen)
    def action_open(self) -> None:
        """Opens the session under the cursor."""
        chosen = self.query_one(SessionList).session
        if chosen is not None:
            self.post_message(self.SessionChosen(chosen))

    @property
    def _sessions(self) -> Sequence[SessionRecord]:
        return self.snapshot.sessions_of(self._days)
