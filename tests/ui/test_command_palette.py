"""The command palette offers ours first, and what is chosen acts as its key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.command import CommandList, CommandPalette, Hit
from textual.widgets import Input

from calf_tui.ui.command_palette import AFTER, PLAN, Commands, commands_of
from calf_tui.ui.dialogs.confirmations import EndConfirmation
from calf_tui.ui.history.history_page import HistoryPage
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.plan.plan_choice import PlanChoice
from calf_tui.ui.plan.plan_page import PlanPage
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.support import example_histories

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.ui.conftest import World


def titles(world: World) -> list[str]:
    return [each.title for each in commands_of(world.running, world.running.screen)]


async def choose(pilot: Pilot[object], words: str) -> None:
    """Opens the palette, types, and takes what is found first."""
    await pilot.press("ctrl+p")
    palette = pilot.app.screen
    assert isinstance(palette, CommandPalette)
    palette.query_one(Input).value = words
    for _ in range(40):
        await pilot.pause(0.02)
        if not palette.query_one("LoadingIndicator").display:
            break
    await pilot.press("enter")
    for _ in range(4):
        await pilot.pause()
    assert not isinstance(pilot.app.screen, CommandPalette)
    for _ in range(4):
        await pilot.pause()


async def test_over_the_routines_it_begins_with_them(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        found = titles(world)
        assert found[:2] == ["Start Daily six", "Start Strength"]
        for title in (
            "Go to Week",
            "Go to Plan",
            "Show Heel raise on a box",
            "Set the weekly target",
            "Choose a theme",
            "Quit",
        ):
            assert title in found
        assert not any("Maximize" in each or "widget" in each for each in found)
        assert len(set(found)) == len(found)


async def test_it_lists_them_in_this_order_before_anything_is_typed(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        for _ in range(20):
            await pilot.pause(0.02)
        shown = pilot.app.screen.query_one(CommandList)
        first = shown.get_option_at_index(0).prompt
        assert str(first).startswith("Start Daily six")
        assert shown.option_count == len(commands_of(world.running, world.running.routines_screen))


async def found_by(world: World, query: str) -> list[Hit]:
    """What these words find, the best first, without opening the palette."""
    found = Commands(world.running.screen).search(query)
    return sorted([each async for each in found if isinstance(each, Hit)], reverse=True)


async def test_words_of_a_title_are_found_before_letters_of_another(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for query in ("heel", "Heel r", "raise"):
            best, *_ = await found_by(world, query)
            assert best.text == "Show Heel raise on a box", query


async def test_a_routine_is_started(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await choose(pilot, "start strength")
        await pilot.press("s")
        assert isinstance(world.running.screen, LiveScreen)
        assert world.session.timeline.routine.id == "strength"


async def test_a_move_is_shown_from_any_page(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("p", "3")
        await choose(pilot, "show jump squat")
        screen = world.running.screen
        assert isinstance(screen, RoutinesScreen)
        assert screen.routine.steps[screen.query_one("#moves", ChoiceList).cursor].exercise.id == (
            "jump_squat"
        )


async def test_a_page_and_a_setting_are_gone_to() -> None:
    world = example_histories.one_session()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await choose(pilot, "go to history")
        assert isinstance(world.running.screen, HistoryPage)
        assert "Open the session" in titles(world)
        await choose(pilot, "first day of the week")
        screen = world.running.screen
        assert isinstance(screen, PlanPage)
        assert screen.query_one("#plan", ChoiceList).cursor == 2
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(world.running.screen, RoutinesScreen)


@pytest.mark.parametrize(
    ("words", "outcomes"), [("skip this set", ["skipped"]), ("on; the set counts", [])]
)
async def test_in_a_session_it_offers_what_the_keys_do(
    world: World, words: str, outcomes: list[str]
) -> None:
    async with world.app(keymap={"live.skip": "c"}).run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "s")
        found = {each.title: each.about for each in commands_of(world.running, pilot.app.screen)}
        assert found["Skip this set; it never counts as done"] == "Key c"
        assert not any(each.startswith(("Start ", "Go to ", "Show ", "Quit")) for each in found)
        await choose(pilot, words)
        assert isinstance(world.running.screen, LiveScreen)
        assert world.outcomes == outcomes
        assert world.session.phase.kind == ("rest" if outcomes else "work")


async def test_the_way_out_of_a_session_is_guarded_here_too(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "s")
        await choose(pilot, "end")
        assert isinstance(world.running.screen, EndConfirmation)


async def test_in_a_session_other_words_find_what_they_name(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "s")
        for query, title in (
            ("pain", "It hurts"),
            ("hurt", "It hurts"),
            ("mute", "Sound off"),
            ("volume", "Sound off"),
        ):
            found = await found_by(world, query)
            assert (found[0].text or "").startswith(title), query
            assert not any("This phase again" in (each.text or "") for each in found)


async def test_in_a_session_it_says_what_is_there_after_it(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        for query in ("history", "routines", "progress"):
            best, *_ = await found_by(world, query)
            assert (best.text, best.help) == (AFTER, "Key q ends it"), query
            await choose(pilot, query)
            assert isinstance(world.running.screen, EndConfirmation), query
            await pilot.press("escape")


async def test_the_sound_and_its_volume_are_set_from_the_first_screen(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await choose(pilot, "mute")
        assert world.running.trainer.cues.sound == "muted"
        await choose(pilot, "volume")
        await pilot.press("minus", "minus")
        assert world.kept_settings == {"volume": 80}
        assert (len(world.other_players), world.player.closed) == (2, True)


async def test_on_the_first_screen_other_words_find_what_they_name(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for query, title in (
            ("settings", "Set the"),
            ("routines", "Start "),
            ("history", "Go to His"),
            *((query, "Sound off and on") for query in ("mute", "sound")),
            *((query, "Set the volume") for query in ("volume", "sound", "louder")),
        ):
            found = await found_by(world, query)
            assert any((each.text or "").startswith(title) for each in found), query


async def test_a_plan_is_chosen_from_the_palette(world: World) -> None:
    async with world.app().run_test() as pilot:
        app = world.running
        (command,) = (each for each in commands_of(app, app.screen) if each.title == PLAN)
        command.run()
        await pilot.pause()
        assert isinstance(app.screen, PlanChoice)
