"""Keys and routines are in sight from the first frame on, on a slow machine too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.ui.home.routine_lists import RoutineList
from calf_tui.ui.progress.progress_page import PageTitles
from calf_tui.ui.widgets.key_hints import KeyHints
from tests.full import IS_FULL
from tests.ui.conftest import World
from tests.ui.support import example_histories
from tests.ui.support.legibility import picture_of

if TYPE_CHECKING:
    from textual.screen import Screen

pytestmark = pytest.mark.usefixtures("every_frame")

KEYS = [
    *("p", "2", "3", "4", "enter", "e", "escape", "escape", "5", "escape", "question_mark"),
    *(
        "escape",
        "w",
        "escape",
        "down",
        "down",
        "down",
        "enter",
        "n",
        "x",
        "escape",
        "q",
        "escape",
        "n",
        "q",
    ),
    *("enter", "escape"),
]
SCREENS = {
    *("WeekPage", "CalendarPage", "TrendsPage", "HistoryPage", "SessionScreen", "PlanPage"),
    *("FormDialog", "HelpScreen", "WhyScreen", "LiveScreen", "PainStop", "EndConfirmation"),
    *("SummaryScreen", "RoutinesScreen"),
}
WAYS_OUT = ("esc", "q quit", "q end")


def faults_of_first_frames(world: World) -> tuple[set[str], list[str]]:
    """The screens that are drawn from now on, and those whose first frame lacks its keys."""
    drawn: set[Screen[object]] = set()
    names: set[str] = set()
    faults: list[str] = []
    draw = world.running._display

    def display(screen: Screen[object], renderable: object) -> None:
        if screen is world.running.screen and renderable is not None and screen not in drawn:
            drawn.add(screen)
            names.add(type(screen).__name__)
            hints = str(screen.query_one(KeyHints).content).splitlines()
            titles = [str(each.content) for each in screen.query(PageTitles)]
            picture = picture_of(world.running)
            is_way_out = any(way in row for way in WAYS_OUT for row in hints)
            if not (is_way_out and all(row in picture for row in [*hints, *titles])):
                faults.append(f"{type(screen).__name__} {hints} {titles}\n{picture}")
        draw(screen, renderable)  # type: ignore[arg-type]

    # Textual gives no other way to see a frame.
    world.running._display = display  # type: ignore[method-assign]
    return names, faults


@pytest.mark.parametrize("size", [(40, 12), (80, 24)] if IS_FULL else [(40, 12)], ids=str)
async def test_the_first_frame_of_every_screen_has_its_keys(size: tuple[int, int]) -> None:
    world = example_histories.a_demo()
    async with world.app().run_test(size=size) as pilot:
        await pilot.pause()
        names, faults = faults_of_first_frames(world)
        for key in KEYS:
            await pilot.press(key)
            world.run(2)
            await pilot.pause()
    assert faults == []
    assert names >= SCREENS


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)], ids=str)
async def test_the_first_frame_has_the_routines_as_they_stay(size: tuple[int, int]) -> None:
    world = World()
    app = world.app()
    frames: list[str] = []
    draw = app._display

    def display(screen: Screen[object], renderable: object) -> None:
        if renderable is not None:
            frames.append(picture_of(app))
        draw(screen, renderable)  # type: ignore[arg-type]

    app._display = display  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        at = app.routines_screen.query_one(RoutineList).region
        rows = picture_of(app).splitlines()[at.y : at.bottom]
        routines = [row[at.x : at.right] for row in rows]

    assert "Daily six" in routines[0]
    assert all(each in frames[0] for each in routines)
