"""Every screen as pictures. After a wanted change, look at them: `pytest --snapshot-update`.

A state of a session is led to once for all that is to hold in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.full import IS_FULL, by_turns
from tests.ui.conftest import World
from tests.ui.live.test_live_footer import OVER_IT, require_way_out
from tests.ui.support import scenes
from tests.ui.support.live_scenes import STATES
from tests.ui.support.pictures import SCREENS, SMALL, USUAL
from tests.ui.test_theme import require_readable, require_readable_in_both_themes

if TYPE_CHECKING:
    from tests.ui.support.pictures import Album

OTHER_SIZES = ((120, 40), (40, 7), (28, 30), (80, 12))
"""Sizes at which the way out is looked for besides; in the short form at one of them, by turns."""


@pytest.mark.parametrize("scene", by_turns(SCREENS, 2))
async def test_screen(album: Album, scene: str) -> None:
    world, lead = SCREENS[scene]
    await album.look_at(world(), lead)


@pytest.mark.parametrize("state", by_turns(STATES, 2))
async def test_state(album: Album, state: str) -> None:
    make_world, lead = STATES[state]
    world = make_world()
    turn = [*STATES].index(state) // 2
    async with world.app().run_test(size=USUAL) as pilot:
        await lead(world, pilot)
        await album.look_around(pilot)
        if state not in OVER_IT:
            require_way_out(world)
            sizes = (SMALL, USUAL, *OTHER_SIZES)
            for size in sizes if IS_FULL else (OTHER_SIZES[turn % len(OTHER_SIZES)],):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                require_way_out(world)
        if IS_FULL or turn % 2:
            await require_readable_in_both_themes(world, pilot)
        else:
            require_readable(world)


@pytest.mark.skipif(not IS_FULL, reason="looked at in the full form (CALF_TUI_FULL=1)")
@pytest.mark.parametrize("scene", [*SCREENS, *STATES])
async def test_without_colour(album: Album, scene: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # Textual reads it nowhere else
    world, lead = {**SCREENS, **STATES}[scene]
    made = world()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await lead(made, pilot)
        album.compare(pilot.app, "80x24")


async def test_an_empty_history_invites(album: Album) -> None:
    await album.look_at(World(), scenes.weeks)
