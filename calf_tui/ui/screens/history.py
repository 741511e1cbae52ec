"""The page of all sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from calf_tui.core.session_words import session_line
from calf_tui.ui.screens.page import ProgressPage
from calf_tui.ui.widgets.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

EMPTY = (
    "Every session will be listed here, the newest first.\n"
    "Press esc, choose a routine, press enter."
)


class HistoryPage(ProgressPage):
    """The sessions, the newest first."""

    CSS_PATH = "history.tcss"

    def parts(self) -> Iterable[Widget]:
        """The list, or what will be there."""
        if self.past.sessions:
            yield Choices(list(map(session_line, reversed(self.past.sessions))), id="sessions")
        else:
            yield Static(EMPTY, id="empty")

    @on(Choices.Chosen)
    def open_session(self, event: Choices.Chosen) -> None:
        """The session under the cursor."""
        self.post_message(self.SessionChosen(self.past.sessions[-1 - event.choices.cursor]))
