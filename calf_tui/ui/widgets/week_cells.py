"""The present week in cells; on the first screen with a title, or a welcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot, WeekDay
    from calf_tui.core.progress.training_calendar import DayState
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
DAYS = 7
SECONDS_A_CELL = 0.25
"""How long each cell takes while the week fills [ours]."""
GREETING = (
    "Stronger, springy, loose calves for runners, in a few minutes a day.",
    "A coach picks the session, a figure shows each move, a sound keeps the time.",
)


class WeekCells(Static):
    """Shows the week in as many rows as its style gives it; empty until the week is known."""

    DEFAULT_CSS = """
    WeekCells { height: 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._face: Face | None = None
        self._days: Sequence[WeekDay] = ()
        self.sentence = ""
        self._streak = ""
        self._count = ""
        self._filled = DAYS
        self._now: Callable[[], float] = float
        self._begun = 0.0

    def show_days(self, snapshot: ProgressSnapshot) -> None:
        """Shows the week of a snapshot."""
        from calf_tui.core.progress.progress_snapshot import week_days
        from calf_tui.core.progress.progress_text import streak_in_words, week_in_words

        progress = snapshot.progress_until(snapshot.today, 1)
        self._days = week_days(snapshot)
        self.sentence = week_in_words(progress)
        self._streak = streak_in_words(snapshot.progress)
        self._count = f"{progress.this_week.days} of {progress.this_week.target}"
        self.draw()

    def use_face(self, face: Face | None) -> None:
        """Uses large letters from now on, where there is room."""
        self._face = face
        self.draw()

    def fill(self, now: Callable[[], float]) -> None:
        """Fills the cells one after the other, once, by the clock `now`; `look` goes on with it."""
        if self.app.animation_level != "none":
            self._now, self._begun, self._filled = now, now(), 0
        self.draw()

    def fill_due_cells(self) -> None:
        """Fills the cells that are due now."""
        if self._filled < DAYS:
            self._filled = min(DAYS, int((self._now() - self._begun) / SECONDS_A_CELL))
            self.draw()

    def on_resize(self) -> None:
        """Draws the week for the new size."""
        self.draw()

    def draw(self) -> None:
        """Draws the week in the room there is."""
        width, height = self.content_size
        if width and height:
            height = 1 if self.screen.has_class("-low") else height
            lines = self.lines(width, height)
            self.update(Content("\n").join(lines), layout=height == 1)

    def lines(self, width: int, height: int) -> list[Content]:
        """Returns the week in at most so many cells and rows."""
        if not self._days:
            return [Content("")]
        streak = Content.styled(self._streak, "$quiet")
        columns = CELL_COLUMNS[min(height, LARGE)]
        cells = _cells(self._shown, columns)
        room = width - cells.cell_length - BESIDE
        said = Content.styled(self.sentence, "bold")
        if height == 1 or said.cell_length > room:
            return [self._in_one_row(said, width), *[streak] * (height > 1)]
        left = [_names(self._days, columns), *[cells] * (height - 1)]
        streak = streak if streak.cell_length <= room else Content("")
        words = self._words(said, streak, height, room)
        return [
            Content.assemble(cell, " " * BESIDE, word)
            for cell, word in zip(left, words, strict=True)
        ]

    def _in_one_row(self, said: Content, width: int) -> Content:
        """Returns the days and the sentence; without the days if both do not fit."""
        for gap in (" ", ""):
            both = Content.assemble(_cells(self._shown, 1, gap), " ", said)
            if both.cell_length <= width:
                return both
        return said

    def _words(self, said: Content, streak: Content, height: int, room: int) -> list[Content]:
        """Returns what stands beside the cells, a line for each row."""
        if height == SMALL:
            return [said, streak]
        words = [Content(""), said, streak, *[Content("")] * (height - MEDIUM)]
        columns = 0 if self._face is None else self._face.columns(self._count) + BESIDE
        longest = max(said.cell_length, streak.cell_length)
        if height < LARGE or self._face is None or columns + longest > room:
            return words
        large = [Content.styled(row, "bold") for row in self._face.draw(self._count)]
        return [
            Content.assemble(row, " " * (columns - row.cell_length), word)
            for row, word in zip(large, words, strict=True)
        ]

    @property
    def _shown(self) -> list[WeekDay]:
        """The days as they are drawn: those that are not filled yet are to come."""
        return [
            day if place < self._filled else replace(day, state="future", runs="")
            for place, day in enumerate(self._days)
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


class WeekHeader(WeekCells):
    """Shows the week and a title; before the first session what this is, and the key to begin."""

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
