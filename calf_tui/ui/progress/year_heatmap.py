"""Days as a contribution graph: a column for each week, a mark for each day, a band for each year.

It is drawn line by line: ten years take a few milliseconds (tests/bench/progress.py).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, get_args

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.progress.charts.chart_cells import STEPS, Measure, heat_levels, month_names
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK, MONTHS_OF_A_YEAR, months_later
from calf_tui.core.text.formatting import run_sign
from calf_tui.ui.keys.bindings import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual import events
    from textual.app import App
    from textual.binding import BindingType
    from textual.geometry import Size

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.training_calendar import DayState

SQUARE = "█"
"""The mark of a day with sessions, in a shade from few sets to many."""
AMOUNTS = "░▒▓█"
"""The marks in its place where a theme has no shades of a colour."""
SIGNS: dict[DayState, str] = {"stopped": "×", "paused": "‖", "none": "░", "future": " "}
NAMES_WIDTH = 5
TODAY = "▒"
YEAR_WEEKS = 53
WIDEST = 3
MEASURES: tuple[Measure, ...] = get_args(Measure)
STYLES = ("run", *SIGNS, *(f"amount-{step}" for step in range(1, STEPS + 1)), "cursor", "today")


class YearHeatmap(Widget, can_focus=True):
    """The days up to this week, with a cursor; a band has as many weeks as fit, at most a year."""

    BINDINGS: ClassVar[list[BindingType]] = CALENDAR
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"map--{name}" for name in STYLES),
        "map--label",
    }
    DEFAULT_CSS = """
    YearHeatmap { width: 1fr; height: auto; }
    YearHeatmap > .map--amount-1 { color: $work 40%; }
    YearHeatmap > .map--amount-2 { color: $work 60%; }
    YearHeatmap > .map--amount-3 { color: $work 80%; }
    YearHeatmap > .map--amount-4 { color: $work; }
    YearHeatmap > .map--stopped { color: $error; text-style: bold; }
    YearHeatmap > .map--run { color: $ready; }
    YearHeatmap > .map--paused { color: $rest; }
    YearHeatmap > .map--none { color: $track; }
    YearHeatmap > .map--label { color: $quiet; }
    YearHeatmap > .map--today { color: $foreground; text-style: bold; }
    YearHeatmap > .map--cursor {
        background: $foreground; color: $background; text-style: bold;
    }
    """

    class Moved(Message):
        """The cursor has moved to another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Opened(Moved):
        """The runner wants to open a day."""

    class Measured(Message):
        """The marks show another measure."""

        def __init__(self, measure: Measure) -> None:
            super().__init__()
            self.measure = measure

    def __init__(self, snapshot: ProgressSnapshot, chosen: date) -> None:
        super().__init__(id="map")
        self._snapshot = snapshot
        self._measure: Measure = "sets"
        self._heat = heat_levels(snapshot.days, self._measure)
        self._day = chosen
        self._lowest = 0
        dates = [day.date for day in snapshot.days[:1]]
        dates += [run.local_date for run in snapshot.coach.runs[:1]]
        self._first = min([snapshot.today, *dates])

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    @property
    def measure(self) -> Measure:
        """The measure that the marks show."""
        return self._measure

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Returns the rows of all bands with something to show."""
        bands = -(-self._weeks_of_all // _weeks_that_fit(width))
        return bands * (DAYS_OF_A_WEEK + 2) - 1

    def render_line(self, y: int) -> Strip:
        """Returns a row of a band: the months, or one day of each week."""
        band, row = divmod(y, self._band_rows)
        if band >= self._bands_shown or row > self._names + DAYS_OF_A_WEEK - 1:
            return Strip.blank(self.size.width, self.rich_style)
        weeks = self._weeks(band)
        segments = (
            self._days(weeks, row - self._names) if row >= self._names else self._months(weeks)
        )
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def action_move(self, days: int) -> None:
        """Moves the cursor by this many days."""
        self._go(date.fromordinal(max(1, self._day.toordinal() + days)))

    def action_months(self, months: int) -> None:
        """Moves the cursor by this many months."""
        self._go(months_later(self._day, months))

    def action_first(self) -> None:
        """Moves the cursor to the first day with a session."""
        self._go(self._first)

    def action_last(self) -> None:
        """Moves the cursor to today."""
        self._go(self._snapshot.today)

    def action_measure(self) -> None:
        """Switches between sets and minutes."""
        self._measure = MEASURES[MEASURES.index(self._measure) - 1]
        self._heat = heat_levels(self._snapshot.days, self._measure)
        self.refresh()
        self.post_message(self.Measured(self._measure))

    def action_open(self) -> None:
        """Opens the day under the cursor."""
        self.post_message(self.Opened(self._day))

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the clicked day, or opens it if the cursor is there."""
        band, row = divmod(event.y, self._band_rows)
        place, row = (event.x - NAMES_WIDTH) // self._cell, row - self._names
        weeks = self._weeks(band) if band < self._bands_shown else range(0)
        if not (0 <= row < DAYS_OF_A_WEEK and 0 <= place < len(weeks)):
            return
        day = self._snapshot.calendar.days_of(weeks[place])[row]
        if day == self._day:
            self.action_open()
        else:
            self._go(day)

    @property
    def _names(self) -> int:
        """The rows of the months' names."""
        return int(self.size.height > DAYS_OF_A_WEEK)

    @property
    def _band_rows(self) -> int:
        return self._names + DAYS_OF_A_WEEK + 1

    @property
    def _cell(self) -> int:
        """The width of a day with its gap."""
        return _cell_width(self.size.width)

    @property
    def _bands_shown(self) -> int:
        return max(1, (self.size.height + 1) // self._band_rows)

    @property
    def _weeks_of_all(self) -> int:
        week_of = self._snapshot.calendar.week_of
        return week_of(self._snapshot.today) - week_of(self._first) + 1

    def _weeks(self, band: int) -> range:
        """Returns the weeks of a visible band, 0 for the top one; the cursor is always visible."""
        count, week_of = _weeks_that_fit(self.size.width), self._snapshot.calendar.week_of
        current = week_of(self._snapshot.today)
        of_cursor = (current - week_of(self._day)) // count
        self._lowest = min(max(self._lowest, of_cursor - self._bands_shown + 1), of_cursor)
        last = current - (self._lowest + self._bands_shown - 1 - band) * count
        return range(max(0, last - count + 1), last + 1)

    def _months(self, weeks: range) -> list[Segment]:
        """Returns the row of the months' names, after the year in which the band begins."""
        starts = [self._snapshot.calendar.start_of(week) for week in weeks]
        after = self.size.width - NAMES_WIDTH - len(weeks) * self._cell
        names = month_names(starts, self._cell, after=after)
        style = self.get_component_rich_style("map--label")
        return [Segment(f"{starts[0]:%Y}".ljust(NAMES_WIDTH) + names, style)]

    def _days(self, weeks: range, row: int) -> list[Segment]:
        """Returns the row of one day of each of these weeks."""
        label = self.get_component_rich_style("map--label")
        width, calendar = self._cell, self._snapshot.calendar
        name = f"{calendar.start_of(weeks[-1]) + timedelta(days=row):%a}" if row % 2 == 0 else ""
        segments = [Segment(name.ljust(NAMES_WIDTH), label)]
        styles = {name: self.get_component_rich_style(f"map--{name}") for name in STYLES}
        for week in weeks:
            days = calendar.days_of(week)
            if row >= len(days):
                continue
            segments += self._marks(days[row], max(1, width - 1), styles)
            if width > 1:
                segments.append(Segment(" ", self.rich_style))
        return segments

    def _marks(self, day: date, width: int, styles: Mapping[str, Style]) -> list[Segment]:
        """Returns the marks of a day; a run stands in its empty place, or beside what was done."""
        sign, style = self._sign(day)
        runs = self._snapshot.runs_of(day)
        if not runs or style == "cursor":
            return [Segment(sign * width, styles[style])]
        mark = run_sign(runs)
        is_empty = self._snapshot.state(day) in ("none", "future")
        if is_empty:
            return [Segment(mark * width, styles["run"])]
        if width == 1:
            return [Segment(sign, styles[style])]
        return [Segment(sign * (width - 1), styles[style]), Segment(mark, styles["run"])]

    def _sign(self, day: date) -> tuple[str, str]:
        """Returns the sign of a day, and the name of its style."""
        state = self._snapshot.state(day)
        sign = SIGNS.get(state) or marks_of_amounts(self.app)[self._heat.get(day, 1) - 1]
        if day == self._day and self.has_focus:
            return SIGNS.get(state, " "), "cursor"
        if day == self._snapshot.today:
            return sign.replace(SIGNS["none"], TODAY), "today"
        return sign, f"amount-{self._heat.get(day, 1)}" if state in ("trained", "some") else state

    def _go(self, day: date) -> None:
        earliest = min(self._first, months_later(self._snapshot.today, -MONTHS_OF_A_YEAR))
        day = max(earliest, min(self._snapshot.today, day))
        if day != self._day:
            self._day = day
            self.refresh()
            self.post_message(self.Moved(day))


def marks_of_amounts(app: App[object]) -> str:
    """Returns the marks of days from few sets to many: squares, or shapes without shades."""
    return AMOUNTS if app.current_theme.ansi else SQUARE * STEPS


def _cell_width(width: int) -> int:
    return max(1, min(WIDEST, (width - NAMES_WIDTH) // YEAR_WEEKS))


def _weeks_that_fit(width: int) -> int:
    return max(1, min(YEAR_WEEKS, (width - NAMES_WIDTH) // _cell_width(width)))
