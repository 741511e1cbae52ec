"""The trends page: one chart at a time, by move and side."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.progress.charts.trend_canvas import (
    ALONE,
    BEST,
    date_line,
    level_of,
    plot,
    value_names,
)
from calf_tui.core.progress.charts.trend_export import (
    brief_words,
    line_words,
    trend_svg,
    trend_table,
)
from calf_tui.core.progress.heel_rise_test import heel_rise_trends
from calf_tui.core.progress.trends import move_trends, names_as_done, pain_trend
from calf_tui.core.text import formatting
from calf_tui.ui.keys.bindings import TRENDS
from calf_tui.ui.progress.progress_page import ChartPage, Picture
from calf_tui.ui.progress.sample_progress import invitation
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from textual.widget import Widget

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.trends import Trend
    from calf_tui.training.trainer import Trainer


EMPTY = (
    "Here will be, week by week, by move and by side: load, repetitions, time under tension, "
    "landings, load volume, pain, and the heel-rise test.\n"
    "Press esc, choose a routine, press enter."
)
COLOURS = ("work", "foreground", "quiet")
SQUARE = "█"
STROKES = ("━", "╍", "┈")
NAMES_WIDTH = 7
LEVELS = ("quiet", "ready", "error")
"""The colours of columns, by how many levels they are above."""
STYLES = {
    **{f"line-{number}": f"${colour}" for number, colour in enumerate(COLOURS)},
    **{f"level-{number}": f"${colour}" for number, colour in enumerate(LEVELS)},
    "mark": "$foreground",
    "grid": "$track",
    "noise": "$quiet 70%",
    "best": "bold $ready",
}
"""By the kinds of cells."""


class Range(NamedTuple):
    """How many days back a chart reaches; None for all."""

    name: str
    days: int | None


RANGES = (Range("one year", 365), Range("all years", None), Range("12 weeks", 84))


class TrendsPage(ChartPage):
    """A list of trends, and the trend under the cursor as a chart or as a table."""

    CSS_PATH = "trends_page.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    BINDINGS = TRENDS
    CHART = "#trends"
    FIRST_LINE = 1

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self._trends: Sequence[Trend] = ()
        self._count_of_tests = 0
        self._range = 0

    def parts(self) -> Iterable[Widget]:
        """Yields the list, the chart, and the texts about it."""
        self._trends = trends_of(self.drawn, self.move_names)
        self._count_of_tests = len(tuple(heel_rise_trends(self.snapshot)))
        if self.is_sample:
            yield from invitation(EMPTY, self.drawn, self._list_and_trend)
        else:
            yield from self._list_and_trend()
        self.call_next(self.show_trend)

    @property
    def is_sample(self) -> bool:
        """Whether there is neither a session nor a test."""
        return not (self.snapshot.sessions or self.snapshot.tests)

    def _list_and_trend(self) -> Iterable[Widget]:
        yield Container(
            ChoiceList([trend.title for trend in self._trends], id="trends"),
            Container(
                Static("" if self._trends else "Nothing was measured yet.", id="range"),
                Container(FittedText(id="chart"), ChoiceList([], id="table"), id="chart-or-table"),
                Static(id="lines"),
                Static(id="note"),
                id="chosen",
            ),
            id="list-and-trend",
        )

    def on_resize(self) -> None:
        """Shows the texts for the new size."""
        super().on_resize()
        # A layout that is requested during another one is lost.
        self.call_after_refresh(self._show_words)

    @on(ChoiceList.Moved, "#trends")
    def show_trend(self) -> None:
        """Shows the trend under the cursor."""
        if not self._trends:
            return
        trend, first, last = self._shown
        self.query_one("#chart", FittedText).fit(partial(_chart, trend, first, last))
        if self.is_text:
            self.show_text()
        dotted = f"Dotted: the noise of ±{trend.noise:g}." if trend.noise else ""
        note = " ".join(filter(None, (trend.note, dotted)))
        self.query_one("#note", Static).update(Content(note))
        self._show_words()
        self.refresh_bindings()

    def _show_words(self) -> None:
        """Shows which trend it is, and its lines in words."""
        if self._trends:
            trend = self._shown[0]
            between = "/" if self.has_class("-narrow") else " of "
            number = self.query_one("#trends", ChoiceList).cursor + 1
            place = f"{number}{between}{len(self._trends)}"
            said = " · ".join((place, trend.unit, RANGES[self._range].name))
            self.query_one("#range", Static).update(said)
            lines = _lines(trend, brief=self.has_class("-low"))
            self.query_one("#lines", Static).update(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the keys for charts only if there is one."""
        if action in ("turn_to", "range"):
            return self.has_chart
        if action == "delete":
            return self._is_of_tests
        return super().check_action(action, parameters)

    def action_delete(self) -> None:
        """Deletes the last heel-rise test without a question, because that can be undone."""
        with self.refusals_said():
            words = self.trainer.record_editor.delete(self.snapshot.tests[-1])
            self.show_records()
            self.said(f"{formatting.capitalized(words)}.")

    @property
    def _is_of_tests(self) -> bool:
        """Whether the trend under the cursor is of heel-rise tests."""
        lists = self.query("#trends").results(ChoiceList)
        return any(each.cursor < self._count_of_tests for each in lists)

    def action_turn_to(self, trends: int) -> None:
        """Goes to the next trend or the one before."""
        self.query_one("#trends", ChoiceList).action_move(trends)

    def action_range(self) -> None:
        """Switches between a year, all years, and twelve weeks."""
        self._range = (self._range + 1) % len(RANGES)
        self.show_trend()

    @property
    def has_chart(self) -> bool:
        """Whether there is any trend."""
        return bool(self._trends) and not self.is_sample

    def lines(self) -> Iterable[str]:
        """Returns the table of the trend."""
        trend, first, _ = self._shown
        return trend_table(trend.since(first))

    def picture(self) -> Picture:
        """Returns the picture of the trend in its range."""
        trend, first, last = self._shown
        return Picture(f"{trend.title} {last}", trend_svg(trend, first, last))

    @property
    def _shown(self) -> tuple[Trend, date, date]:
        """The trend under the cursor, and the first and last date that are shown."""
        trend = self._trends[self.query_one("#trends", ChoiceList).cursor]
        days, today = RANGES[self._range].days, self.snapshot.today
        firsts = [line.points[0].date for line in trend.lines]
        return trend, min(firsts) if days is None else today - timedelta(days=days), today


def _lines(trend: Trend, *, brief: bool) -> Content:
    """Returns each line in words after a stroke in its colour; in one row if `brief`."""
    return Content("  " if brief else "\n").join(
        Content.assemble(
            _sample(trend, number),
            f" {brief_words(line) if brief else line_words(line)}",
            (f" {BEST}" if line.best and not brief else "", "$ready"),
        )
        for number, line in enumerate(trend.lines)
    )


def _sample(trend: Trend, number: int) -> tuple[str, str]:
    """Returns the sign of a line in the legend, and its colour; that of its last value's level."""
    line = trend.lines[number]
    if line.form == "column":
        return SQUARE * 2, f"${LEVELS[level_of(trend, line.points[-1].value)]}"
    if line.form == "number":
        return "  ", "$quiet"
    if line.form == "mark":
        return ALONE, "$foreground"
    return STROKES[number] * 2, f"${COLOURS[number]}"


def trends_of(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """Returns the trends of tests, of each move, and of pain; `names` are moves' names by id."""
    pain = pain_trend(snapshot)
    last = () if pain is None else (pain,)
    named = names_as_done(snapshot, names)
    return (*heel_rise_trends(snapshot), *move_trends(snapshot, named), *last)


def _chart(trend: Trend, first: date, last: date, width: int, height: int) -> Content:
    """Returns a trend between two dates, with values on the left and dates below."""
    columns, rows = width - NAMES_WIDTH, height - 1
    if columns < 1 or rows < 1:
        return Content("")
    styles = dict(STYLES)
    for number, line in enumerate(trend.lines):
        if line.form == "mark":
            styles[f"line-{number}"] = STYLES["mark"]
    names = value_names(trend, first, last, rows)
    lines = []
    for name, row in zip(names, plot(trend, first, last, columns, rows), strict=True):
        parts = [(f"{name:>{NAMES_WIDTH - 2}} ▕"[-NAMES_WIDTH:], "$quiet")]
        for kind, cells in groupby(row, key=lambda cell: cell.kind):
            parts.append(("".join(cell.text for cell in cells), styles[kind] if kind else ""))
        lines.append(Content.assemble(*parts))
    dates = Content.styled(" " * NAMES_WIDTH + date_line(trend, first, last, columns), "$quiet")
    return Content("\n").join([*lines, dates])
