"""Copies that a sync service left, and what the first screen makes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.ui.dialogs.confirmations import MergeOffer
from calf_tui.ui.home.routines_screen import RoutinesScreen
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World

if TYPE_CHECKING:
    from textual.pilot import Pilot

COPY = "training.sync-conflict-20261122-170311-ABCDEF7.json"


def with_copies(*names: str) -> World:
    history = MemoryHistory()
    days = [date(2026, 11, 18 + number) for number in range(len(names))]
    history.copies = {
        name: (make_session(day, record_id=name),) for name, day in zip(names, days, strict=True)
    }
    return World(history=history)


def said_in(world: World) -> list[str]:
    return [each.message for each in world.running._notifications]


def seen_in(world: World) -> str:
    lines = world.running.screen._compositor.render_strips()
    return "\n".join(line.text for line in lines)


async def until_said(pilot: Pilot[object], world: World, count: int) -> None:
    """An answer goes from one screen to the other by a few messages."""
    for _ in range(100):
        if len(said_in(world)) >= count:
            return
        await pilot.pause()


async def test_a_copy_is_said_and_merged_with_two_keys() -> None:
    world = with_copies(COPY)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert said_in(world) == [
            f"Beside your records lie other versions of them: {COPY}. Press c to merge."
        ]
        assert "c merge" in seen_in(world)
        await pilot.press("c")
        assert isinstance(world.running.screen, MergeOffer)
        assert COPY in seen_in(world)
        await pilot.press("enter")
        await until_said(pilot, world, 2)
        assert isinstance(world.running.screen, RoutinesScreen)
        assert len(world.history.sessions()) == 1
        assert f"{COPY}: 1 sessions new." in said_in(world)
        assert "c merge" not in seen_in(world)
        assert "1 of 3" in seen_in(world)


@pytest.mark.parametrize("key", ["escape", "n", "q"])
async def test_not_now_leaves_them_for_later(key: str) -> None:
    world = with_copies("training (1).json", "training (2).json")
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert "2 files. Press c to merge." in said_in(world)[0]
        await pilot.press("c", key)
        assert isinstance(world.running.screen, RoutinesScreen)
        assert world.history.sessions() == ()
        await pilot.press("c")
        assert isinstance(world.running.screen, MergeOffer)


async def test_without_copies_the_key_does_nothing() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("c")
        assert isinstance(world.running.screen, RoutinesScreen)
        assert said_in(world) == []
        assert "c merge" not in seen_in(world)


async def test_many_copies_fit_a_low_window() -> None:
    world = with_copies(*(f"training ({number}).json" for number in range(1, 10)))
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        seen = seen_in(world)
    assert "Merge 9 copies of your records?" in seen
    assert "and 7 more" in seen


class InUse(MemoryHistory):
    def merge_copies(self) -> tuple[str, ...]:
        raise UserError("The records are in use.")


async def test_what_cannot_be_merged_is_said() -> None:
    history = InUse()
    history.copies = {COPY: ()}
    world = World(history=history)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("c", "enter")
        await until_said(pilot, world, 2)
        assert "The records are in use." in said_in(world)
        await pilot.press("c")
        assert isinstance(world.running.screen, MergeOffer)
