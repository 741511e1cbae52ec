"""The calendar page: a mark for each day of a year and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.progress.charts.svg_charts import year_svg
from calf_tui.core.progress.progress_text import calendar_rows, day_line, month_rows, year_line
from calf_tui.core.text.formatting import EASY_SIGN
from calf_tui.ui.history.session_text import told
from calf_tui.ui.keys.bindings import OPEN_LINE
from calf_tui.ui.progress.contribution_graph import (
    SIGNS,
    ContributionGraph,
    marks_of_amounts,
)
from calf_tui.ui.progress.period_screen import PeriodScreen
from calf_tui.ui.progress.progress_page import ChartPage, Picture
from calf_tui.ui.theme import HIGH, VAST_WIDTHS
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from calf_tui.core.progress.charts.chart_cells import Measure
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

EMPTY = (
    "Each day you train will be a square here, the brighter the more you did.\n"
    "Press esc, choose a routine, press enter."
)

SHADES = (40, 60, 80, 100)
"""The percent of the colour that a square has, from few sets to many."""


class CalendarPage(ChartPage):
    """The graph of days, and texts about the day under the cursor and its year."""

    CSS_PATH = "calendar_page.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = OPEN_LINE
    CHART = "#map"
    LOW_HINTS = 1
    FIRST_HINTS = ("back", "app.help", "move(-7)", "open")

    def parts(self) -> Iterable[Widget]:
        """Yields the graph, its legend, and the texts about the day."""
        snapshot, today = self.snapshot, self.snapshot.today
        yield ContributionGraph(snapshot, id="map")
        if snapshot.is_empty:
            self.add_class("-empty")
            yield Static(EMPTY, id="empty")
            return
        yield Static(self._legend("sets"), id="legend")
        yield Static(year_line(snapshot, today.year), id="year")
        yield ChoiceList([], id="table")
        with Horizontal(id="day-and-months"):
            yield Static(id="months", markup=False)
            with Vertical():
                yield Static(self._day_line(today), id="day", markup=False)
                yield Static(id="sessions")
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Tells of the day for the new size."""
        super().on_resize()
        for shown in self.query("#day").results(Static):
            shown.update(Content(self._day_line(self.query_one(ContributionGraph).day)))
        self.call_after_refresh(self._tell)

    @on(ContributionGraph.Moved)
    def show_day(self, event: ContributionGraph.Moved) -> None:
        """Shows the texts about the day under the cursor."""
        if not self.snapshot.is_empty:
            self.query_one("#day", Static).update(Content(self._day_line(event.day)))
            self._tell()
            self.query_one("#year", Static).update(year_line(self.snapshot, event.day.year))

    @on(ContributionGraph.Measured)
    def show_measure(self, event: ContributionGraph.Measured) -> None:
        """Shows the meaning of the marks."""
        for legend in self.query("#legend").results(Static):
            legend.update(self._legend(event.measure))

    @on(ContributionGraph.Opened)
    def open_day(self, event: ContributionGraph.Opened) -> None:
        """Opens the sessions of the day."""
        self._open(event.day)

    @on(ChoiceList.Chosen, "#table")
    def action_open_line(self) -> None:
        """Opens the day of the line under the cursor."""
        self._open(calendar_rows(self.snapshot)[self.query_one("#table", ChoiceList).cursor][0])

    @property
    def has_chart(self) -> bool:
        """Whether a day had a session or a run."""
        return not self.snapshot.is_empty

    def lines(self) -> Iterable[str]:
        """Returns a line for each day with sessions, each pause and each run, newest first."""
        return (row for _, row in calendar_rows(self.snapshot))

    def picture(self) -> Picture:
        """Returns the picture of the year of the day under the cursor."""
        days = self.query_one(ContributionGraph)
        svg = year_svg(self.snapshot, days.day.year, days.measure)
        return Picture(f"days {days.day.year}", svg)

    def _day_line(self, day: date) -> str:
        return day_line(self.snapshot, day, brief=self.app.size.height < HIGH)

    def _open(self, day: date) -> None:
        self.app.push_screen(PeriodScreen(self.trainer, [day]))

    def _tell(self) -> None:
        """Tells of the sessions of the day in full, or a line of each if there is no room.

        And of the months of its year, where they are shown.
        """
        for months in self.query("#months").results(Static):
            if months.display:
                months.update(_months(self.snapshot, self.query_one(ContributionGraph).day.year))
        for shown in self.query("#sessions").results(Static):
            sessions = self.snapshot.sessions_of([self.query_one(ContributionGraph).day])
            shown.update(told(sessions, self.move_names, *shown.content_size))

    def _legend(self, measure: Measure) -> Content:
        marks = enumerate(marks_of_amounts(self.app), start=1)
        shades = [(mark, f"$work {SHADES[step - 1]}%") for step, mark in marks]
        parts = [
            Content.assemble("fewer ", *shades, f" more {measure}"),
            Content.assemble((SIGNS["paused"], "$rest"), " paused"),
            Content.assemble((SIGNS["stopped"], "$error"), " stopped for pain"),
            Content.assemble((SIGNS["none"], "$quiet"), " nothing"),
        ]
        if self.snapshot.coach.runs:
            parts.append(Content.assemble((EASY_SIGN, "$ready"), " run"))
        return Content("   ").join(parts)


def _months(snapshot: ProgressSnapshot, year: int) -> Content:
    """Returns the months of a year and of the one before, the newer year first."""
    rows = [Content.styled(str(year), "bold"), *_months_of(snapshot, year)]
    if any(day.date.year == year - 1 for day in snapshot.days):
        rows += [Content(""), Content.styled(str(year - 1), "bold")]
        rows += _months_of(snapshot, year - 1)
    return Content("\n").join(rows)


def _months_of(snapshot: ProgressSnapshot, year: int) -> Iterator[Content]:
    for name, days, sums in month_rows(snapshot, year):
        yield Content.assemble((f"{name}  ", "$quiet"), (f"{days:<31}  ", "$work"), sums)
