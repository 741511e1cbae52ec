"""Every screen as pictures. After a wanted change, look at them: `pytest --snapshot-update`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.full import IS_FULL
from tests.ui.conftest import World
from tests.ui.support import scenes
from tests.ui.support.live_scenes import STATES
from tests.ui.support.pictures import SCREENS

if TYPE_CHECKING:
    from tests.ui.support.pictures import Album


@pytest.mark.parametrize("scene", SCREENS)
async def test_screen(album: Album, scene: str) -> None:
    world, lead = SCREENS[scene]
    await album.look_at(world(), lead)


@pytest.mark.parametrize("state", STATES)
async def test_state(album: Album, state: str) -> None:
    world, lead = STATES[state]
    await album.look_at(world(), lead)


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
