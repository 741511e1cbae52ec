"""The progress screen: the week, the streak, the weeks before, the sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.progress.words import streak_in_words, week_in_words
from calf_tui.core.session_words import session_line
from calf_tui.ui.keys import PROGRESS
from calf_tui.ui.widgets.choices import Choices
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.week_chart import COLOURS, MARKS, MEANINGS, WeekChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.progress.weeks import Progress
    from calf_tui.core.record import SessionRecord

EMPTY = (
    "Nothing here yet: each session you finish adds to its week's bar.\n"
    "Press esc, choose a routine, press enter. Two finished sets make a training day."
)


class ProgressScreen(Screen[None]):
    """Shows the records as they were when it was opened."""

    CSS_PATH = "progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = PROGRESS

    def __init__(
        self, progress: Progress, sessions: Sequence[SessionRecord], headline: str = ""
    ) -> None:
        super().__init__()
        self._progress = progress
        self._sessions = sessions
        self._headline = headline

    def compose(self) -> ComposeResult:
        """What was just done, the week, the chart, the sessions, the keys."""
        yield Static(Content(self._headline), id="headline")
        yield Static(week_in_words(self._progress), id="week")
        yield Static(streak_in_words(self._progress), id="streak")
        yield WeekChart(self._progress.weeks, id="chart")
        yield Static(_legend(), id="legend")
        if self._sessions:
            lines = [session_line(each) for each in reversed(self._sessions)]
            yield Choices(lines, id="sessions")
        else:
            yield Static(EMPTY, id="empty")
        yield KeyHints()

    def on_mount(self) -> None:
        """Leaves out the headline where nothing was just done."""
        self.set_class(not self._headline, "-quiet")

    def action_back(self) -> None:
        """To the routines."""
        self.dismiss()


def _legend() -> Content:
    parts = [
        Content.assemble((MARKS[state], f"${colour}"), f" {MEANINGS[state]}")
        for state, colour in COLOURS.items()
    ]
    return Content("   ").join([*parts, Content("╌ target")])
