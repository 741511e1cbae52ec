"""Records that can only be looked at: the app works, and says why no session begins."""

from __future__ import annotations

import pytest

from calf_tui.core.errors import UserError
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World

WHY = "training.json was written by a newer version of Calf TUI; update Calf TUI to train here."


class LookedAtOnly(MemoryHistory):
    """A history that this version may not write."""

    def notices(self) -> tuple[str, ...]:
        return (WHY,)

    def open(self) -> None:
        raise UserError(WHY)

    def require_writable(self) -> None:
        raise UserError(WHY)


@pytest.fixture
def world() -> World:
    return World(history=LookedAtOnly([make_session()]))


async def test_it_is_said_once_at_the_start(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert [each.message for each in world.running._notifications] == [WHY]


async def test_a_chosen_routine_does_not_begin_and_the_app_stays(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        assert isinstance(world.running.screen, RoutinesScreen)
        assert [each.message for each in world.running._notifications] == [WHY, WHY]
        await pilot.press("p")
        assert isinstance(world.running.screen, WeekPage)
