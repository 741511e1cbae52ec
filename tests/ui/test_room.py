"""Large screens use their room: no quarter of them is nearly empty.

Every pictured screen is looked at in the full form, as its pictures are made; a few of them always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.widgets import Static

from tests.full import by_turns
from tests.ui.support import example_histories
from tests.ui.support.pictures import pressing, settle
from tests.ui.support.room import EXCUSED, LARGE, bare_quarters, is_excused, used_quarters

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tests.ui.conftest import World

PAGES = {"Week": "1", "Calendar": "2", "Trends": "3", "History": "4", "Plan": "5"}
AGES = (example_histories.empty, example_histories.one_session)


class Corner(App[None]):
    """A screen with a text in its bottom left quarter, on the last rows."""

    CSS = "Static { dock: bottom; height: 4; width: 30; }"

    def compose(self) -> ComposeResult:
        yield Static("Time under tension, in all\n" * 4)


async def test_an_empty_quarter_is_found() -> None:
    async with Corner().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        used = used_quarters(pilot.app)
        assert used == pytest.approx(
            {"top left": 0, "top right": 0, "bottom left": 100 * 4 * 22 / 480, "bottom right": 0}
        )
        assert bare_quarters(pilot.app) == [
            f"80x24, {quarter}: 0.0 %" for quarter in ("top left", "top right", "bottom right")
        ]


def test_only_the_scenes_with_a_reason_are_excused() -> None:
    assert all(is_excused(f"test_screen[{scene}]") for scene in EXCUSED)
    assert not is_excused("test_screen[why]")


@pytest.mark.parametrize(
    ("page", "age"),
    by_turns(((page, age) for age in AGES for page in PAGES), 2),
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
async def test_a_page_of_a_young_history_uses_its_room(page: str, age: Callable[[], World]) -> None:
    world = age()
    turn = [*PAGES].index(page) % len(LARGE)
    async with world.app().run_test(size=LARGE[turn]) as pilot:
        await pressing("p", PAGES[page])(world, pilot)
        await settle(pilot)
        assert bare_quarters(pilot.app) == []
