"""The proposal as pictures: on the first screen, why, after a stop, and at the end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import World
from tests.ui.summary.test_suggestions import Trained
from tests.ui.support.scenes import autumn, stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.core.errors import UserError

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
SMALL = SIZES[:2]


def size_name(value: object) -> str | None:
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else None


def matches(
    snap_compare: Callable[..., bool], world: World, size: tuple[int, int], *keys: str
) -> bool:
    async def act(pilot: Pilot[UserError]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        for _ in range(3):  # the rows of the keys come after the rest
            await pilot.pause()

    return snap_compare(world.app(), terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_the_proposal(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert matches(snap_compare, autumn(), size)


@pytest.mark.parametrize("size", SMALL, ids=size_name)
def test_its_moves(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert matches(snap_compare, World(), size, "right", "down")


@pytest.mark.parametrize("size", SMALL, ids=size_name)
def test_why(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert matches(snap_compare, autumn(), size, "w")


@pytest.mark.parametrize("size", SMALL, ids=size_name)
def test_the_question_after_a_stop(
    snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert matches(snap_compare, stopped(), size)


@pytest.mark.parametrize("size", SMALL, ids=size_name)
def test_a_suggestion(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    trained = Trained()

    async def act(pilot: Pilot[UserError]) -> None:
        await trained.to_the_end(pilot)
        await pilot.press("5", "0")
        trained.app.screen.keep()  # type: ignore[attr-defined]
        await pilot.pause()

    assert snap_compare(trained.app, terminal_size=size, run_before=act)
