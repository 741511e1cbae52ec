"""The guided heel-rise test on the screen, from each place where it can be started."""

from __future__ import annotations

from datetime import date

from textual.widgets import Static

from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.session.guided_heel_rise_test import timeline_of
from calf_tui.ui.command_palette import TEST, commands_of
from calf_tui.ui.dialogs.pain_stop import PainAdvice
from calf_tui.ui.live.heel_rise_screen import HeelRiseTestScreen
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import BigDigits
from tests.records import AN_INSTANT
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import number_of
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn, stopped

PLAN = number_of("Plan")
THE_TEST = timeline_of("left").routine


def run(world: World, seconds: float) -> None:
    screen = world.running.screen
    assert isinstance(screen, HeelRiseTestScreen)
    for _ in range(int(seconds)):
        world.clock.run(1)
        screen.tick()


def is_home(world: World) -> bool:
    return world.running.screen is world.running.routines_screen


async def test_both_legs_are_counted_asked_about_and_kept_with_what_they_mean() -> None:
    world = World()
    earlier = HeelRiseTest("a", AN_INSTANT, date(2026, 10, 22), 15, 25, AN_INSTANT)
    world.history.keep(earlier)
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("r")
        assert text_of(world.running, "#phase") == "Get ready to warm up"
        run(world, 35)
        assert text_of(world.running, "#phase") == "Right leg"
        run(world, 47)
        assert world.running.screen.query_one(BigDigits).text == "23"
        await pilot.press("1")
        assert text_of(world.running, "#said") == "Higher: lift the heel all the way."
        await pilot.press("enter")
        assert "Right leg 23. What ended it?" in text_of(world.running, "#said")
        await pilot.press("2")
        assert text_of(world.running, "#said") == "Right leg 23: the pace is lost"
        run(world, 62)
        assert text_of(world.running, "#caption") == "seconds left"
        await pilot.press("enter")
        run(world, 50)
        await pilot.press("enter", "minus", "3")
        assert "Left leg 24: the knee bends." in text_of(world.running, "#said")
        assert world.history.tests() == (earlier,)
        await pilot.press("enter")
        assert "left +9, likely real; right -2, within" in text_of(world.running, "#said")
        await pilot.press("enter")
        assert is_home(world)
    kept = world.history.tests()[-1]
    assert (kept.left, kept.right) == (24, 23)
    assert kept.ended_by == "right: pace lost; left: knee bends"
    assert world.player.stretches


async def test_it_begins_where_it_is_due_and_on_the_plan_page_and_in_the_palette() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        app = world.running
        (command,) = (each for each in commands_of(app, app.screen) if each.title == TEST)
        command.run()
        await pilot.pause()
        for keys in ((), ("b",), ("p", PLAN, "b")):
            await pilot.press(*keys)
            assert isinstance(app.screen, HeelRiseTestScreen), keys
            await pilot.press("escape")
            assert not isinstance(app.screen, HeelRiseTestScreen)


async def test_where_none_is_due_the_first_screen_has_no_key_for_it() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.press("b")
        assert is_home(world)


async def test_a_result_is_not_left_by_one_key() -> None:
    world = World()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("l", "enter", "enter", "enter")
        run(world, 20)
        await pilot.press("enter", "escape")
        assert isinstance(world.running.screen, HeelRiseTestScreen)
        await pilot.press("escape")
        assert is_home(world)
    assert world.history.tests() == ()


async def test_while_help_is_open_the_test_waits() -> None:
    world = World()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("l", "enter", "enter", "enter")
        run(world, 20)
        await pilot.press("question_mark")
        world.clock.run(3)
        await pilot.press("escape")
        assert text_of(world.running, "#phase") == "Left leg"
        world.clock.run(3)
        run(world, 4)
        assert world.running.screen.query_one(BigDigits).text == "12"


async def test_pain_ends_the_test_and_says_what_to_do() -> None:
    world = World()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("l", "enter", "enter", "enter")
        run(world, 20)
        await pilot.press("x")
        said = "\n".join(str(each.content) for each in world.running.screen.query(Static))
        assert "The test ends with your answer." in said
        assert "after the set" not in said
        await pilot.press("1", "enter")
        assert isinstance(world.running.screen, PainAdvice)
        await pilot.press("enter")
        assert is_home(world)
    (session,) = world.history.sessions()
    assert session.status == "stopped_pain"


async def test_after_a_stop_that_is_not_settled_there_is_no_test() -> None:
    world = stopped()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.pause()
        assert is_home(world)
        (notice,) = world.running._notifications
        assert notice.message.startswith("No test yet: what you stopped for on 20 Nov 2026")


async def test_one_leg_alone_can_be_kept_and_the_hint_names_every_answer() -> None:
    world = World()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("l", "enter", "enter", "enter", "k")
        run(world, 20)
        assert "1 2 3 a fault seen" in hints_of(world)
        await pilot.press("enter")
        await pilot.pause()
        assert "1–4 what ended it" in hints_of(world)
        await pilot.press("k", "1")
        assert text_of(world.running, "#said") == "Left leg 10: the heel no longer lifts."
        await pilot.press("enter")
    (kept,) = world.history.tests()
    assert (kept.left, kept.right) == (10, None)


def hints_of(world: World) -> str:
    return str(world.running.screen.query_one(KeyHints).content)


async def test_a_small_screen_names_the_keys_that_each_part_needs() -> None:
    world = World()
    async with world.app(THE_TEST).run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "enter left first  r right first" in hints_of(world)
        await pilot.press("l", "enter", "enter", "enter")
        run(world, 20)
        await pilot.press("2")
        await pilot.pause()
        row = world.running.screen.query_one("#text").region.height
        assert row == 2  # the longest reminder takes two rows
        await pilot.press("enter")
        await pilot.pause()
        assert "k only this leg" in hints_of(world)


async def test_a_result_that_was_kept_by_mistake_is_taken_back() -> None:
    world = World()
    async with world.app(THE_TEST).run_test(notifications=True) as pilot:
        await pilot.press("l", "enter", "enter", "enter")
        run(world, 20)
        await pilot.press("enter", "k", "enter")
        assert len(world.history.tests()) == 1
        assert "u undo" in hints_of(world)
        assert world.running.trainer.record_editor.last_kind == "test"
        await pilot.press("u")
        assert is_home(world)
        (notice,) = world.running._notifications
        assert notice.message == "Undone: the heel-rise test was kept."
    assert world.history.tests() == ()


async def test_the_arrow_that_is_next_in_a_session_goes_on_here_too() -> None:
    world = World()
    async with world.app(THE_TEST).run_test() as pilot:
        await pilot.press("right")
        assert text_of(world.running, "#phase") == "Get ready to warm up"
        await pilot.press("right", "right")
        assert text_of(world.running, "#phase") == "Get ready, then the left leg"
        await pilot.press("right")
        assert text_of(world.running, "#phase") == "Left leg"
        run(world, 20)
        await pilot.press("right")
        assert "What ended it?" in text_of(world.running, "#said")
