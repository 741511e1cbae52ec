"""The head of the first screen: the present week or, before the first session, a welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from calf_tui.ui.widgets.week_cells import SMALL, WeekCells

if TYPE_CHECKING:
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

GREETING = (
    "Stronger, springy, loose calves for runners, in a few minutes a day.",
    "A coach picks the session, a figure shows each move, a sound keeps the time.",
)


class WeekHeader(WeekCells):
    """Shows the week and, at the right, a title.

    Before the first session it says in a few words what the program is, and which key begins.
    """

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._begin_key = ""

    def show_week(self, snapshot: ProgressSnapshot, begin_key: str) -> None:
        """Shows the week of a snapshot; `begin_key` is the key that starts a session."""
        self._begin_key = "" if snapshot.sessions_until_today else begin_key
        self.show_days(snapshot)

    def lines(self, width: int, height: int) -> list[Content]:
        """Returns the week or the welcome, and the title where there is room for it."""
        lines = self._greeting(height) if self._begin_key else super().lines(width, height)
        if height > 1 and lines[0].cell_length + len(self._title) < width:
            gap = " " * (width - lines[0].cell_length - len(self._title))
            lines[0] = Content.assemble(lines[0], gap, (self._title, "bold $quiet"))
        return lines

    def _greeting(self, height: int) -> list[Content]:
        key = (self._begin_key, "bold reverse")
        if height == 1:
            return [Content.assemble(key, (" begins. ", "bold"), "A coach for your calves.")]
        begin = Content.assemble(("Press ", "bold"), key, (" to begin. ", "bold"))
        first = Content.styled(GREETING[0], "bold")
        if height == SMALL:
            return [first, Content.assemble(begin, self.sentence)]
        return [first, Content(GREETING[1]), Content.assemble(begin, self.sentence)]
