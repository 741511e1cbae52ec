"""What is written large: what to do and which leg, but nothing larger than time or repetition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from calf_tui.core.routines.routine import Dose, Routine
from calf_tui.ui.widgets.large_text import LargeWords
from tests.full import IS_FULL
from tests.ui.conftest import BUILT_IN, the_face
from tests.ui.support import live_scenes, scenes
from tests.ui.support.legibility import picture_of

if TYPE_CHECKING:
    from tests.ui.conftest import World
    from tests.ui.support.scenes import Scene

LARGE, LARGER, LARGEST = (100, 30), (160, 45), (200, 60)
FEWEST_ROWS = 3
"""Of cells, that large letters fill; four where one goes below the line."""


def rows_of(world: World, part: str) -> int:
    """How many rows of cells the letters of a part are high; 1 for plain text."""
    words = world.running.screen.query_one(f"#{part}", LargeWords)
    drawn = [words.render_line(y).text.strip() for y in range(words.size.height)]
    return 1 if words.text in drawn else sum(map(bool, drawn))


def digit_rows(world: World) -> int:
    digits = world.running.screen.query_one("#digits")
    drawn = [digits.render_line(y).text.strip() for y in range(digits.size.height)]
    return sum(map(bool, drawn))


PHASES = [
    *(scenes.live, scenes.timed, scenes.rest, scenes.paused),
    *(live_scenes.ready, live_scenes.change, live_scenes.switch, live_scenes.lead_in),
]


@pytest.mark.parametrize(("turn", "scene"), enumerate(PHASES))
async def test_time_or_repetition_is_the_largest_then_the_move_then_what_comes_next(
    turn: int, scene: Scene
) -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=LARGE) as pilot:
        await scene(world, pilot)
        sizes = (LARGE, LARGER, (120, 40), LARGEST)
        for size in sizes if IS_FULL else sizes[turn % 4 :: 4]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            move = rows_of(world, "large_move")
            assert digit_rows(world) > move >= rows_of(world, "phase") >= FEWEST_ROWS, size
            if world.session.phase.side != "both":
                assert rows_of(world, "side") >= FEWEST_ROWS, size
            cue, comes_next = rows_of(world, "large_cue"), rows_of(world, "large_next")
            assert cue >= FEWEST_ROWS if size >= LARGER else cue == 1, size
            assert move >= comes_next >= cue if size >= LARGEST else not comes_next, size


@pytest.mark.parametrize("size", [LARGER, LARGEST])
async def test_the_equipment_of_the_next_move_is_written_large(size: tuple[int, int]) -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=size) as pilot:
        await live_scenes.change(world, pilot)
        part = "large_next" if size == LARGEST else "large_cue"
        words = world.running.screen.query_one(f"#{part}", LargeWords)
        assert words.text == "You need: box or step, rail"
        assert rows_of(world, part) >= FEWEST_ROWS
        assert "You need" not in picture_of(world.running)
        assert ("Balls" in world.running.screen.query_one("#large_cue", LargeWords).text) == (
            size == LARGEST
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_move_without_a_figure_leaves_its_room_to_the_digits(size: tuple[int, int]) -> None:
    world_of, scene = live_scenes.STATES["open"]
    world = world_of()
    async with world.app().run_test(size=size) as pilot:
        await scene(world, pilot)
        digits = world.running.screen.query_one("#digits")
        assert digits.region.width >= size[0] - 4


async def test_on_a_smaller_screen_it_is_plain_text() -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await scenes.live(world, pilot)
        assert rows_of(world, "phase") == 1
        assert "Heel raise on a box" in picture_of(world.running)


class Words(App[None]):
    def compose(self) -> ComposeResult:
        words = LargeWords(the_face(), id="words")
        words.styles.height = 8
        yield words


async def shown(text: str, width: int) -> list[str]:
    app = Words()
    async with app.run_test(size=(width, 8)) as pilot:
        words = app.query_one(LargeWords)
        words.show(text)
        await pilot.pause()
        assert words.get_selection(None) == (text, "\n")  # type: ignore[arg-type]
        return [words.render_line(y).text.rstrip() for y in range(8)]


async def test_words_are_as_large_as_they_fit_and_nothing_is_cut() -> None:
    twice, once, wrapped, plain = [await shown("Tiptoe walk", width) for width in (90, 40, 30, 16)]

    assert [sum(map(bool, rows)) for rows in (twice, once, wrapped)] == [8, 4, 8]
    assert twice[1] != once[1]
    assert plain[0] == "Tiptoe walk"
    assert (await shown("Tiptoe walk", 6))[0] == "Tipto…"


async def test_letters_that_the_face_has_not_are_plain_text() -> None:
    assert (await shown("かかと上げ", 80))[0] == "かかと上げ"


async def test_a_long_name_of_a_move_of_ones_own_keeps_the_digits_the_largest() -> None:
    step = BUILT_IN.find("daily-six").steps[0]
    name = "Single-leg heel raise with a dumbbell on the edge of a box"
    long = replace(step, exercise=step.exercise._replace(name=name), dose=Dose(seconds=60))
    world = scenes.autumn()

    async with world.app(Routine("long", "Long", (long,))).run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert name in picture_of(world.running)
        assert digit_rows(world) > 4
