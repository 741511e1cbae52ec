"""The screens as pictures. After a wanted change: look at them, then `pytest --snapshot-update`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import World
from tests.ui.support import scenes
from tests.ui.support.live_scenes import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.core.errors import UserError
    from tests.ui.support.scenes import Scene

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
SCREENS = [scenes.routines, scenes.live, scenes.summary, scenes.progress]


def matches(
    snap_compare: Callable[..., bool], world: World, scene: Scene, size: tuple[int, int]
) -> bool:
    async def act(pilot: Pilot[UserError]) -> None:
        await scene(world, pilot)

    return snap_compare(world.app(), terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCREENS, ids=lambda scene: scene.__name__)
def test_screen(snap_compare: Callable[..., bool], scene: Scene, size: tuple[int, int]) -> None:
    assert matches(snap_compare, scenes.autumn(), scene, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Callable[..., bool], state: str, size: tuple[int, int]) -> None:
    scene, world = STATES[state]
    assert matches(snap_compare, world(), scene, size)


def test_an_empty_history_invites(snap_compare: Callable[..., bool]) -> None:
    assert matches(snap_compare, World(), scenes.weeks, (80, 24))


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_was_cut_short_is_offered(
    snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert matches(snap_compare, scenes.interrupted(), scenes.started, size)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_question_of_the_next_morning(
    snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert matches(snap_compare, scenes.morning(), scenes.started, size)
