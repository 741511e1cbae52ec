from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from string import digits
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from calf_tui.core.progress.charts.chart_cells import MARKS, gap_cell, streak_links
from calf_tui.core.progress.met_and_missed_weeks import Week, WeekState
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session.engine import advance, apply_command, start
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from calf_tui.ui.live.live_frame import RepetitionPosition
from calf_tui.ui.live.live_layout import Bar
from calf_tui.ui.live.tempo_curve import TempoCurve, height_at
from calf_tui.ui.progress.week_chart import WeekChart
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.large_digits import glyph
from calf_tui.ui.widgets.large_text import SMALL, TINY, BigDigits, DigitSize, LargeWords, digit_size
from calf_tui.ui.widgets.session_strip import SHAPES, SetState, row_of, set_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region
    from textual.widget import Widget

texts = st.from_regex(r"[0-9]{1,2}(:[0-9]{2}){0,2}", fullmatch=True)


class Stage(App[None]):
    """One widget, alone."""

    CSS = "Stage { align: left top; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.chosen = 0
        self.opened: list[Week] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("work", "ready", "rest", "change", "paused", "quiet", "track")
        return dict.fromkeys(names, "#808080")

    def on_choice_list_chosen(self) -> None:
        self.chosen += 1

    def on_week_chart_opened(self, message: WeekChart.Opened) -> None:
        self.opened.append(message.week)

    def rows(self) -> list[str]:
        """What the widget draws."""
        return [self.widget.render_line(y).text for y in range(self.widget.size.height)]


@given(texts, st.integers(8, 300), st.integers(3, 80))
def test_figures_fill_the_space_and_are_never_larger(text: str, columns: int, rows: int) -> None:
    size = digit_size(text, columns, rows)
    if size is TINY and TINY.total(text) > columns:
        return
    assert size.total(text) <= columns
    assert (size.height + 1) // 2 <= rows
    if size not in (TINY, SMALL):
        wider = size.total(text) + len(text) > columns * 0.85
        assert wider or size.height >= rows * 2 - 2


@given(
    st.sampled_from(digits + ":"),
    st.integers(1, 60).flatmap(
        lambda h: st.tuples(st.integers(max(3, h // 2), max(3, h)), st.just(max(5, h)))
    ),
)
def test_a_figure_keeps_to_its_box(sign: str, box: tuple[int, int]) -> None:
    width, height = box
    rows = glyph(sign, width, height)
    assert len(rows) == (height + 1) // 2
    assert {len(row) for row in rows} == {width}


@pytest.mark.parametrize(
    "size", [TINY, SMALL, *(digit_size("0:00", 20 + 7 * n, 5 + 2 * n) for n in range(24))]
)
def test_all_figures_differ_at_every_size(size: DigitSize) -> None:
    assert len({glyph(figure, size.width, size.height) for figure in digits}) == 10


async def test_no_figure_moves_while_others_change() -> None:
    digits = BigDigits()
    app = Stage(digits)
    async with app.run_test(size=(60, 12)):

        def columns(text: str) -> list[int]:
            digits.show(text, "00:00")
            rows = [digits.render_line(y).text for y in range(12)]
            return [x for x in range(60) if any(row[x] != " " for row in rows)]

        assert columns("12:34")[-1] == columns("10:04")[-1]
        assert columns("2:34")[-1] == columns("0:04")[-1]


@pytest.mark.parametrize("text", ["8", "88", "8:08", "88:88"])
async def test_figures_stand_in_the_middle_in_one_size(text: str) -> None:
    digits = BigDigits()
    async with Stage(digits).run_test(size=(60, 12)):
        digits.show(text, "88:88")
        rows = [digits.render_line(y).text for y in range(12)]
        left = min(len(row) - len(row.lstrip()) for row in rows if row.strip())
        right = min(len(row) - len(row.rstrip()) for row in rows if row.strip())
        assert abs(left - right) <= 1
        assert sum(map(bool, map(str.strip, rows))) == digit_size("88:88", 60, 12).height // 2


async def test_only_figures_that_changed_are_drawn_again() -> None:
    digits = BigDigits()
    app = Stage(digits)
    async with app.run_test(size=(60, 12)):
        digits.show("1:00", "1:00")
        assert digits._changed("9") == [digits.size.region]
        for before, after in (("1:00", "1:09"), ("1:09", "0:59"), ("0:59", "0:58")):
            digits.show(before, "1:00")
            rows = [digits.render_line(y).text for y in range(12)]
            regions = digits._changed(after)
            digits.show(after, "1:00")
            assert differences(rows, [digits.render_line(y).text for y in range(12)], regions)
            assert max(each.width for each in regions) <= digit_size("1:00", 60, 12).width


def differences(before: list[str], after: list[str], regions: Sequence[Region | None]) -> bool:
    """Whether these parts of rows hold all that differs, and begin and end with it."""
    places = {(x, y) for y, row in enumerate(before) for x in range(60) if row[x] != after[y][x]}
    inside = {(x, each.y) for each in regions if each for x in range(each.x, each.right)}
    ends = {(x, each.y) for each in regions if each for x in (each.x, each.right - 1)}
    return bool(places) and ends <= places <= inside


class WatchedWords(LargeWords):
    """Notes what is drawn again: the parts, or None for all."""

    def __init__(self) -> None:
        self.regions: list[Region | None] = []
        super().__init__(None, id="words")

    def refresh(self, *regions: Region, **options: bool) -> WatchedWords:
        self.regions += regions or [None]
        super().refresh(*regions, **options)
        return self


async def test_only_the_cells_of_small_words_that_changed_are_drawn_again() -> None:
    words = WatchedWords()
    words.styles.content_align_horizontal = "right"
    app = Stage(words)
    async with app.run_test(size=(60, 12)):
        words.show("Move 1 of 6 · 9:41 left")
        rows = [words.render_line(0).text]
        words.regions.clear()
        words.show("Move 1 of 6 · 9:39 left")
        assert differences(rows, [words.render_line(0).text], words.regions)
        words.regions.clear()
        words.show("Move 1 of 6 · 10:00 left")
        assert words.regions == [None]


async def test_a_bar_fills_with_its_fraction() -> None:
    app = Stage(Bar())
    async with app.run_test(size=(40, 3)) as pilot:
        lengths = []
        for percent in range(0, 101, 5):
            app.query_one(Bar).show(percent / 100)
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
    async with app.run_test(size=(96, 9)):
        rows = app.rows()
        width = 8  # the five weeks and seven to come share the columns
        columns = [[row[n * width : n * width + width - 1] for row in rows[:6]] for n in range(5)]
        heights = [sum("█" in cell for cell in column) for column in columns]
        assert heights == [0, 5, 2, 0, 4]
        targets = [["▔" in cell for cell in column].index(True) for column in columns[1:]]
        assert targets == [0, 0, 0, 0]
        marks = [rows[6][n * width : n * width + width].strip(" ━╌") for n in range(5)]
        assert marks == ["", MARKS["met"], MARKS["missed"], MARKS["frozen"], MARKS["in_progress"]]
        to_come = [{row[n * width] for row in rows[1:6]} for n in range(5, 12)]
        assert to_come == [{"░"}] * 7
        assert rows[7].split() == ["Aug", "Sep", "Oct", "Nov"]
        assert rows[8].split() == ["2026"]


async def test_the_newest_weeks_are_shown_where_not_all_fit() -> None:
    met: tuple[int, WeekState] = (3, "met")
    chart = WeekChart(weeks(*[met] * 11, (1, "in_progress")))
    app = Stage(chart)
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.pause()
        assert len(chart.shown) == 10
        assert chart.shown[-1].state == "in_progress"
        assert all(len(row) == 20 for row in app.rows())


def cursor_of(app: Stage) -> int:
    return app.query_one(ChoiceList).cursor


async def test_the_cursor_moves_with_arrows_letters_and_stops_at_the_ends() -> None:
    app = Stage(ChoiceList(["one", "two", "three"]))
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
    app = Stage(ChoiceList([f"line {number}" for number in range(5000)]))
    app.widget.styles.height = 5
    async with app.run_test(size=(20, 8)) as pilot:
        assert app.rows()[-1].rstrip() == " line 4            ▼"
        await pilot.press("end")
        assert app.rows()[-1].split() == ["line", "4999"]
        assert app.rows()[0].endswith("▲")
        await pilot.press("pageup")
        assert cursor_of(app) == 4995


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    app = Stage(ChoiceList(["one", "two", "three"]))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.click(ChoiceList, offset=(3, 1))
        assert (cursor_of(app), app.chosen) == (1, 0)
        await pilot.click(ChoiceList, offset=(3, 1))
        assert (cursor_of(app), app.chosen) == (1, 1)
        await pilot.click(ChoiceList, offset=(3, 9))
        assert (cursor_of(app), app.chosen) == (1, 1)


async def test_lines_too_long_are_broken_where_asked() -> None:
    app = Stage(ChoiceList(["a line that is rather long", "two"], wrap=True))
    async with app.run_test(size=(16, 10)):
        assert [row.strip() for row in app.rows()] == ["a line that is", "rather long", "two"]


def chain(*states: WeekState | None) -> str:
    return "".join(streak_links(weeks(*((3, state) for state in states))))


def test_met_weeks_are_joined_and_frozen_ones_passed_over() -> None:
    assert chain("met", "met", "frozen", "met", "missed", "met", "in_progress") == "━╌╌  ╌ "
    assert chain("frozen", "met", "frozen", "missed", "in_progress") == "     "
    assert chain(None, "met", "frozen", "frozen") == " ╌╌ "


def test_the_target_steps_in_the_gap_between_two_weeks() -> None:
    first, second = weeks((0, "missed"), (0, "missed"))
    up = replace(second, target=5)
    assert [gap_cell(first, up, row, 2).text for row in range(6)] == list("  ▔▕▕ ")
    assert [gap_cell(up, first, row, 2).text for row in range(6)] == list("  ▔▏▏ ")
    assert [gap_cell(first, second, row, 2).text for row in range(6)] == list("  ▔   ")
    assert gap_cell(first, None, 2, 2).text == " "


async def test_the_chart_scrolls_through_ten_years_and_opens_a_week() -> None:
    met: tuple[int, WeekState] = (3, "met")
    chart = WeekChart(weeks(*[met] * 520))
    app = Stage(chart)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        assert chart.shown[-1] is chart.week
        await pilot.press("home")
        await pilot.pause()
        assert chart.shown[0] is chart.week
        assert len(chart.shown) == 40
        await pilot.press("pagedown", "right")
        await pilot.pause()
        assert chart.week.start == date(2026, 8, 31) + timedelta(weeks=40)
        await pilot.click(WeekChart, offset=(2, 2))
        assert chart.week.start == date(2026, 8, 31) + timedelta(weeks=2)
        await pilot.press("enter")
        assert app.opened == [chart.week]


HILL = Tempo(1, 1, 10, 1)


@given(st.floats(0, 12.99))
def test_the_hill_is_as_high_as_the_body(into: float) -> None:
    height = height_at(HILL, into)
    assert 0 <= height <= 1
    if into < 1:
        assert height <= height_at(HILL, into + 0.005) + 1e-9
    elif into < 2:
        assert height == 1
    elif into < 12:
        assert height >= height_at(HILL, into + 0.005)
    else:
        assert height == 0


async def test_the_ball_goes_over_the_hill_and_only_its_columns_are_drawn_again() -> None:
    track = TempoCurve()
    app = Stage(track)
    async with app.run_test(size=(65, 3)) as pilot:
        await pilot.pause()
        balls = []
        for tenth in range(0, 130, 5):
            track.show(RepetitionPosition(HILL, tenth / 10, "Lower 7", 9))
            await pilot.pause()
            rows = [track.strip(y, 0, track.hill_width).text for y in range(3)]
            balls += [(row.index("●"), y) for y, row in enumerate(rows) if "●" in row]
        assert len(balls) == 26
        assert [x for x, _ in balls] == sorted(x for x, _ in balls)
        assert {y for _, y in balls} == {0, 1, 2}
        for piece in track.query("_Piece"):
            piece._dirty_regions.clear()
        track.show(RepetitionPosition(HILL, 12.9, "Lower 7", 9))
        dirty = [piece for piece in track.query("_Piece") if piece._dirty_regions]
        assert 1 <= len(dirty) < len(track.query("_Piece"))


MOVES = [
    SetState(1, "done"),
    SetState(1, "short"),
    SetState(2, "skipped"),
    SetState(2, "now"),
    SetState(3, "ahead"),
]


@given(st.lists(st.sampled_from(MOVES), min_size=1, max_size=60), st.integers(1, 300))
def test_the_strip_fills_its_row_and_has_every_set(sets: list[SetState], width: int) -> None:
    row = row_of(sets, width)
    cells = sum(len(text) for text, _ in row)
    assert cells <= width
    if len(sets) <= width:
        assert cells == width
        assert [state for text, state in row if state and text] == [each.state for each in sets]


def test_the_strip_tells_states_apart_by_shape() -> None:
    assert "".join(text for text, _ in row_of(MOVES, 15)) == "━━━╍╍ ···██ ───"
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_two_sides_of_a_set_are_one_run_of_the_strip() -> None:
    step = Step(Exercise("a", "A"), 2, Dose(seconds=20), rest=10, sides="each")
    session = start(build(Routine("r", "R", (step,))), 0.0)
    session, _ = apply_command(session, Command.SKIP, 1)
    assert [each.state for each in set_states(session)] == ["next", "ahead"]
    session, _ = apply_command(session, Command.NEXT, 2)
    assert [each.state for each in set_states(session)] == ["now", "ahead"]
    session, _ = advance(session, 6)
    session, _ = advance(session, 11)
    session, _ = advance(session, 16)
    session, _ = advance(session, 21)
    session, _ = advance(session, 23)
    assert [each.state for each in set_states(session)] == ["short", "next"]
    for _ in range(6):
        session, _ = apply_command(session, Command.SKIP, 24)
    assert [each.state for each in set_states(session)] == ["short", "skipped"]


def test_the_strip_follows_the_session() -> None:
    step = Step(Exercise("a", "A"), 2, Dose(seconds=20), rest=10)
    session = start(build(Routine("r", "R", (step,))), 0.0)
    assert [each.state for each in set_states(session)] == ["next", "ahead"]
    session, _ = apply_command(session, Command.NEXT, 1)
    assert [each.state for each in set_states(session)] == ["now", "ahead"]
    session, _ = apply_command(session, Command.SKIP, 2)
    session, _ = apply_command(session, Command.NEXT, 3)
    assert [each.state for each in set_states(session)] == ["skipped", "now"]
    session, _ = apply_command(session, Command.DONE, 7)
    assert [each.state for each in set_states(session)] == ["skipped", "short"]
