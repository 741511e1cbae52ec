from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.routines.routine import Routine
from calf_tui.core.settings import Settings
from calf_tui.toml_files.figures import FigureFolders
from calf_tui.ui.figures.animated_figure import AnimatedFigure
from tests.ui.conftest import BUILT_IN, PATHS, World

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (80, 24)
WALK, RAISE, _ = BUILT_IN.find("strength").steps
READY = 5
RAISES = Routine("raises", "Raises", (replace(RAISE, sets=1), replace(WALK, sets=1)))
WALKS = Routine("walks", "Walks", (WALK,))


def figure_rows(world: World) -> list[str]:
    figure = world.running.screen.query_one(AnimatedFigure)
    return [figure.render_line(y).text for y in range(figure.size.height)]


async def test_the_figure_moves_with_the_tempo_and_waits_at_the_top(world: World) -> None:
    async with world.app(RAISES).run_test(size=SIZE) as pilot:
        world.run(READY, step=4)
        pictures = []
        for seconds in (0.1, 1.0, 0.8, 5.2, 5.0):  # low, high, high, lowering, low
            world.run(seconds, step=0.1)
            await pilot.pause()
            pictures.append(figure_rows(world))
        low, high, still_high, lowering, low_again = pictures
        assert high == still_high
        assert low_again == low
        assert len({str(each) for each in (low, high, lowering)}) == 3


async def test_a_key_shows_the_mistake_beside_it_and_takes_it_away(world: World) -> None:
    async with world.app(RAISES).run_test(size=SIZE) as pilot:
        world.run(READY + 1.5, step=4)
        await pilot.pause()
        right = figure_rows(world)
        await pilot.press("f")
        both = "\n".join(figure_rows(world))
        assert "✓ right" in both
        assert "× The heel" in both
        await pilot.press("f")
        assert figure_rows(world) == right


async def test_before_a_set_the_coming_move_is_shown(world: World) -> None:
    async with world.app(RAISES).run_test(size=SIZE) as pilot:
        await pilot.pause()
        on_the_box = figure_rows(world)
        world.run(READY + 15 * 13 + 2, step=4)
        await pilot.pause()
        assert not all(row.isspace() for row in on_the_box)
        assert figure_rows(world) != on_the_box


async def test_a_narrow_or_low_terminal_has_no_figure_and_loads_none(world: World) -> None:
    asked: list[str] = []

    class Watched:
        def find(self, exercise: str) -> None:
            asked.append(exercise)

    world.figures = Watched()
    async with world.app(WALKS).run_test(size=(40, 12)) as pilot:
        world.run(10)
        await pilot.pause()
        assert not world.running.screen.query_one(AnimatedFigure).size
    assert asked == []


async def test_with_reduced_motion_it_stands_in_its_key_positions() -> None:
    world = World(settings=Settings(reduced_motion=True))
    app = world.app(RAISES, reduced_motion=True)
    async with app.run_test(size=SIZE) as pilot:
        app.animation_level = "none"
        world.run(READY + 2.5, step=4)
        await pilot.pause()
        lowering = figure_rows(world)
        world.run(8, step=4)
        await pilot.pause()
        assert figure_rows(world) == lowering
        world.run(3, step=1)
        await pilot.pause()
        assert figure_rows(world) != lowering


async def test_a_figure_with_faults_is_told_once_and_the_session_goes_on(tmp_path: Path) -> None:
    (tmp_path / "tiptoe_walk.toml").write_text("view = 3\n", "utf-8")
    world = World(figures=FigureFolders(PATHS.figures, tmp_path))
    async with world.app(WALKS).run_test(size=SIZE) as pilot:
        world.run(20)
        await pilot.pause()
        told = [str(notice.message) for notice in world.running._notifications]
        assert len(told) == 1
        assert told[0].startswith("figures/tiptoe_walk.toml:1: ")
        assert not all(row.isspace() for row in figure_rows(world))


async def test_the_first_screen_shows_the_move_where_there_is_room(world: World) -> None:
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("right")
        first = figure_rows(world)
        await pilot.press("down")
        await pilot.pause()
        assert not all(row.isspace() for row in first)
        assert figure_rows(world) != first


@pytest.mark.parametrize("size", [(120, 19), (60, 16), (40, 12)])
async def test_elsewhere_it_does_not_even_load_it(world: World, size: tuple[int, int]) -> None:
    async with world.app().run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("right", "down")
        assert not world.running.screen.query(AnimatedFigure)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert not all(row.isspace() for row in figure_rows(world))
