"""The present week on the first screen: its seven days as cells, how it stands, the streak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.training_calendar import DayState
    from calf_tui.core.progress.week_days import WeekDay
    from calf_tui.core.text.large_letters import Face

CELLS: dict[DayState, tuple[str, str]] = {
    "trained": ("█", "$work"),
    "some": ("▄", "$work"),
    "stopped": ("×", "bold $error"),
    "paused": ("‖", "$rest"),
    "none": ("░", "$quiet"),
    "future": ("░", "$track"),
}
"""The sign of a day, so that colour is not needed, and its style."""
TODAY = ("▒", "$foreground")
"""Today, as long as nothing was trained."""
BESIDE = 3
"""Columns between the cells and the words."""
SMALL, MEDIUM, LARGE = 2, 3, 4
"""The rows of the header by the size of the screen; on a low screen it has one or two."""
CELL_COLUMNS = {1: 1, SMALL: 2, MEDIUM: 4, LARGE: 6}
"""The columns of a day by the rows of the header."""
GREETING = (
    "Stronger, springy, loose calves for runners, in a few minutes a day.",
    "A coach picks the session, a figure shows each move, a sound keeps the time.",
)


class WeekHeader(Static):
    """Shows the week in as many rows as its style gives it; empty until the week is known.

    Before the first session it says in a few words what the program is, and which key begins.
    """

    DEFAULT_CSS = """
    WeekHeader { height: 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._face: Face | None = None
        self._days: Sequence[WeekDay] = ()
        self.sentence = ""
        self._streak = ""
        self._count = ""
        self._begin_key = ""

    def show_week(self, snapshot: ProgressSnapshot, begin_key: str) -> None:
        """Shows the week of a snapshot; `begin_key` is the key that starts a session."""
        from calf_tui.core.progress.progress_text import streak_in_words, week_in_words
        from calf_tui.core.progress.week_days import week_days

        progress = snapshot.progress_until(snapshot.today, 1)
        self._days = week_days(snapshot)
        self.sentence = week_in_words(progress)
        self._streak = streak_in_words(snapshot.progress)
        self._count = f"{progress.this_week.days} of {progress.this_week.target}"
        self._begin_key = "" if progress.totals.sessions else begin_key
        self.draw()

    def use_face(self, face: Face | None) -> None:
        """Uses large letters from now on, where there is room."""
        self._face = face
        self.draw()

    def on_resize(self) -> None:
        """Draws the week for the new size."""
        self.draw()

    def draw(self) -> None:
        """Draws the week in the room there is."""
        width, height = self.content_size
        if not width or not height:
            return
        height = 1 if self.screen.has_class("-low") else height
        lines = self._greeting(height) if self._begin_key else self._week(width, height)
        if height > 1 and lines and lines[0].cell_length + len(self._title) < width:
            gap = " " * (width - lines[0].cell_length - len(self._title))
            lines[0] = Content.assemble(lines[0], gap, (self._title, "bold $quiet"))
        self.update(Content("\n").join(lines), layout=height == 1)

    def _greeting(self, height: int) -> list[Content]:
        key = (self._begin_key, "bold reverse")
        if height == 1:
            return [Content.assemble(key, (" begins. ", "bold"), "A coach for your calves.")]
        begin = Content.assemble(("Press ", "bold"), key, (" to begin. ", "bold"))
        first = Content.styled(GREETING[0], "bold")
        if height == SMALL:
            return [first, Content.assemble(begin, self.sentence)]
        return [first, Content(GREETING[1]), Content.assemble(begin, self.sentence)]

    def _week(self, width: int, height: int) -> list[Content]:
        if not self._days:
            return [Content("")]
        streak = Content.styled(self._streak, "$quiet")
        columns = CELL_COLUMNS[min(height, LARGE)]
        cells = _cells(self._days, columns)
        room = width - cells.cell_length - BESIDE
        said = Content.styled(self.sentence, "bold")
        if height == 1 or said.cell_length > room:
            return [self._in_one_row(said, width), *[streak] * (height > 1)]
        left = [_names(self._days, columns), *[cells] * (height - 1)]
        words = self._words(said, streak if streak.cell_length <= room else Content(""), height)
        return [
            Content.assemble(cell, " " * BESIDE, word)
            for cell, word in zip(left, words, strict=True)
        ]

    def _in_one_row(self, said: Content, width: int) -> Content:
        """Returns the days and the sentence; without the days if both do not fit."""
        for gap in (" ", ""):
            both = Content.assemble(_cells(self._days, 1, gap), " ", said)
            if both.cell_length <= width:
                return both
        return said

    def _words(self, said: Content, streak: Content, height: int) -> list[Content]:
        """Returns what stands beside the cells, a line for each row."""
        if height == SMALL:
            return [said, streak]
        words = [Content(""), said, streak, *[Content("")] * (height - MEDIUM)]
        if height < LARGE or self._face is None:
            return words
        columns = self._face.columns(self._count) + BESIDE
        large = [Content.styled(row, "bold") for row in self._face.draw(self._count)]
        return [
            Content.assemble(row, " " * (columns - row.cell_length), word)
            for row, word in zip(large, words, strict=True)
        ]


def _cells(days: Sequence[WeekDay], columns: int, gap: str = " ") -> Content:
    """Returns the days as cells; a run stands in its empty day, or at the end of what was done."""
    parts: list[tuple[str, str]] = []
    for day in days:
        sign, style = CELLS[day.state]
        if day.is_today and day.state == "none":
            sign, style = TODAY
        is_empty = day.state in ("none", "future")
        if day.runs and (is_empty or columns > 1):
            of_runs = columns if is_empty else 1
            parts.append((sign * (columns - of_runs), style))
            parts.append((day.runs * of_runs, "$ready"))
        else:
            parts.append((sign * columns, style))
        parts.append((gap, ""))
    return Content.assemble(*parts[:-1])


def _names(days: Sequence[WeekDay], columns: int) -> Content:
    letters = min(columns, 3)
    parts: list[tuple[str, str]] = []
    for day in days:
        name = f"{day.date:%a}"[:letters]
        style = "bold underline $foreground" if day.is_today else "$quiet"
        parts += [(name, style), (" " * (columns - letters), ""), (" ", "")]
    return Content.assemble(*parts[:-1])
