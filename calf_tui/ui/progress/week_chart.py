"""The training days of each week and its target, as bars, drawn line by line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.progress.charts import chart_cells
from calf_tui.core.progress.charts.chart_cells import MARKS, Cell, month_names, year_names
from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.ui.keys.bindings import WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

NARROWEST, WIDEST = 2, 12
LEAST_WEEKS = 12
"""The weeks that there is room for at least; those to come are drawn up to their target [ours]."""
TO_COME = "░"
STYLES = ("met", "in_progress", "frozen", "missed", "target", "label", "cursor", "to_come")
LOW = 8
"""With fewer rows than this, the years are among the months."""


class WeekChart(Widget, can_focus=True):
    """A bar for each of the weeks that fit, with a cursor."""

    BINDINGS = WEEKS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"weeks--{name}" for name in STYLES}
    DEFAULT_CSS = """
    WeekChart { width: 1fr; height: 1fr; }
    WeekChart > .weeks--met { color: $work; }
    WeekChart > .weeks--in_progress { color: $ready; }
    WeekChart > .weeks--frozen { color: $rest; }
    WeekChart > .weeks--missed { color: $quiet; }
    WeekChart > .weeks--target { color: $foreground; }
    WeekChart > .weeks--label { color: $quiet; }
    WeekChart > .weeks--to_come { color: $track; }
    WeekChart > .weeks--cursor { background: $track; }
    """

    class Moved(Message):
        """The cursor has moved to another week."""

        def __init__(self, week: Week) -> None:
            super().__init__()
            self.week = week

    class Opened(Moved):
        """The runner wants to open a week."""

    def __init__(
        self,
        weeks: Sequence[Week],
        *,
        to_come: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._wanted_to_come = to_come
        self._first = 0
        self._drawn: tuple[object, list[Strip]] = (None, [])
        self._take(weeks)

    def show(self, weeks: Sequence[Week]) -> None:
        """Shows other weeks, with the cursor on the last."""
        self._take(weeks)
        self.refresh()

    def _take(self, weeks: Sequence[Week]) -> None:
        self._weeks = weeks
        self._least_to_come = max(self._wanted_to_come, LEAST_WEEKS - len(weeks))
        self._joints = chart_cells.streak_links(weeks)
        self._most = max((max(week.days, week.target) for week in weeks), default=1)
        self._cursor = len(weeks) - 1
        self._drawn = (None, [])

    @property
    def week(self) -> Week:
        """The week under the cursor."""
        return self._weeks[self._cursor]

    @property
    def shown(self) -> Sequence[Week]:
        """The visible weeks."""
        return self._weeks[self._first : self._first + self._room]

    def render_line(self, y: int) -> Strip:
        """Returns a row: of the bars, of the marks, or of months and years."""
        is_last = self._cursor == len(self._weeks) - 1
        end = self._cursor + 1 + self._least_to_come * is_last
        self._first = min(self._first, max(0, self._count - self._room))
        self._first = min(max(self._first, end - self._room), self._cursor)
        state = (self.size, self._cursor, self._first, self.has_focus, self.app.theme)
        if self._drawn[0] != state:
            self._drawn = (state, self._draw())
        strips = self._drawn[1]
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.rich_style)

    def action_move(self, weeks: int) -> None:
        """Moves the cursor by this many weeks, at most to the first or last."""
        cursor = max(0, min(len(self._weeks) - 1, self._cursor + weeks))
        if cursor == self._cursor:
            return
        before, self._cursor = self._cursor, cursor
        if all(self._first <= each < self._first + self._room for each in (before, cursor)):
            self.refresh(*(self._column(each) for each in (before, cursor)))
        else:
            self.refresh()
        self.post_message(self.Moved(self.week))

    def action_page(self, pages: int) -> None:
        """Moves the cursor by as many weeks as are visible."""
        self.action_move(pages * max(1, self._room - 1))

    def action_open(self) -> None:
        """Opens the week under the cursor."""
        self.post_message(self.Opened(self.week))

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the clicked week, or opens it if the cursor is there."""
        place = self._first + event.x // self._width
        if place == self._cursor:
            self.action_open()
        elif place < len(self._weeks):
            self.action_move(place - self._cursor)

    @property
    def _width(self) -> int:
        """The cells of a week with its gap."""
        fitting = self.size.width // max(1, self._count)
        return max(NARROWEST, min(WIDEST, fitting))

    @property
    def _count(self) -> int:
        return len(self._weeks) + self._least_to_come

    @property
    def _room(self) -> int:
        return max(1, self.size.width // self._width)

    def _column(self, place: int) -> Region:
        return Region((place - self._first) * self._width, 0, self._width, self.size.height)

    def _draw(self) -> list[Strip]:
        width, low = self._width, self.size.height < LOW
        rows = max(1, self.size.height - (2 if low else 3))
        halves = chart_cells.halves_of_a_day(rows, self._most)
        # The weeks to come that there is room for stand behind the last.
        shown = [*self.shown, *_weeks_after(self.shown, self._room - len(self.shown))]
        styles = {name: self.get_component_rich_style(f"weeks--{name}") for name in STYLES}
        following = [*shown[1:], None]
        strips = [
            self._strip(
                [
                    (
                        self._bar(week, row, halves, width - 1),
                        chart_cells.gap_cell(week, after, row, halves),
                    )
                    for week, after in zip(shown, following, strict=True)
                ],
                styles,
            )
            for row in reversed(range(rows))
        ]
        strips.append(self._strip(self._chain(width), styles))
        starts = [week.start for week in shown]
        labels = [month_names(starts, width, years=low)]
        labels += [] if low else [year_names(starts, width)]
        for row_of_names in labels:
            strip = Strip([Segment(row_of_names, styles["label"])])
            strips.append(strip.adjust_cell_length(self.size.width, self.rich_style))
        return strips

    def _bar(self, week: Week, row: int, halves: int, width: int) -> Cell:
        """Returns a cell of a bar; that of a week to come reaches up to the target."""
        cell = chart_cells.bar_cell(week, row, halves, width)
        if week.start > self._weeks[-1].start and cell.kind is None:
            is_below = row * 2 < week.target * halves
            return Cell(TO_COME * width, "to_come") if is_below else cell
        return cell

    def _chain(self, width: int) -> list[tuple[Cell, Cell]]:
        """Returns the marks of the visible weeks, linked where a streak runs."""
        cells = []
        for place, week in enumerate(self.shown, self._first):
            link = self._joints[place]
            before = self._joints[place - 1] if place else " "
            left = (width - 2) // 2
            mark = before * left + MARKS[week.state] + link * (width - 2 - left)
            cells.append((Cell(mark, week.state), Cell(link, "met")))
        return cells

    def _strip(self, cells: Sequence[tuple[Cell, Cell]], styles: dict[str, Style]) -> Strip:
        segments = []
        for place, (column, gap) in enumerate(cells, self._first):
            at_cursor = place == self._cursor and self.has_focus
            segments.append(Segment(column.text, self._style(column, styles, at_cursor)))
            segments.append(Segment(gap.text, self._style(gap, styles)))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, cell: Cell, styles: dict[str, Style], at_cursor: bool = False) -> Style:
        """Returns the style of a cell, which is made once for each drawing."""
        behind = cell.behind or ("cursor" if at_cursor else "")
        name = f"{cell.kind or ''} {behind}"
        if name not in styles:
            back = styles[behind].bgcolor if behind == "cursor" else None
            back = styles[behind].color if cell.behind else back
            front = styles[cell.kind] if cell.kind else self.rich_style
            styles[name] = front + Style(bgcolor=back) if back else front
        return styles[name]


def _weeks_after(weeks: Sequence[Week], count: int) -> Sequence[Week]:
    """Returns so many weeks to come, with the last week's target, as far as there are dates."""
    last = weeks[-1]
    possible = (date.max - last.start).days // DAYS_OF_A_WEEK
    return [
        Week(last.start + timedelta(weeks=each), 0, last.target, "in_progress", 0, 0, 0.0)
        for each in range(1, min(count, possible) + 1)
    ]
