"""The pages of history and plan as pictures, at every age of a history."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.full import by_turns
from tests.ui.progress.test_history_page import number_of
from tests.ui.support import example_histories
from tests.ui.support.pictures import pressing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import World
    from tests.ui.support.pictures import Album

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


@pytest.mark.parametrize(
    ("page", "age"),
    [
        pytest.param(page, age, id=f"{page}-{age.__name__}")
        for page, age in by_turns(product(("History", "Plan"), example_histories.AGES), 3, 1)
    ],
)
async def test_page(album: Album, page: str, age: Callable[[], World]) -> None:
    await album.look_at(age(), pressing("p", number_of(page)))


@pytest.mark.parametrize("moment", by_turns(MOMENTS, 2))
async def test_moment_of_the_records(album: Album, moment: str) -> None:
    await album.look_at(example_histories.a_year(), pressing("p", *MOMENTS[moment]))
