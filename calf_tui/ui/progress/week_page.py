"""The week page: this week, the streak, and all weeks as bars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.progress import breakdowns
from calf_tui.core.progress.charts.chart_cells import MARKS
from calf_tui.core.progress.charts.svg_charts import week_svg
from calf_tui.core.progress.progress_text import (
    STATE_WORDS,
    runs_in_words,
    streak_in_words,
    week_in_words,
    week_line,
    week_row,
)
from calf_tui.core.text.formatting import run_sign
from calf_tui.ui.history.session_text import sessions_text
from calf_tui.ui.keys.bindings import OPEN_LINE
from calf_tui.ui.progress.period_screen import DayCells, PeriodScreen
from calf_tui.ui.progress.progress_page import ChartPage, Picture
from calf_tui.ui.progress.sample_progress import invitation
from calf_tui.ui.progress.week_chart import WeekChart
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.breakdown_bars import BreakdownBars
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from calf_tui.core.progress.met_and_missed_weeks import Week, WeekState
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

EMPTY = (
    "Here will be a bar for every week: its training days and your target.\n"
    "Press esc, choose a routine, press enter: two sets make a training day."
)
COLOURS: dict[WeekState, str] = {
    "met": "work",
    "in_progress": "ready",
    "frozen": "rest",
    "missed": "quiet",
}


class WeekPage(ChartPage):
    """This week by days, the streak, then all weeks as bars."""

    CSS_PATH = "week_page.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = OPEN_LINE

    def parts(self) -> Iterable[Widget]:
        """Yields the week, the streak, the bars, and the texts about a week."""
        snapshot, progress = self.snapshot, self.snapshot.progress
        yield Static(week_in_words(progress), id="week")
        yield DayCells(snapshot, self.snapshot.calendar.week_days(snapshot.today))
        yield Static(streak_in_words(progress), id="streak")
        if self.is_sample:
            yield from invitation(EMPTY, self.drawn, self._weeks)
        else:
            yield from self._weeks()
            yield self._breakdowns()

    def _weeks(self) -> Iterable[Widget]:
        """Yields the bars, and what is told of the week under the cursor."""
        weeks = self.drawn.progress.weeks
        chosen = weeks[-1]
        bars = WeekChart(weeks, id="chart"), ChoiceList([], id="table")
        days = DayCells(self.drawn, self.snapshot.calendar.week_days(chosen.start), id="days")
        sessions = FittedText(id="sessions")
        self._tell(sessions, chosen)
        yield Container(
            Container(*bars, Static(_legend(), id="legend"), id="bars"),
            Container(
                Static(self._reading(chosen), id="reading"),
                days,
                sessions,
                id="chosen",
            ),
            id="weeks",
        )

    def _breakdowns(self) -> BreakdownBars:
        snapshot, bars = self.snapshot, BreakdownBars()
        bars.show(
            "All weeks",
            lambda: (
                breakdowns.by_days_trained(snapshot.progress.weeks),
                breakdowns.by_weekday(snapshot.sessions_until_today, snapshot.calendar),
                breakdowns.by_routine(snapshot.sessions_until_today),
            ),
        )
        return bars

    @on(WeekChart.Moved)
    def show_reading(self, event: WeekChart.Moved) -> None:
        """Shows the texts about the week under the cursor."""
        self._read(event.week)

    @on(ChoiceList.Moved, "#table")
    def show_reading_of_line(self) -> None:
        """Shows the texts about the week of the line under the cursor."""
        self._read(self._week_of_line)

    def _read(self, week: Week) -> None:
        self.query_one("#reading", Static).update(self._reading(week))
        self._tell(self.query_one("#sessions", FittedText), week)
        self.query_one("#days", DayCells).show(
            self.drawn, self.snapshot.calendar.week_days(week.start)
        )

    def action_text(self) -> None:
        """Shows the weeks as text, or as bars again, and tells of the one under the cursor."""
        super().action_text()
        self._read(self._week_of_line if self.is_text else self.query_one(WeekChart).week)

    @on(WeekChart.Opened)
    def open_week(self, event: WeekChart.Opened) -> None:
        """Opens the days and sessions of the week."""
        self._open(event.week)

    @on(ChoiceList.Chosen, "#table")
    def action_open_line(self) -> None:
        """Opens the week of the line under the cursor."""
        self._open(self._week_of_line)

    @property
    def _week_of_line(self) -> Week:
        return self.snapshot.progress.weeks[-1 - self.query_one("#table", ChoiceList).cursor]

    @property
    def has_chart(self) -> bool:
        """Whether a week had a session."""
        return not self.is_sample

    @property
    def is_sample(self) -> bool:
        """Whether no session has been done yet."""
        return not self.snapshot.progress.totals.sessions

    def lines(self) -> Iterable[str]:
        """Returns a line for each week, the newest first."""
        weeks, width = reversed(self.snapshot.progress.weeks), self.content_size.width - 2
        return (week_row(week, self.snapshot.pauses, width) for week in weeks)

    def picture(self) -> Picture:
        """Returns the picture of the visible weeks."""
        weeks = self.query_one(WeekChart).shown
        svg = week_svg(weeks, streak_in_words(self.snapshot.progress))
        return Picture(f"weeks {self.snapshot.today}", svg)

    def _open(self, week: Week) -> None:
        def title(snapshot: ProgressSnapshot) -> str:
            weeks = (each for each in snapshot.progress.weeks if each.start == week.start)
            return _week_line(next(weeks, week), snapshot)

        days = self.snapshot.calendar.week_days(week.start)
        self.app.push_screen(PeriodScreen(self.trainer, days, title))

    def _tell(self, shown: FittedText, week: Week) -> None:
        """Tells of the sessions of the week."""
        sessions = self.drawn.sessions_of(self.snapshot.calendar.week_days(week.start))
        shown.fit(partial(sessions_text, sessions, self.move_names))

    def _reading(self, week: Week) -> Content:
        """Returns the week after its mark, which needs no legend then."""
        return Content(f"{MARKS[week.state]} {_week_line(week, self.drawn)}".lstrip())


def _week_line(week: Week, snapshot: ProgressSnapshot) -> str:
    said = runs_in_words(snapshot.coach.runs, week.start)
    days = snapshot.calendar.week_days(week.start)
    runs = said and f"{run_sign(run for day in days for run in snapshot.runs_of(day))} {said}"
    return "; ".join(filter(None, (week_line(week, snapshot.pauses), runs)))


def _legend() -> Content:
    parts = [
        Content.assemble((MARKS[state], f"${colour}"), f" {STATE_WORDS[state]}")
        for state, colour in COLOURS.items()
    ]
    return Content("   ").join([*parts, Content("▔ target")])
