"""Records that can only be looked at: the app works, and says why no session begins."""

from __future__ import annotations

import pytest

from calf_tui.core.errors import RecordsInUseError, UserError
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.progress.week_page import WeekPage
from calf_tui.ui.refresh_on_change import retry_opening
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World
from tests.ui.support.legibility import faults_of
from tests.ui.support.reading import text_of

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


def said_by(world: World) -> list[str]:
    return [each.message for each in world.running._notifications]


async def test_it_stays_in_sight_as_one_line(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert text_of(world.running, "#status") == WHY
        assert said_by(world) == []
        await pilot.press("p", "escape")
        await pilot.pause()
        assert text_of(world.running, "#status") == WHY


async def test_a_chosen_routine_does_not_begin_and_the_app_stays(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "down", "enter", "enter", "enter")
        assert isinstance(world.running.screen, RoutinesScreen)
        assert said_by(world) == [WHY]
        await pilot.press("p")
        assert isinstance(world.running.screen, WeekPage)


class InUse(MemoryHistory):
    """A history that another program keeps until it is closed."""

    is_in_use = True

    def open(self) -> None:
        if self.is_in_use:
            raise RecordsInUseError("training.json is in use by another Calf TUI; close that one.")

    def require_writable(self) -> None:
        self.open()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_the_line_goes_when_the_other_app_ends(size: tuple[int, int]) -> None:
    history = InUse([make_session()])
    world = World(history=history)
    async with world.app().run_test(size=size) as pilot:
        await pilot.pause()
        retry_opening(world.running)
        assert text_of(world.running, "#status") == RecordsInUseError.in_short
        await pilot.pause()
        assert faults_of(world.running) == []
        assert world.running.screen.query_one("#status").size.height == 1
        history.is_in_use = False
        retry_opening(world.running)
        assert not world.running.screen.query_one("#status").display
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(world.running.screen, LiveScreen)
