"""A pause on the first screen and on the plan page."""

from __future__ import annotations

from datetime import date

from calf_tui.core.records.session_record import Pause
from tests.core.coach.plans import PLANS
from tests.ui.support.legibility import picture_of
from tests.ui.support.scenes import autumn

SAID = "Paused until 5 December (illness): rest, or start any routine."
PAUSE = Pause(
    date(2026, 11, 22), date(2026, 12, 5), "illness", "1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b99"
)


async def test_the_first_screen_and_the_plan_page_name_a_pause_and_propose_rest() -> None:
    world = autumn()
    world.plans = dict(PLANS)
    world.history.keep(PAUSE)
    async with world.app().run_test(size=(80, 30)) as pilot:
        for _ in range(3):
            await pilot.pause()
        first = picture_of(world.running)
        assert "Rest today" in first
        assert SAID in first
        await pilot.press("p", "5")
        await pilot.pause()
        plan = " ".join(picture_of(world.running).split())
        assert "2 of 3 days, frozen: done " in plan
        assert f"Rest today. {SAID}" in plan


async def test_the_plan_page_proposes_for_the_same_kind_of_day_as_the_first_screen() -> None:
    world = autumn()
    world.plans = dict(PLANS)
    async with world.app().run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await pilot.press("t", "p", "5")
        await pilot.pause()
        assert "today Before a run, " in " ".join(picture_of(world.running).split())


async def test_a_pause_added_on_the_plan_page_is_proposed_at_once() -> None:
    world = autumn()
    world.plans = dict(PLANS)
    async with world.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("p", "5", "a", "enter")
        await pilot.pause()
        (pause,) = world.history.pauses()
        assert pause.reason == "holiday"
        said = "Rest today. Paused until you end it (holiday)"
        assert said in " ".join(picture_of(world.running).split())
        await pilot.press("escape")
        await pilot.pause()
        assert "Paused until you end it (holiday)" in picture_of(world.running)
