"""The pages of week, calendar and trends as pictures, at every age of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.support import example_histories
from tests.ui.test_snapshots import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.core.errors import UserError
    from tests.ui.conftest import World

SIZES = [(40, 12), (80, 24), (120, 40)]
PAGES = {"Week": "1", "Calendar": "2", "Trends": "3"}
MOMENTS = {
    "week": ["1"],
    "week-long-ago": ["1", *["pageup"] * 2],
    "week-text": ["1", "t"],
    "week-opened": ["1", "left", "enter"],
    "calendar": ["2", "left_square_bracket", "m"],
    "day-opened": ["2", "left", "left", "enter"],
    "tests": ["3"],
    "symmetry": ["3", "down"],
    "pain": ["3", "end"],
    "load": ["3", "down", "down", "r"],
    "trend-text": ["3", "down", "down", "t"],
}


def is_pictured(
    snap_compare: Callable[..., bool], world: World, keys: list[str], size: tuple[int, int]
) -> bool:
    async def act(_: World, pilot: Pilot[UserError]) -> None:
        await pilot.press("p", keys[0])
        await pilot.press(*keys[1:])
        await pilot.pause()

    return matches(snap_compare, world, act, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("age", example_histories.AGES, ids=lambda age: age.__name__)
@pytest.mark.parametrize("page", PAGES)
def test_page(
    snap_compare: Callable[..., bool], page: str, age: Callable[[], World], size: tuple[int, int]
) -> None:
    assert is_pictured(snap_compare, age(), [PAGES[page]], size)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", MOMENTS)
def test_moment_of_a_demo(
    snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]
) -> None:
    assert is_pictured(snap_compare, example_histories.a_demo(), MOMENTS[moment], size)
