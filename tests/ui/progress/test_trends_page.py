from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.ui.progress.trends_page import TrendChart, trends_of
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.support.example_histories import a_demo
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from tests.ui.conftest import World


async def test_a_trend_is_chosen_ranged_and_read_as_text() -> None:
    world = a_demo()
    async with world.app().run_test() as pilot:
        await pilot.press("p", "3")
        app = world.running
        count = len(trends_of(app.trainer.progress_snapshot(), {}))
        assert "Dotted: the noise of ±6." in text_of(app, "#note")
        assert text_of(app, "#range") == f"1 of {count} · reps · one year"
        assert text_of(app, "#lines").startswith("━━ left leg ")
        await pilot.press("down", "right")
        assert text_of(app, "#range") == f"3 of {count} · kg · one year"
        await pilot.press("end", "r")
        assert text_of(app, "#range") == f"{count} of {count} · of 10 · all years"
        await pilot.press("r")
        assert text_of(app, "#range") == f"{count} of {count} · of 10 · 12 weeks"
        assert app.screen.query_one(TrendChart).display
        await pilot.press("t")
        assert not app.screen.query_one(TrendChart).display
        rows = app.screen.query_one("#table", ChoiceList)
        assert rows.render_line(0).text.split() == ["of", "10", "worst", "mean", "morning"]
        assert rows.size.height >= 2
        await pilot.press("t")
        assert app.screen.query_one(TrendChart).display


async def test_the_list_stands_beside_the_chart_on_a_wide_screen() -> None:
    world = a_demo()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "3", "end")
        shown = world.running.screen
        rows, chart = shown.query_one("#trends", ChoiceList), shown.query_one(TrendChart)
        assert rows.region.bottom <= chart.region.y
        await pilot.resize_terminal(200, 60)
        for _ in range(3):
            await pilot.pause()
        assert rows.region.right < chart.region.x
        assert chart.region.height > 40
        # From its last line it goes back to all of them.
        assert rows.render_line(0).text.strip() == "Heel-rise test"


async def test_a_chart_is_saved_and_its_path_told() -> None:
    world = a_demo()
    saved: list[tuple[str, str, bool]] = []

    def save(name: str, svg: str, png: bool) -> str:
        saved.append((name, svg[:4], png))
        if png:
            raise UserError("A PNG needs cairosvg.")
        return "/home/runner/calf.svg"

    async with world.app().run_test(notifications=True) as pilot:
        world.running.save_picture = save
        await pilot.press("p", "3")
        await pilot.press("e", "E")
        assert saved == [
            ("calf-tui-heel-rise-test-2026-11-22", "<svg", False),
            ("calf-tui-heel-rise-test-2026-11-22", "<svg", True),
        ]
        told = [each.message for each in world.running._notifications]
        assert told == ["/home/runner/calf.svg", "A PNG needs cairosvg."]


async def test_without_a_session_the_keys_of_a_chart_do_nothing(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("p", "3", "t", "r", "e", "left")
        assert "week by week" in text_of(world.running, "#empty")


async def test_a_low_terminal_names_every_line_in_one_row() -> None:
    world = a_demo()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", "3")
        assert text_of(world.running, "#lines") == "━━ left 30  ╍╍ right 28"
        await pilot.press("t", "down")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert text_of(world.running, "#lines").startswith("━━ left leg 30, best 31 on ")
        assert world.running.screen.query_one("#table", ChoiceList).cursor == 2


async def test_in_one_row_the_list_says_that_more_is_above_and_below() -> None:
    async with a_demo().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "3")
        rows = pilot.app.screen.query_one("#trends", ChoiceList)
        edges = []
        for key in ("down", "end"):
            edges.append(rows.render_line(0).text[-1])
            await pilot.press(key)
            edges.append(rows.render_line(0).text[-1])
        assert edges == ["▼", "↕", "↕", "▲"]


async def test_a_low_screen_names_the_unit_and_the_place() -> None:
    world = a_demo()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", "3", *["down"] * 2)
        assert world.running.screen.query_one("#range").region.height == 1
        assert " · kg · one year" in text_of(world.running, "#range")


async def test_on_a_low_screen_nothing_of_a_trend_is_cut() -> None:
    world = a_demo()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", "3", "t")
        count = len(world.running.screen.query_one("#trends", ChoiceList)._lines)
        for place in range(1, count + 1):
            said = text_of(world.running, "#range")
            assert said.startswith(f"{place}/{count} · ")
            assert said.endswith(" · one year")
            assert len(said) <= 36
            rows = world.running.screen.query_one("#table", ChoiceList)._lines
            assert max(map(len, rows)) <= 36
            await pilot.press("right")


async def test_the_last_heel_rise_test_is_deleted_and_brought_back() -> None:
    world = a_demo()
    before = world.history.tests()
    async with world.app().run_test() as pilot:
        await pilot.press("p", "3")
        assert "d delete test" in text_of(world.running, "KeyHints")
        await pilot.press("d")
        assert world.history.tests() == before[:-1]
        assert "u undo: test" in text_of(world.running, "KeyHints")
        await pilot.press("u")
        back = world.history.tests()
        assert [each.id for each in back] == [each.id for each in before]
        await pilot.press("end", "d")
        assert world.history.tests() == back
        assert "delete test" not in text_of(world.running, "KeyHints")
