"""q and escape go back from everywhere; on the first screen q leaves the app.

In the short form each screen is left with one of the two, by turns.
"""

from __future__ import annotations

import gc
import weakref

import pytest
from textual.binding import Binding

from calf_tui.ui.keys.keymap_check import BINDING_GROUPS
from tests.full import IS_FULL
from tests.ui.support import example_histories

WAYS: list[tuple[list[str], list[str]]] = [
    (["p"], ["WeekPage", "RoutinesScreen"]),
    (["p", "enter"], ["PeriodScreen", "WeekPage", "RoutinesScreen"]),
    (["p", "2"], ["CalendarPage", "RoutinesScreen"]),
    (["p", "3"], ["TrendsPage", "RoutinesScreen"]),
    (["p", "4", "enter"], ["SessionScreen", "HistoryPage", "RoutinesScreen"]),
    (["p", "5"], ["PlanPage", "RoutinesScreen"]),
    (["question_mark"], ["HelpScreen", "RoutinesScreen"]),
    (["w", "e"], ["EvidenceScreen", "WhyScreen", "RoutinesScreen"]),
]


@pytest.mark.parametrize("number", range(2 if IS_FULL else 1))
async def test_q_and_escape_go_back_screen_by_screen_and_q_leaves_on_the_first(number: int) -> None:
    world = example_histories.a_demo()
    async with world.app().run_test() as pilot:
        for turn, (keys, expected) in enumerate(WAYS, number):
            await pilot.press(*keys)
            key = ("q", "escape")[turn % 2]
            for name in expected:
                assert type(world.running.screen).__name__ == name, keys
                if name != "RoutinesScreen":
                    await pilot.press(key)
                    await pilot.pause()
        assert world.running.is_running
        await pilot.press("q")
        assert world.running.return_code == 0


async def test_after_a_session_q_goes_back_and_a_filter_is_taken_back_first() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test() as pilot:
        await pilot.press("down", "down", "down", "enter", "n")
        world.run(60, step=4)
        await pilot.press("q", "enter")
        await pilot.pause()
        assert type(world.running.screen).__name__ == "SummaryScreen"
        await pilot.press("q")
        await pilot.pause()
        assert type(world.running.screen).__name__ == "RoutinesScreen"
        await pilot.press("p", "4", "slash", "k", "enter", "q")
        assert type(world.running.screen).__name__ == "HistoryPage"
        await pilot.press("q")
        await pilot.pause()
        assert type(world.running.screen).__name__ == "RoutinesScreen"


def test_only_the_first_screen_has_a_key_that_leaves_the_app() -> None:
    leaving = [
        name
        for name, bindings in BINDING_GROUPS.items()
        for each in bindings
        if isinstance(each, Binding) and each.action in ("quit", "app.quit")
    ]
    assert leaving == ["ROUTINES"]


async def test_nothing_of_a_page_that_was_left_stays_in_memory() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        page = world.running.screen
        widgets = [weakref.ref(each) for each in (page, *page.query("*"))]
        drawn = [weakref.ref(each._styles_cache) for each in (page, *page.query("*"))]
        await pilot.press("q")
        await pilot.pause()
        del page
        gc.collect()
        assert [each() for each in (*widgets, *drawn) if each()] == []
