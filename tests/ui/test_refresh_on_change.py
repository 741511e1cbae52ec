"""What depends on the date follows it while the app is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from textual import events

from calf_tui.core.settings import Settings
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.fakes import FakeClock, MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.timer import Timer


SUNDAY_EVENING = datetime(2026, 11, 22, 22, 0, tzinfo=timezone.utc)
DONE, NEW_WEEK = "3 of 3 this week", "0 of 3 this week, 7 days left"
UNTIL_CUTOFF = timedelta(hours=5).total_seconds()


def three_of_three() -> World:
    """A week that is met, on its last evening."""
    days = (SUNDAY_EVENING.date() - timedelta(days=back) for back in (0, 2, 4))
    sessions = [make_session(day, record_id=str(day), sets=6) for day in days]
    return World(history=MemoryHistory(sessions), clock=FakeClock(SUNDAY_EVENING))


def timer_of(world: World) -> Timer:
    change = world.running._day_change
    assert change is not None
    return change.timer


async def focus(pilot: Pilot[object]) -> None:
    pilot.app.post_message(events.AppFocus())
    for _ in range(6):  # a page is composed anew in several steps
        await pilot.pause()


async def test_the_first_screen_and_its_timer_have_the_new_week_from_the_cutoff_on() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        timer = timer_of(world)
        assert timer._interval == UNTIL_CUTOFF + 1
        assert text_of(world.running, "#week") == DONE
        for seconds, week in ((UNTIL_CUTOFF - 1, DONE), (1, NEW_WEEK)):
            world.clock.run(seconds)
            world.running.renew()  # what the timer calls
            await pilot.pause()
            assert text_of(world.running, "#week") == week
        world.clock.run(60)
        await focus(pilot)
        assert timer._task is None  # it was stopped
        timer = timer_of(world)
        assert timer._interval == 24 * 3600 - 60 + 1


async def test_a_page_left_open_follows_with_the_focus_and_agrees_with_the_first_screen() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        assert text_of(world.running, "#week") == DONE
        world.clock.sleep(UNTIL_CUTOFF + 300)
        await focus(pilot)
        assert isinstance(world.running.screen, WeekPage)
        assert text_of(world.running, "#week") == NEW_WEEK
        await pilot.press("escape")
        await pilot.pause()
        assert text_of(world.running, "#week") == NEW_WEEK


async def test_the_first_screen_is_renewed_when_it_comes_back() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        world.clock.sleep(UNTIL_CUTOFF)
        await pilot.press("escape")
        await pilot.pause()
        assert text_of(world.running, "#week") == NEW_WEEK


async def test_a_suspended_app_is_renewed_when_it_goes_on() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        world.clock.run(UNTIL_CUTOFF)
        world.running.app_resume_signal.publish(world.running)
        await pilot.pause()
        assert text_of(world.running, "#week") == NEW_WEEK


def shown(world: World) -> str:
    """All rows of the screen in front."""
    strips = world.running.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize(
    ("keys", "before", "after"),
    [
        (["p"], ["[Sun]", DONE], ["[Mon]", NEW_WEEK, "0 of 3 days, under way"]),
        (["p", "2"], ["Sun 22 Nov 2026: 6 sets"], ["Mon 23 Nov 2026: nothing yet"]),
        (["p", "3"], ["270 so far"], ["270, best 270 in the week of 16 Nov"]),
        (["p", "question_mark", "escape"], ["[Sun]", DONE], ["[Mon]", NEW_WEEK]),
        (["p", "enter"], ["[Sun]"], [" Sun "]),
    ],
    ids=["week", "calendar", "trends", "behind a dialog", "a week opened"],
)
async def test_a_page_left_open_is_renewed_by_the_timer(
    keys: list[str], before: list[str], after: list[str]
) -> None:
    world = three_of_three()
    async with world.app().run_test(size=(100, 34)) as pilot:
        await pilot.pause()
        is_dialog = keys[-1] == "escape"
        await pilot.press(*keys[: len(keys) - is_dialog])
        await pilot.pause()
        assert is_dialog or all(each in shown(world) for each in before)
        world.clock.run(UNTIL_CUTOFF)
        change = world.running._day_change
        assert change is not None
        change.renew()
        if is_dialog:
            await pilot.press("escape")
        for _ in range(6):
            await pilot.pause()
        assert all(each in shown(world) for each in after)


async def test_an_opened_week_that_is_over_says_what_became_of_it() -> None:
    sessions = [make_session(SUNDAY_EVENING.date(), sets=6)]
    world = World(history=MemoryHistory(sessions), clock=FakeClock(SUNDAY_EVENING))
    async with world.app().run_test() as pilot:
        await pilot.press("p", "enter")
        assert "1 of 3 days, under way" in text_of(world.running, "#title")
        world.clock.run(UNTIL_CUTOFF)
        await focus(pilot)
        assert "1 of 3 days, missed" in text_of(world.running, "#title")


async def test_a_summary_left_open_has_the_new_week() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.press("enter")
        world.run(90, step=4)
        await pilot.press("q", "y")
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
        assert text_of(world.running, "#week").startswith(DONE)
        world.clock.run(UNTIL_CUTOFF)
        await focus(pilot)
        assert text_of(world.running, "#week") == NEW_WEEK


async def test_an_app_left_open_over_night_asks_in_the_morning_and_not_for_ever() -> None:
    world = three_of_three()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        screen = world.running.routines_screen
        assert not screen.query("#question")
        world.clock.run(10 * 3600)
        await focus(pilot)
        assert text_of(world.running, "#question").startswith("Strength was yesterday. Pain now?")
        world.clock.run(24 * 3600)
        await focus(pilot)
        assert not screen.query_one("#question").display


async def test_the_answer_of_the_morning_keeps_what_was_edited_since_it_was_asked() -> None:
    world = three_of_three()
    world.clock.run(10 * 3600)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        (*_, last) = world.history.sessions()
        world.running.trainer.record_editor.edit(last, replace(last, note="New shoes"))
        await focus(pilot)
        await pilot.press("3")
        assert text_of(world.running, "#question") == "Noted: 3 of 10."
        (*_, last) = world.history.sessions()
        assert (last.note, last.morning_pain) == ("New shoes", 3)


async def test_another_cutoff_moves_the_timer() -> None:
    world = three_of_three()
    world.settings = Settings()
    async with world.app().run_test() as pilot:
        await pilot.press("p", "5", "down", "plus", "escape")
        await pilot.pause()
        timer = timer_of(world)
        assert timer._interval == UNTIL_CUTOFF + 1800 + 1
