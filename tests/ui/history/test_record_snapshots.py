"""The pages of history and plan as pictures, at every age of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.history.test_history_page import number_of
from tests.ui.support import example_histories
from tests.ui.test_snapshots import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.core.errors import UserError
    from tests.ui.conftest import World

SIZES = [(40, 12), (80, 24), (120, 40)]
HISTORY, PLAN = number_of("History"), number_of("Plan")
MOMENTS = {
    "session": [HISTORY, "down", "enter"],
    "edit": [HISTORY, "down", "e", *["down"] * 9, "right"],
    "refused": [HISTORY, "down", "e", "down", *"2026-12-24", "enter"],
    "find": [HISTORY, "slash", *"move:heel since:2026-06 achilles mood:x"],
    "add": [HISTORY, "a", "down"],
    "note": [HISTORY, "down", "n"],
    "deleted": [HISTORY, "down", "d"],
    "pause": [PLAN, *["down"] * 5, "enter"],
}


def is_pictured(
    snap_compare: Callable[..., bool], world: World, keys: list[str], size: tuple[int, int]
) -> bool:
    async def act(_world: World, pilot: Pilot[UserError]) -> None:
        await pilot.press("p", *keys)
        await pilot.pause()
        await pilot.pause()

    return matches(snap_compare, world, act, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("age", example_histories.AGES, ids=lambda age: age.__name__)
@pytest.mark.parametrize("page", ["History", "Plan"])
def test_page(
    snap_compare: Callable[..., bool], page: str, age: Callable[[], World], size: tuple[int, int]
) -> None:
    assert is_pictured(snap_compare, age(), [number_of(page)], size)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", MOMENTS)
def test_moment_of_the_records(
    snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]
) -> None:
    assert is_pictured(snap_compare, example_histories.a_year(), MOMENTS[moment], size)
