"""The smallest size that is laid out, and sizes near it, end nothing."""

from __future__ import annotations

import pytest

from calf_tui.platform.terminal_driver import LARGEST_SIZE, SMALLEST_SIZE, USUAL_SIZE, usable_size
from tests.full import by_turns
from tests.ui.conftest import world_with
from tests.ui.live.test_summary_screen import ROUTINE
from tests.ui.progress.test_history_page import three_sessions

COLUMNS, ROWS = SMALLEST_SIZE
PAGES = ("down", "w", "escape", "p", "1", "2", "3", "4", "a", "escape", "5", "a", "escape", "y")
SESSION = ("x", "escape", "q", "escape", "n", "d", "n")


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ((0, 0), USUAL_SIZE),
        ((1, 1), SMALLEST_SIZE),
        ((3, 24), (COLUMNS, 24)),
        ((80, 1), (80, ROWS)),
        ((80, 24), (80, 24)),
        ((65_535, 65_535), LARGEST_SIZE),
    ],
)
def test_no_size_is_laid_out_that_would_not_settle(
    told: tuple[int, int], used: tuple[int, int]
) -> None:
    assert usable_size(*told) == used


@pytest.mark.parametrize("size", by_turns((SMALLEST_SIZE, (COLUMNS, 30)), 2))
async def test_every_page_is_there_at_the_smallest_sizes(size: tuple[int, int]) -> None:
    async with three_sessions().app().run_test(size=size) as pilot:
        await pilot.press(*PAGES)


async def test_a_session_goes_on_at_the_smallest_size() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test(size=SMALLEST_SIZE) as pilot:
        for key in SESSION:
            world.run(3)
            await pilot.press(key)
        world.run(120, step=4)
        await pilot.pause()
        assert world.history.sessions()
