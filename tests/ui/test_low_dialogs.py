"""Dialogs at 40 × 12: the heading, the chosen line and the keys are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.ui.dialogs.text_screens import HelpScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from tests.ui.conftest import BUILT_IN
from tests.ui.support import example_histories, scenes
from tests.ui.support.legibility import picture_of
from tests.ui.test_legible import newcomer, with_plans

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import World

KEYS = ("↑↓ move", "enter keep", "esc leave", "? keys")
ABOUT_YOU, RUN, PAUSE = ("p", "5", "y"), ("r",), ("p", "5", "a")
EDIT, ADD, PLANS = ("p", "4", "e"), ("p", "4", "a"), ("p", "5", "c")

ON = "on"
"""Instead of a first key: the keys go on in the dialog that is open."""
Case = tuple[tuple[str, ...], tuple[str, ...]]
"""Keys to press on the first screen, and what is in sight then."""
DIALOGS: dict[Callable[[], World], list[Case]] = {
    with_plans: [
        (ABOUT_YOU, ("About you, for the coach", "Dumbbells", *KEYS)),
        ((ON, "down", "4"), ("4▏ kg", "hands together.", *KEYS)),
        (
            (ON, "delete", "9", "9", "9", "enter"),
            ("About you", "999", "a number from 0 to", "200", *KEYS),
        ),
        ((ON, *["down"] * 8), ("About you", "Deload from", "half", "no jumps", *KEYS)),
        ((*PAUSE, "down"), ("A pause of training", "Until", "esc leave", "F1 keys")),
        (
            (*PLANS, "down", "down"),
            ("Plans of weeks", "Build-up · 3 days, 8 weeks", "No plan", "↑↓ move", "enter use it"),
        ),
    ],
    scenes.autumn: [
        (RUN, ("I ran", "Day", "How long it took", *KEYS)),
        ((ON, "enter"), ("I ran", "Say how long", *KEYS)),
        (
            ("b",),
            ("Which leg first?", "enter left first", "r right first", "esc leave", "? keys"),
        ),
    ],
    example_histories.one_session: [
        ((*EDIT, *["down"] * 3), ("Ending", "Whether all of it was done", *KEYS)),
        ((ON, "down"), ("Next morning", "Pain on the morning after", *KEYS)),
        (
            (ON, *["down"] * 5),
            ("Edit Daily six", "One-… 1 L", "One-leg heel raise 1 left: what", "←→ column", *KEYS),
        ),
        (
            (ON, "up", *["right"] * 4, *["plus"] * 8),
            ("Edit Daily six", "Tiptoe walk 3: where it hurt: right", "calf.", *KEYS),
        ),
        (
            (*ADD, "down", *"2027-01-01", "enter"),
            ("A session done elsewhere", "2027-01-01▏", "at the latest.", *KEYS),
        ),
    ],
    newcomer: [
        (
            ("enter",) * 5 + (*"999", "enter"),
            ("Where you begin", "999▏", "a number from 0 to", "enter on", "esc skip all", "? keys"),
        ),
    ],
}


@pytest.mark.parametrize("world_of", DIALOGS)
async def test_heading_chosen_line_and_keys_are_in_sight(world_of: Callable[[], World]) -> None:
    world = world_of()
    async with world.app().run_test(size=(40, 12)) as pilot:
        for keys, seen in DIALOGS[world_of]:
            while keys[0] != ON and not isinstance(world.running.screen, RoutinesScreen):
                await pilot.press("escape")
            await pilot.press(*keys[keys[0] == ON :])
            await pilot.pause()
            picture = picture_of(world.running)
            assert [each for each in seen if each not in picture] == [], picture


async def test_every_row_of_every_form_says_what_it_is_for() -> None:
    world = example_histories.one_session()
    async with world.app().run_test(size=(80, 24)) as pilot:
        for keys in (ABOUT_YOU, PAUSE, ADD, EDIT):
            await pilot.press(*keys)
            rows = len(world.running.screen.query_one("Form").rows)  # type: ignore[attr-defined]
            seen = set[str]()
            for _ in range(min(rows, 10)):
                seen.add(str(world.running.screen.query_one("#help").content))  # type: ignore[attr-defined]
                await pilot.press("down")
            assert len(seen) == min(rows, 10)
            assert "" not in seen
            await pilot.press("escape", "escape")


async def test_the_help_of_a_form_names_its_keys_and_leads_back_to_it() -> None:
    world = example_histories.one_session()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press(*EDIT, "question_mark")
        assert "Daily six?▏" in picture_of(world.running)  # a text takes any sign
        await pilot.press("down", "question_mark")
        assert isinstance(world.running.screen, HelpScreen)
        meanings = {row.meaning for row in world.running.screen.rows}
        assert {"to the row above", "leave it; nothing changes"} <= meanings
        await pilot.press("escape")
        assert "Edit Daily six" in picture_of(world.running)


async def test_columns_of_a_form_stand_apart_and_names_are_whole() -> None:
    world = example_histories.one_session()
    (record,) = world.history.sessions()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press(*EDIT, *["down"] * 9, "delete", *"10.5")
        picture = picture_of(world.running)
    assert record.sets[4].exercise == "heel_raise_box"
    assert "One-leg heel raise 1 right  15 of 15     0 " in picture
    assert "60 of 60 s   8  " in picture


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        ("q", ("enter or y end", "esc or n go on")),
        ("x", ("1–6 mark", "esc back")),
    ],
)
async def test_a_dialog_keeps_its_keys_beside_a_notice_which_stands_once(
    world: World, key: str, seen: tuple[str, ...]
) -> None:
    app = world.app(BUILT_IN.find("strength"))
    async with app.run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.press("s")  # with jumps, as it is
        await pilot.pause()
        world.run(8)
        await pilot.press("full_stop", key)
        for _ in range(4):
            await pilot.pause()
        picture = picture_of(world.running)
        assert picture.count("Next set on") == 1
        assert [each for each in seen if each not in picture] == [], picture
        await pilot.press("escape")
        for _ in range(4):
            await pilot.pause()
        assert picture_of(world.running).count("Next set on") == 1
