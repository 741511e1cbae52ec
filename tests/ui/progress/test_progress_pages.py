"""The pages of progress: the ways between them, and what each answers to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.progress.progress_text import week_line
from calf_tui.core.progress.training_calendar import months_later
from calf_tui.core.records.coach_records import Run
from calf_tui.ui.base_app import GrowingStylesheet
from calf_tui.ui.history.session_screen import SessionScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.progress.calendar_page import CalendarPage
from calf_tui.ui.progress.period_screen import DayCells, PeriodScreen
from calf_tui.ui.progress.progress_page import PAGES
from calf_tui.ui.progress.week_chart import WeekChart
from calf_tui.ui.progress.week_page import WeekPage
from calf_tui.ui.progress.year_heatmap import YearHeatmap
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.fakes import MemoryHistory
from tests.full import by_turns
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, World, world_with
from tests.ui.support import example_histories
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.dom import DOMNode

SUNDAY = date(2026, 11, 22)
FILLED = "▄█"


def title_of(world: World) -> str:
    return type(world.running.screen).__name__


async def test_every_page_has_its_number_and_its_title_and_tab_goes_round() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        await pilot.click("PageTitles", offset=(13, 0))
        assert isinstance(world.running.screen, CalendarPage)
        for number, page in by_turns([*enumerate(PAGES, 1)], 2):
            await pilot.press(str(number))
            assert title_of(world) == page.screen
        await pilot.press("1")
        for page in (*PAGES[1:], PAGES[0]):
            await pilot.press("tab")
            assert title_of(world) == page.screen
        await pilot.press("shift+tab")
        assert title_of(world) == PAGES[-1].screen
        await pilot.press("9", "escape")
        assert isinstance(world.running.screen, RoutinesScreen)


class CountedStyles(GrowingStylesheet):
    """Notes how many widgets of a page get their styles again at the same time."""

    together = 0

    def update_nodes(self, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        nodes = tuple(nodes)
        if isinstance(nodes[0], WeekPage):
            self.together = max(self.together, len(nodes))
        super().update_nodes(nodes, animate)


async def test_the_widgets_of_a_page_get_their_styles_once() -> None:
    app = autumn().app()
    app.stylesheet = styles = CountedStyles(variables=app.get_css_variables())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        assert isinstance(app.screen, WeekPage)
        assert styles.together == 1


async def test_the_week_under_the_cursor_is_read_out_and_opens_and_shows_what_has_changed() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        assert text_of(world.running, "#reading").startswith(
            "◐ 16 Nov 2026: 2 of 3 days, under way, 36 sets"
        )
        await pilot.press("left")
        assert text_of(world.running, "#reading").startswith("● 09 Nov 2026: 3 of 3 days")
        await pilot.press("enter")
        assert isinstance(world.running.screen, PeriodScreen)
        assert text_of(world.running, "#title").startswith("09 Nov 2026: 3 of 3 days")
        await pilot.press("escape")
        assert isinstance(world.running.screen, WeekPage)
        assert world.running.screen.query_one(WeekChart).week.start == date(2026, 11, 9)
        await pilot.press("enter")
        world.history.save(make_session(SUNDAY, record_id="new", sets=5))
        await pilot.press("escape")
        assert text_of(world.running, "#reading").startswith(
            "● 16 Nov 2026: 3 of 3 days, met, 41 sets"
        )
        await pilot.press("left")
        assert text_of(world.running, "#reading").startswith("● 09 Nov 2026")


async def test_the_calendar_moves_by_day_week_month_and_year() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.press("p", "2")
        days = world.running.screen.query_one(YearHeatmap)
        year, *months = days.render_line(0).text.split()
        assert year == "2025"
        assert {"Dec", "Jan", "Feb", "Mar", "Oct", "Nov"} <= set(months)
        assert days.day == SUNDAY
        await pilot.press("right")
        assert days.day == SUNDAY
        await pilot.press("left", "up")
        assert days.day == SUNDAY - timedelta(days=8)
        await pilot.press("pageup")
        assert days.day == months_later(SUNDAY - timedelta(days=8), -1)
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert days.day == months_later(SUNDAY, -12)
        await pilot.press("home")
        assert days.day == date(2026, 9, 8)
        assert "Tue 08 Sep 2026: 18 sets, 24 min" in text_of(world.running, "#day")
        for _ in range(3):  # faster than its texts can follow
            days.action_move(1)
        await pilot.pause()
        assert text_of(world.running, "#day").startswith("Fri 11 Sep 2026")
        await pilot.press("end")
        assert days.day == SUNDAY
        assert "more sets" in text_of(world.running, "#legend")
        await pilot.press("m")
        assert "more minutes" in text_of(world.running, "#legend")


async def test_a_day_opens_with_its_sessions_and_shows_what_has_changed() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.press("p", "2", "home", "enter")
        assert title_of(world) == "PeriodScreen"
        assert text_of(world.running, "#title").startswith("Tue 08 Sep 2026")
        await pilot.press("enter")
        assert title_of(world) == "SessionScreen"
        await pilot.press("escape", "escape")
        assert title_of(world) == "CalendarPage"
        await pilot.press("end", "enter")
        assert "added on the page History" in text_of(world.running, "#empty")
        world.history.save(make_session(SUNDAY, record_id="new", sets=5))
        await pilot.press("escape")
        assert ": 5 sets" in text_of(world.running, "#day")


async def test_on_a_tall_screen_an_opened_week_tells_of_the_session_under_the_cursor() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("p", "left", "enter")
        for _ in range(3):
            await pilot.pause()
        assert text_of(world.running, "#session").startswith("Daily six")
        await pilot.press("down")
        await pilot.pause()
        assert text_of(world.running, "#session").startswith("After a run")
        await pilot.press("up", "enter", "n", *"stiff", "enter", "escape")
        for _ in range(3):
            await pilot.pause()
        assert '"stiff"' in text_of(world.running, "#session")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not world.running.screen.query_one("#session").display


async def test_a_session_dated_ahead_hides_nothing() -> None:
    ahead = make_session(SUNDAY + timedelta(days=400))
    world = World(history=MemoryHistory([ahead]))
    async with world.app().run_test() as pilot:
        for page in ("p", "2", "3"):
            await pilot.press(page, "home", "end")
        assert title_of(world) == "TrendsPage"


async def test_on_a_low_screen_the_tabs_the_week_the_day_and_its_keys_are_whole() -> None:
    world = autumn()
    for number in range(6):
        world.history.save(make_session(SUNDAY, record_id=f"{number}", sets=9, active_seconds=5999))
    world.history.keep(Run(SUNDAY, 50, 12, hard=True, id="run"))
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", "2")
        await pilot.pause()
        picture = " ".join(picture_of(world.running).split())
        assert text_of(world.running, "PageTitles") == "1 Week  Cal  3 Trends 4 History 5 Plan"
        assert world.running.screen.query_one(YearHeatmap).size.height == 8
        assert world.running.screen.query_one("KeyHints").region.bottom <= 12
        assert "? keys" in text_of(world.running, "KeyHints")
    assert "Sun 22 Nov: 6 sessions, 54 sets, 600 min, » 1 run, 50 min, 12 km, hard" in picture
    assert "←↑↓→ day enter open esc back ? keys" in picture
    assert "Sun " in picture.partition("Fri ")[2]


async def test_a_chart_can_be_read_as_text_and_saved() -> None:
    world = autumn()
    saved: list[tuple[str, str]] = []

    def save(name: str, svg: str, _png: bool) -> str:
        saved.append((name, svg))
        return "/somewhere"

    async with world.app().run_test() as pilot:
        world.running.save_picture = save
        await pilot.press("p")
        for page, chart, newest in (
            ("1", "WeekChart", "16 Nov 2026  2 of 3  under way"),
            ("2", "YearHeatmap", "Wed 18 Nov 2026   18 sets"),
        ):
            await pilot.press(page, "t")
            assert not world.running.screen.query_one(chart).display
            rows = world.running.screen.query_one("#table", ChoiceList)
            assert rows.render_line(0).text.strip().startswith(newest)
            await pilot.press("e", "t")
            assert world.running.screen.query_one(chart).display
            assert world.running.screen.query_one(chart).has_focus
    assert [name for name, _ in saved] == ["calf-tui-weeks-2026-11-22", "calf-tui-days-2026"]
    for _, svg in saved:
        ET.fromstring(svg)


async def test_the_lines_of_a_chart_open_and_keep_to_the_width() -> None:
    world = autumn()
    async with world.app().run_test(size=(40, 24)) as pilot:
        await pilot.press("p", "t", "down")
        rows = world.running.screen.query_one("#table", ChoiceList)
        assert rows.render_line(1).text.strip() == "09 Nov 2026 3/3 met        72 min"
        await pilot.resize_terminal(80, 24)
        assert "54 sets" in rows.render_line(1).text
        await pilot.press("enter")
        assert text_of(world.running, "#title").startswith("09 Nov 2026: 3 of 3 days")
        await pilot.press("escape", "2", "t", "enter")
        assert text_of(world.running, "#title").startswith("Wed 18 Nov 2026")


async def test_a_sample_says_that_it_is_one_and_answers_to_no_key() -> None:
    world = World()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        for page in "1234":
            await pilot.press(page)
            for _ in range(3):
                await pilot.pause()
            shown = picture_of(world.running)
            assert "A sample, none of it yours" in shown
            assert page != "3" or "week by week" in text_of(world.running, "#empty")
            await pilot.press("enter", "down", "left", "t", "e", "E", "d", "delete", "r", "c")
            await pilot.press("slash")
            await pilot.click(offset=(20, 30))
            await pilot.click(offset=(20, 30))
            await pilot.pause()
            assert picture_of(world.running) == shown
            assert not world.running._notifications
    assert world.history.sessions() == ()


async def test_without_the_built_in_routines_a_page_invites_without_a_sample() -> None:
    world = world_with(BUILT_IN.find("strength"))
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        for page in "1234":
            await pilot.press(page, "t", "enter")
            await pilot.resize_terminal(80 + int(page), 24)
            await pilot.pause()
            shown = picture_of(world.running)
            assert "Press esc, choose a routine, press enter" in " ".join(shown.split())
            assert "A sample" not in shown
            assert "esc back" in shown.splitlines()[-1]


async def test_the_first_session_takes_the_place_of_the_sample() -> None:
    world = World()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.press("p", "4", "a", "enter")
        await pilot.pause()
        for page in "4123":
            await pilot.press(page)
            for _ in range(3):
                await pilot.pause()
            assert "A sample" not in picture_of(world.running), page
        await pilot.press("4", "enter")
        assert isinstance(world.running.screen, SessionScreen)


async def test_the_weeks_to_come_are_drawn_as_far_as_there_is_room() -> None:
    world = example_histories.one_session()
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        chart = world.running.screen.query_one(WeekChart)
        lowest = chart.render_line(chart.size.height - 4).text.split()
        assert [set(each) for each in lowest] == [{"█"}, *[{"░"}] * 11]
        await pilot.press("right", "end")
        assert chart.week.start == date(2026, 11, 16)


async def test_beside_the_weeks_as_text_the_week_of_the_line_is_told_of() -> None:
    world = autumn()
    async with world.app().run_test(size=(200, 60)) as pilot:
        await pilot.press("p", "t", "down")
        await pilot.pause()
        assert text_of(world.running, "#reading").startswith("● 09 Nov 2026: 3 of 3 days")
        await pilot.press("t")
        assert text_of(world.running, "#reading").startswith("◐ 16 Nov 2026")


async def test_the_mark_of_a_demo_gives_way_to_the_titles_of_the_pages() -> None:
    world = World()
    app = world.app()
    app.sub_title = "demo"
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        titles = text_of(app, "PageTitles")
        assert titles.rstrip().endswith("Plan")
        assert len(titles) <= 40
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "demo" in text_of(app, "PageTitles")


async def test_a_stop_for_pain_is_drawn_whole_in_narrow_days() -> None:
    stopped = make_session(SUNDAY, record_id="stop", status="stopped_pain")
    world = World(history=MemoryHistory([stopped]))
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("escape", "p")  # first comes the question how it is now
        row = world.running.screen.query_one(DayCells).render_line(0).text
        assert "▐×▌" in row


async def test_the_days_of_the_week_do_not_touch_the_bars_below_them() -> None:
    world = autumn()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p")
        for size in ((40, 12), (60, 16), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            rows = picture_of(world.running).splitlines()
            chart = world.running.screen.query_one(WeekChart)
            assert not set(rows[chart.region.y - 1]) & set(FILLED)
            days = world.running.screen.query_one(DayCells).region
            assert any("███" in row for row in rows[days.y : days.bottom])


def test_more_days_than_the_target_read_as_such() -> None:
    assert week_line(Week(SUNDAY, 3, 2, "met", 0, 0, 0.0)).endswith("3 days, target of 2, met")


async def test_the_calendar_tells_of_its_year_and_months_after_a_change_of_the_records() -> None:
    world = autumn()
    async with world.app().run_test(size=(200, 60)) as pilot:
        await pilot.press("p", "2")
        await pilot.pause()
        before = text_of(world.running, "#year"), text_of(world.running, "#months")
        assert [each[:4] for each in before] == ["2026", "2026"]
        world.history.save(make_session(SUNDAY, record_id="new", sets=9))
        screen = world.running.screen
        assert isinstance(screen, CalendarPage)
        screen.renew()
        await pilot.pause()
        await pilot.pause()
        after = text_of(world.running, "#year"), text_of(world.running, "#months")
        assert [each[:4] for each in after] == ["2026", "2026"]
        assert after != before
