"""The calendar page: a mark for each day of a year and more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.progress import breakdowns
from calf_tui.core.progress.charts.svg_charts import year_svg
from calf_tui.core.progress.progress_text import (
    TRAINED,
    UNTRAINED,
    calendar_rows,
    day_line,
    month_rows,
    year_line,
)
from calf_tui.core.text.formatting import EASY_SIGN
from calf_tui.ui.history.session_text import sessions_text
from calf_tui.ui.keys.bindings import OPEN_LINE
from calf_tui.ui.progress.period_screen import PeriodScreen
from calf_tui.ui.progress.progress_page import ChartPage, Picture
from calf_tui.ui.progress.sample_progress import invitation
from calf_tui.ui.progress.year_heatmap import (
    SIGNS,
    YearHeatmap,
    marks_of_amounts,
)
from calf_tui.ui.theme import HIGH, VAST_WIDTHS
from calf_tui.ui.widgets.breakdown_bars import BreakdownBars
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from calf_tui.core.progress.breakdowns import Breakdown
    from calf_tui.core.progress.charts.chart_cells import Measure
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

EMPTY = (
    "Each day you train will be a square here, the brighter the more you did.\n"
    "Press esc, choose a routine, press enter."
)

COLOURS_OF_DAYS = {TRAINED: "work", UNTRAINED: "quiet", " ": "quiet"}
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
        if self.is_sample:
            yield from invitation(EMPTY, self.drawn, self._days)
        else:
            yield from self._days()
            yield BreakdownBars()

    def _days(self) -> Iterable[Widget]:
        """Yields the graph, its legend, and what is told of the day under the cursor."""
        chosen = self.drawn.sessions[-1].local_date if self.is_sample else self.drawn.today
        yield YearHeatmap(self.drawn, chosen)
        yield Static(self._legend("sets"), id="legend")
        yield Static(year_line(self.drawn, chosen.year), id="year")
        yield ChoiceList([], id="table")
        day = Static(self._day_line(chosen), id="day", markup=False)
        yield Horizontal(
            FittedText(id="months"), Vertical(day, FittedText(id="sessions")), id="day-and-months"
        )
        self.call_next(self._tell, chosen)

    def on_resize(self) -> None:
        """Tells of the day for the new size."""
        super().on_resize()
        for shown in self.query("#day").results(Static):
            shown.update(Content(self._day_line(self.query_one(YearHeatmap).day)))

    @on(YearHeatmap.Moved)
    def show_day(self, event: YearHeatmap.Moved) -> None:
        """Shows the texts about the day under the cursor, unless it has moved on already."""
        if event.day != self.query_one(YearHeatmap).day:
            return
        self.query_one("#day", Static).update(Content(self._day_line(event.day)))
        self._tell(event.day)
        self.query_one("#year", Static).update(year_line(self.snapshot, event.day.year))

    @on(YearHeatmap.Measured)
    def show_measure(self, event: YearHeatmap.Measured) -> None:
        """Shows the meaning of the marks."""
        for legend in self.query("#legend").results(Static):
            legend.update(self._legend(event.measure))

    @on(YearHeatmap.Opened)
    def open_day(self, event: YearHeatmap.Opened) -> None:
        """Opens the sessions of the day."""
        self._open(event.day)

    @on(ChoiceList.Chosen, "#table")
    def action_open_line(self) -> None:
        """Opens the day of the line under the cursor."""
        self._open(calendar_rows(self.snapshot)[self.query_one("#table", ChoiceList).cursor][0])

    @property
    def has_chart(self) -> bool:
        """Whether a day had a session or a run."""
        return not self.is_sample

    @property
    def is_sample(self) -> bool:
        """Whether there is neither a session nor a run."""
        return self.snapshot.is_empty

    def lines(self) -> Iterable[str]:
        """Returns a line for each day with sessions, each pause and each run, newest first."""
        return (row for _, row in calendar_rows(self.snapshot))

    def picture(self) -> Picture:
        """Returns the picture of the year of the day under the cursor."""
        days = self.query_one(YearHeatmap)
        svg = year_svg(self.snapshot, days.day.year, days.measure)
        return Picture(f"days {days.day.year}", svg)

    def _day_line(self, day: date) -> str:
        return day_line(self.drawn, day, brief=self.app.size.height < HIGH)

    def _open(self, day: date) -> None:
        self.app.push_screen(PeriodScreen(self.trainer, [day]))

    def _tell(self, day: date) -> None:
        """Tells of the sessions of the day, and of the months and breakdowns of its year."""
        sessions = self.drawn.sessions_of([day])
        self.query_one("#sessions", FittedText).fit(
            partial(sessions_text, sessions, self.move_names)
        )
        self.query_one("#months", FittedText).fit(
            lambda _width, height: _months(self.drawn, day.year, height)
        )
        for bars in self.query(BreakdownBars):
            bars.show(str(day.year), partial(self._breakdowns_of, day.year))

    def _breakdowns_of(self, year: int) -> tuple[Breakdown, ...]:
        of_year = [each for each in self.snapshot.sessions if each.local_date.year == year]
        return (
            breakdowns.by_routine(of_year),
            breakdowns.by_weekday(of_year, self.snapshot.calendar),
            breakdowns.by_time(of_year),
        )

    def _legend(self, measure: Measure) -> Content:
        marks = enumerate(marks_of_amounts(self.app), start=1)
        shades = [(mark, f"$work {SHADES[step - 1]}%") for step, mark in marks]
        parts = [
            Content.assemble("fewer ", *shades, f" more {measure}"),
            Content.assemble((SIGNS["paused"], "$rest"), " paused"),
            Content.assemble((SIGNS["stopped"], "$error"), " stopped for pain"),
            Content.assemble((SIGNS["none"], "$quiet"), " nothing"),
        ]
        if self.drawn.coach.runs:
            parts.append(Content.assemble((EASY_SIGN, "$ready"), " run"))
        return Content("   ").join(parts)


def _months(snapshot: ProgressSnapshot, year: int, height: int) -> Content:
    """Returns the months of a year and, if they fit, of the one before; the newer year first.

    Where they fill less than half of the height, there is an empty row between two months.
    """
    rows = [Content.styled(str(year), "bold"), *_months_of(snapshot, year)]
    before = [Content(""), Content.styled(str(year - 1), "bold"), *_months_of(snapshot, year - 1)]
    if snapshot.days_of_year(year - 1) and len(rows) + len(before) <= height:
        rows += before
    return Content("\n\n" if 2 * len(rows) <= height else "\n").join(rows)


def _months_of(snapshot: ProgressSnapshot, year: int) -> Iterator[Content]:
    for month in month_rows(snapshot, year):
        marks = [(mark, f"${COLOURS_OF_DAYS[mark]}") for mark in month.marks]
        yield Content.assemble((f"{month.name}  ", "$quiet"), *marks, f"  {month.sums}")
