"""The command palette offers ours first, and what is chosen acts as its key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.command import CommandList, CommandPalette, Hit
from textual.widgets import Input

from calf_tui.ui.command_palette import AFTER, PLAN, Commands, commands_of
from calf_tui.ui.dialogs.confirmations import EndConfirmation
from calf_tui.ui.dialogs.theme_dialog import ThemeDialog
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.plan.plan_choice import PlanChoice
from calf_tui.ui.plan.plan_page import PlanPage
from calf_tui.ui.progress.history_page import HistoryPage
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.support import example_histories

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

    from tests.ui.conftest import World


def titles(world: World) -> list[str]:
    return [each.title for each in commands_of(world.running, world.running.screen)]


def front(world: World) -> Screen[Any]:
    """The screen in front, which is another after each choice."""
    return world.running.screen


async def choose(pilot: Pilot[object], words: str) -> None:
    """Opens the palette, types, and takes what is found first."""
    await pilot.press("ctrl+p")
    palette = pilot.app.screen
    assert isinstance(palette, CommandPalette)
    palette.query_one(Input).value = words
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()  # they search
    await pilot.press("enter")
    for _ in range(4):
        await pilot.pause()
    assert not isinstance(pilot.app.screen, CommandPalette)
    for _ in range(2):
        await pilot.pause()


async def found_by(world: World, query: str) -> list[Hit]:
    """What these words find, the best first, without opening the palette."""
    found = Commands(world.running.screen).search(query)
    return sorted([each async for each in found if isinstance(each, Hit)], reverse=True)


async def test_over_the_routines_it_begins_with_them_and_finds_other_words(world: World) -> None:
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
        for query in ("heel", "Heel r", "raise"):  # words of a title before letters of another
            best, *_ = await found_by(world, query)
            assert best.text == "Show Heel raise on a box", query
        for query, title in (
            ("settings", "Set the"),
            ("routines", "Start "),
            ("history", "Go to His"),
            *((query, "Sound off and on") for query in ("mute", "sound")),
            *((query, "Set the volume") for query in ("volume", "sound", "louder")),
        ):
            hits = await found_by(world, query)
            assert any((each.text or "").startswith(title) for each in hits), query
        await pilot.press("ctrl+p")  # and in this order before anything is typed
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = pilot.app.screen.query_one(CommandList)
        first = shown.get_option_at_index(0).prompt
        assert str(first).startswith("Start Daily six")
        assert shown.option_count == len(commands_of(world.running, world.running.routines_screen))


async def test_moves_pages_settings_and_routines_are_gone_to_from_anywhere() -> None:
    world = example_histories.one_session()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("p", "3")
        await choose(pilot, "show jump squat")
        screen = front(world)
        assert isinstance(screen, RoutinesScreen)
        assert screen.routine.steps[screen.query_one("#moves", ChoiceList).cursor].exercise.id == (
            "jump_squat"
        )
        await choose(pilot, "go to history")
        assert isinstance(front(world), HistoryPage)
        assert "Open the session" in titles(world)
        await choose(pilot, "first day of the week")
        plan = front(world)
        assert isinstance(plan, PlanPage)
        assert plan.query_one("#plan", ChoiceList).cursor == 2
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(front(world), RoutinesScreen)
        app = world.running
        (command,) = (each for each in commands_of(app, app.screen) if each.title == PLAN)
        command.run()
        await pilot.pause()
        assert isinstance(front(world), PlanChoice)
        await pilot.press("escape")
        await choose(pilot, "start strength")
        await pilot.press("s")
        assert isinstance(front(world), LiveScreen)
        assert world.session.timeline.routine.id == "strength"


async def test_in_a_session_it_offers_what_the_keys_do_and_what_is_after_it(world: World) -> None:
    async with world.app(keymap={"live.skip": "c"}).run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "s")
        found = {each.title: each.about for each in commands_of(world.running, pilot.app.screen)}
        assert found["Skip this set; it never counts as done"] == "Key c"
        assert not any(each.startswith(("Start ", "Go to ", "Show ", "Quit")) for each in found)
        for query, title in (
            ("pain", "It hurts"),
            ("hurt", "It hurts"),
            ("mute", "Sound off"),
            ("volume", "Sound off"),
        ):
            hits = await found_by(world, query)
            assert (hits[0].text or "").startswith(title), query
            assert not any("This phase again" in (each.text or "") for each in hits)
        for words, outcomes in (("on; the set counts", []), ("skip this set", ["skipped"])):
            await choose(pilot, words)
            assert isinstance(front(world), LiveScreen)
            assert world.outcomes == outcomes
            assert world.session.phase.kind == ("rest" if outcomes else "work")
        for query in ("history", "routines", "progress"):
            best, *_ = await found_by(world, query)
            assert (best.text, best.help) == (AFTER, "Key q ends it"), query
        for words in ("end", "history", "routines", "progress"):  # the way out is guarded here too
            await choose(pilot, words)
            assert isinstance(front(world), EndConfirmation), words
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


async def test_over_the_choice_of_a_theme_it_offers_no_second_one(world: World) -> None:
    async with world.app().run_test() as pilot:
        await choose(pilot, "theme")
        assert isinstance(front(world), ThemeDialog)
        assert "Choose a theme" not in titles(world)
        await pilot.press("escape")
        assert "Choose a theme" in titles(world)
