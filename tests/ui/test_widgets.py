from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from calf_tui.core.progress.weeks import Week, WeekState
from calf_tui.ui.widgets.bar import Bar, Line
from calf_tui.ui.widgets.big_digits import FACE, lines_of, scale_for
from calf_tui.ui.widgets.choices import Choices
from calf_tui.ui.widgets.week_chart import MARKS, WeekChart

if TYPE_CHECKING:
    from textual.widget import Widget

texts = st.text(alphabet="0123456789:/", min_size=1, max_size=6)


class Stage(App[None]):
    """One widget, alone."""

    CSS = "Stage { align: left top; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.chosen = 0

    def compose(self) -> ComposeResult:
        yield self.widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("work", "ready", "rest", "change", "paused", "quiet", "track")
        return dict.fromkeys(names, "#808080")

    def on_choices_chosen(self) -> None:
        self.chosen += 1

    def rows(self) -> list[str]:
        """What the widget draws."""
        return [self.widget.render_line(y).text for y in range(self.widget.size.height)]


@given(texts, st.integers(1, 300), st.integers(1, 80))
def test_figures_are_as_large_as_fits_and_never_larger(text: str, columns: int, rows: int) -> None:
    scale = scale_for(text, columns, rows)
    lines = lines_of(text, scale)
    assert len({len(line) for line in lines}) == 1
    if scale > 1:
        assert len(lines[0]) <= columns
        assert len(lines) <= rows
    larger = lines_of(text, scale + 1)
    assert len(larger[0]) > columns or len(larger) > rows


def test_all_figures_are_as_wide_as_each_other() -> None:
    assert {len(row) for figure in "0123456789" for row in FACE[figure]} == {5}


def test_all_figures_differ() -> None:
    assert len({FACE[figure] for figure in FACE}) == len(FACE)


@pytest.mark.parametrize("kind", [Bar, Line])
async def test_a_bar_fills_with_its_fraction(kind: type[Bar]) -> None:
    app = Stage(kind())
    async with app.run_test(size=(40, 3)) as pilot:
        lengths = []
        for percent in range(0, 101, 5):
            app.query_one(kind).show(percent / 100)
            await pilot.pause()
            (row,) = app.rows()
            assert len(row) == 40
            first = app.widget.render_line(0)
            lengths.append(len(next(iter(first)).text))
        assert lengths[0] == 0
        assert lengths[-1] == 40
        assert all(before <= after for before, after in pairwise(lengths))


def weeks(*days: tuple[int, WeekState | None]) -> list[Week]:
    start = date(2026, 8, 31)
    return [
        Week(start + timedelta(weeks=place), count, 3, state, count, count * 6, count * 600.0)
        for place, (count, state) in enumerate(days)
    ]


async def test_a_week_is_as_high_as_its_days_and_its_state_has_a_shape() -> None:
    chart = WeekChart(
        weeks((0, None), (3, "met"), (1, "missed"), (0, "frozen"), (2, "in_progress"))
    )
    app = Stage(chart)
    async with app.run_test(size=(40, 12)):
        rows = app.rows()
        width = 8
        columns = [[row[n * width : n * width + width - 1] for row in rows[:7]] for n in range(5)]
        heights = [sum("█" in cell for cell in column) for column in columns]
        assert heights == [0, 3, 1, 0, 2]
        targets = [["╌" in cell for cell in column].index(True) for column in columns[2:]]
        assert targets == [4, 4, 4]
        marks = [rows[7][n * width : n * width + width].strip() for n in range(5)]
        assert marks == ["", MARKS["met"], MARKS["missed"], MARKS["frozen"], MARKS["in_progress"]]
        assert rows[8].split() == ["31", "Aug", "07", "Sep", "14", "Sep", "21", "Sep", "28", "Sep"]


async def test_the_newest_weeks_are_shown_where_not_all_fit() -> None:
    met: tuple[int, WeekState] = (3, "met")
    chart = WeekChart(weeks(*[met] * 11, (1, "in_progress")))
    app = Stage(chart)
    async with app.run_test(size=(20, 12)):
        assert len(chart.shown) == 6
        assert chart.shown[-1].state == "in_progress"
        assert all(len(row) == 20 for row in app.rows())


def cursor_of(app: Stage) -> int:
    return app.query_one(Choices).cursor


async def test_the_cursor_moves_with_arrows_letters_and_stops_at_the_ends() -> None:
    app = Stage(Choices(["one", "two", "three"]))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press("up")
        assert cursor_of(app) == 0
        await pilot.press("j", "down", "down")
        assert cursor_of(app) == 2
        await pilot.press("home")
        assert cursor_of(app) == 0
        await pilot.press("end", "k")
        assert cursor_of(app) == 1


async def test_a_long_list_follows_its_cursor_and_says_that_there_is_more() -> None:
    app = Stage(Choices([f"line {number}" for number in range(5000)]))
    app.widget.styles.height = 5
    async with app.run_test(size=(20, 8)) as pilot:
        assert app.rows()[-1].rstrip() == " line 4            ▼"
        await pilot.press("end")
        assert app.rows()[-1].split() == ["line", "4999"]
        assert app.rows()[0].endswith("▲")
        await pilot.press("pageup")
        assert cursor_of(app) == 4995


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    app = Stage(Choices(["one", "two", "three"]))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.click(Choices, offset=(3, 1))
        assert (cursor_of(app), app.chosen) == (1, 0)
        await pilot.click(Choices, offset=(3, 1))
        assert (cursor_of(app), app.chosen) == (1, 1)
        await pilot.click(Choices, offset=(3, 9))
        assert (cursor_of(app), app.chosen) == (1, 1)


async def test_lines_too_long_are_broken_where_asked() -> None:
    app = Stage(Choices(["a line that is rather long", "two"], wrap=True))
    async with app.run_test(size=(16, 10)):
        assert [row.strip() for row in app.rows()] == ["a line that is", "rather long", "two"]
