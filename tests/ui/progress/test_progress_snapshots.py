"""The pages of week, calendar and trends as pictures, at every age of a history."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.full import by_turns
from tests.ui.support import example_histories
from tests.ui.support.pictures import pressing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import World
    from tests.ui.support.pictures import Album

PAGES = {"Week": "1", "Calendar": "2", "Trends": "3"}
MOMENTS = {
    "week": ["1"],
    "week-long-ago": ["1", *["pageup"] * 2],
    "week-text": ["1", "t"],
    "week-opened": ["1", "left", "enter"],
    "calendar": ["2", "left_square_bracket", "m"],
    "day-opened": ["2", "left", "left", "enter"],
    "tests": ["3"],
    "trend": ["3", "down", "down"],
    "symmetry": ["3", "down"],
    "pain": ["3", "end"],
    "load": ["3", "down", "down", "r"],
    "trend-text": ["3", "down", "down", "t"],
}


@pytest.mark.parametrize(
    ("page", "age"),
    [
        pytest.param(page, age, id=f"{page}-{age.__name__}")
        for page, age in by_turns(product(PAGES, example_histories.AGES), 3)
    ],
)
async def test_page(album: Album, page: str, age: Callable[[], World]) -> None:
    await album.look_at(age(), pressing("p", PAGES[page]))


@pytest.mark.parametrize("moment", by_turns(MOMENTS, 2))
async def test_moment_of_a_demo(album: Album, moment: str) -> None:
    await album.look_at(example_histories.a_demo(), pressing("p", *MOMENTS[moment]))
