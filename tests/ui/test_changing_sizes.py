"""Whatever happens between two sizes of the terminal, the newest is the one that is shown."""

from __future__ import annotations

import asyncio
from itertools import chain, pairwise, permutations
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.app import App
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from calf_tui.ui.widgets.screen_size import SizedScreen
from tests.full import of_full, seeded
from tests.ui.conftest import world_with
from tests.ui.live.test_summary_screen import ROUTINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.renderables.background_screen import BackgroundScreen


class BareScreen(SizedScreen[None]):
    """Has nothing on it."""


class BareApp(App[None]):
    """Is laid out much faster than our own."""

    def get_default_screen(self) -> Screen[None]:
        return BareScreen()


class Dialog(ModalScreen[None], SizedScreen[None]):
    """Lies over the first screen, which is laid out below it."""


APPS: dict[str, tuple[Callable[[], App[Any]], int]] = {
    "bare": (BareApp, of_full(60, 4)),
    "own": (world_with(ROUTINE).app, of_full(12, 2)),
}
"""What makes each app, and the rounds that it is tried in."""
EVENTS = 8
TURNS = 50
"""Of the event loop: enough for a screen to do what waits in its queue."""


async def busy() -> None:
    """Holds up whom it is called by, and nobody else."""
    for _ in range(TURNS):
        await asyncio.sleep(0)  # a turn of the loop, no time


def told(app: App[Any], size: Size) -> None:
    app.post_message(Resize(size, size))


async def require_shown(pilot: Pilot[Any], size: Size) -> None:
    for _ in range(300):
        await pilot.pause(0.005)  # a timer passes a size on if the screen is gone
        if pilot.app.size == pilot.app.screen.size == size:
            break
    for _ in range(5):  # and it stays
        await pilot.pause()
    assert (pilot.app.size, pilot.app.screen.size) == (size, size)


async def test_a_size_that_waits_is_not_taken_for_a_newer_one() -> None:
    first, last = Size(100, 30), Size(60, 20)
    app = world_with(ROUTINE).app()
    async with app.run_test() as pilot:
        await pilot.pause()
        for size in (first, last):
            told(app, size)
            app.call_later(app.call_later, busy)  # comes between what the two sizes cause
            app.call_later(busy)
        await require_shown(pilot, last)


async def test_each_dialog_shows_what_is_directly_below_it_in_whatever_order_they_are_drawn() -> (
    None
):
    app = BareApp()
    async with app.run_test() as pilot:
        for _ in range(4):
            await app.push_screen(Dialog())
            await pilot.pause()
        for below, dialog in chain.from_iterable(permutations(pairwise(app.screen_stack))):
            assert cast("BackgroundScreen", dialog.render()).screen is below


@pytest.mark.parametrize("name", APPS)
async def test_the_last_size_is_shown_whatever_comes_between(name: str) -> None:
    chance = seeded("changing sizes")
    make, rounds = APPS[name]
    app = make()
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(rounds):
            for _ in range(EVENTS):
                size = Size(chance.randint(1, 200), chance.randint(1, 60))
                told(app, size)
                match chance.randrange(6):
                    case 0:
                        app.call_later(app.push_screen, Dialog())
                    case 1 if len(app.screen_stack) > 1:
                        await app.pop_screen()
                    case 2:
                        app.call_later(busy)
                    case 3:
                        app.screen.call_later(busy)
                    case 4:
                        await busy()
            await require_shown(pilot, size)
