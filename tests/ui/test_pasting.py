"""What is pasted into a line is kept whole: line breaks become spaces."""

from __future__ import annotations

from textual.widgets import Input

from tests.ui.conftest import world_with
from tests.ui.live.test_summary_screen import ROUTINE
from tests.ui.progress.test_history_page import number_of, paste, three_sessions

LINES = "5 km easy\r\n\n left calf stiff \nslept well\n"
ONE_LINE = "5 km easy left calf stiff slept well"
PLAN, HISTORY = number_of("Plan"), number_of("History")


async def test_lines_pasted_into_the_note_of_a_summary() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60, step=4)
        await pilot.pause()
        await pilot.press("n")
        await paste(pilot, LINES)
        await pilot.press("enter")
        assert world.history.sessions()[0].note == ONE_LINE


async def test_lines_pasted_into_the_note_of_an_older_session() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "n")
        await pilot.press("ctrl+u")
        await paste(pilot, LINES)
        await pilot.press("enter")
        await pilot.pause()
        assert world.history.sessions()[-1].note == ONE_LINE


async def test_lines_pasted_into_the_words_of_a_pause() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", PLAN, "a", "down")
        await paste(pilot, "at the\nsea")
        await pilot.press("enter")
        await pilot.pause()
        assert world.history.pauses()[0].reason == "holiday: at the sea"


async def test_lines_pasted_into_the_search_take_the_place_of_what_is_selected() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "slash", *"knee", "shift+home")
        await paste(pilot, "daily\nsix")
        assert world.running.screen.query_one(Input).value == "daily six"


async def test_what_does_not_fit_is_cut_off_and_said() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60, step=4)
        await pilot.pause()
        for letter, length in zip("abc", (500, 501, 5000), strict=True):
            world.running.clear_notifications()
            await pilot.press("n", "ctrl+u")
            await paste(pilot, letter * length)
            said = [each.message for each in world.running._notifications]
            await pilot.press("enter")
            assert world.history.sessions()[0].note == letter * 500
            assert ("Cut off: there is room for 500 characters." in said) == (length > 500)
