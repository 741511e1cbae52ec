from __future__ import annotations

from calf_tui.core.errors import UserError
from calf_tui.ui.progress.trends_page import trends_of
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.support.example_histories import a_demo
from tests.ui.support.reading import text_of


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
        assert app.screen.query_one("#chart").display
        await pilot.press("t")
        assert not app.screen.query_one("#chart").display
        rows = app.screen.query_one("#table", ChoiceList)
        assert rows.render_line(0).text.split() == ["of", "10", "worst", "mean", "morning"]
        assert rows.size.height >= 2
        await pilot.press("t")
        assert app.screen.query_one("#chart").display


async def test_the_list_says_that_more_is_above_and_below_and_stands_beside_a_wide_chart() -> None:
    world = a_demo()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "3")
        shown = world.running.screen
        rows, chart = shown.query_one("#trends", ChoiceList), shown.query_one("#chart")
        edges = []
        for key in ("down", "end"):
            edges.append(rows.render_line(0).text[-1])
            await pilot.press(key)
            edges.append(rows.render_line(0).text[-1])
        assert edges == ["▼", "↕", "↕", "▲"]
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


async def test_on_a_low_screen_nothing_of_a_trend_is_cut() -> None:
    world = a_demo()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", "3")
        assert text_of(world.running, "#lines") == "━━ left 30  ╍╍ right 28"
        await pilot.press("t")
        trends = world.running.screen.query_one("#trends", ChoiceList)
        rows = world.running.screen.query_one("#table", ChoiceList)
        count = len(trends._lines)
        for place in range(1, count + 1):
            said = text_of(world.running, "#range")
            assert said.startswith(f"{place}/{count} · ")
            assert said.endswith(" · kg · one year" if place == 3 else " · one year")
            assert len(said) <= 36
            assert world.running.screen.query_one("#range").region.height == 1
            assert max(map(len, rows._lines)) <= 36
            await pilot.press("right")
        trends.action_move(-count)
        await pilot.press("down")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert text_of(world.running, "#lines").startswith("━━ left leg 30, best 31 on ")
        assert rows.cursor == 2


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
