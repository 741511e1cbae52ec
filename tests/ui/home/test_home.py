"""The first screen as a home: the week, the proposal, the routines, the move, at every size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.figures.figure_in_session import key_positions
from calf_tui.core.progress.progress_text import day_in_short
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.ui.figures.exercise_figures import SECONDS_IN_MOTION, KeyPositions, MoveFigure
from calf_tui.ui.home.routine_text import routine_line, strip_of
from calf_tui.ui.widgets.week_cells import WeekHeader
from tests.full import by_turns
from tests.ui.conftest import BUILT_IN, FIGURES, World, world_with
from tests.ui.support.legibility import faults_of, picture_of
from tests.ui.support.scenes import autumn

if TYPE_CHECKING:
    from textual.pilot import Pilot


SIZES = [(40, 12), (60, 16), (80, 24), (120, 40), (160, 45), (200, 60)]
TODAY = date(2026, 11, 22)


def size_name(value: object) -> str | None:
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else None


async def settle(pilot: Pilot[object]) -> None:
    """The rows of the keys come after the rest."""
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("size", by_turns(SIZES, 2, first=0), ids=size_name)
async def test_it_says_the_week_then_today_then_the_routines(size: tuple[int, int]) -> None:
    world = autumn()
    async with world.app().run_test(size=size) as pilot:
        await settle(pilot)
        rows = picture_of(world.running).splitlines()
        assert faults_of(world.running) == []

    def row_of(text: str) -> int:
        return next(row for row, shown in enumerate(rows) if text in shown)

    why = row_of("2 of 3 days")
    assert row_of("2 of 3 this week, 1 day left") < why < row_of("Daily six")
    assert "█" in rows[row_of("2 of 3 this week")] + rows[row_of("2 of 3 this week") + 1]
    strength = rows[row_of("24 min ▄")]
    assert "Wed" in strength
    assert strip_of(BUILT_IN.find("strength"))[0] in strength


@pytest.mark.parametrize("size", by_turns(SIZES, 2, first=1), ids=size_name)
async def test_a_beginner_reads_what_it_is_and_which_key_begins(
    world: World, size: tuple[int, int]
) -> None:
    async with world.app().run_test(size=size) as pilot:
        await settle(pilot)
        above = "\n".join(picture_of(world.running).splitlines()[: 5 + size[1] // 12])
        assert "calves" in above
        assert "enter" in above
        assert "First week" in above or size[0] >= 160  # there in large letters
        assert faults_of(world.running) == []


@pytest.mark.parametrize("size", [(200, 60)])
async def test_no_quarter_of_a_large_screen_is_empty(size: tuple[int, int]) -> None:
    world = autumn()
    async with world.app().run_test(size=size) as pilot:
        await settle(pilot)
        rows = picture_of(world.running).splitlines()
    for top in (0, size[1] // 2):
        for left in (0, size[0] // 2):
            part = [row[left : left + size[0] // 2] for row in rows[top : top + size[1] // 2]]
            filled = sum(not cell.isspace() for row in part for cell in row)
            assert filled > len(part) * size[0] // 2 // 12, (top, left)


@pytest.mark.parametrize("size", by_turns(SIZES, 2, first=2), ids=size_name)
async def test_nothing_moves_once_the_records_are_read(size: tuple[int, int]) -> None:
    app = autumn().app()
    places = []
    async with app.run_test(size=size) as pilot:
        for _ in range(2):
            regions = [app.screen.query_one(each).region for each in ("#week", "#proposal")]
            below = [app.screen.query_one(each).region.offset for each in ("#routines", "#moves")]
            places.append((regions, below))
            await settle(pilot)
    assert places[0] == places[1]


async def test_the_figure_moves_for_a_while_and_then_costs_nothing() -> None:
    world = autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        figure = world.running.screen.query_one(MoveFigure)
        rows = [figure._rows]
        for seconds in (0.6, SECONDS_IN_MOTION):
            world.clock.run(seconds)
            figure.refresh_figure()
            rows.append(figure._rows)
        assert rows[1] != rows[0]
        assert rows[2] == rows[0]
        assert figure._timer is None
        await pilot.press("right", "down")
        assert figure._timer is not None


async def test_the_figure_stands_still_while_another_screen_covers_it() -> None:
    world = autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        figure = world.running.screen.query_one(MoveFigure)

        def moves() -> bool:
            figure.refresh_figure()
            return figure._timer is not None and figure._timer._active.is_set()

        assert moves()
        await pilot.press("question_mark")
        assert not moves()
        await pilot.press("escape")
        assert moves()


async def test_with_reduced_motion_the_figure_stands_still() -> None:
    world = autumn()
    async with world.app(reduced_motion=True).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert world.running.screen.query_one(MoveFigure)._timer is None


async def test_the_key_positions_follow_the_cursor() -> None:
    world = autumn()
    async with world.app().run_test(size=(160, 45)) as pilot:
        await pilot.press("down", "right", "down")
        await pilot.pause()
        positions = world.running.screen.query_one(KeyPositions)
        shown = "\n".join(text for text, _ in positions._rows)
        for name in ("Ready", "Rise, hold", "Lower, stretch", "× The heel stays above the edge"):
            assert name in shown


@pytest.mark.parametrize("move", ["tiptoe_walk", "jump_squat", "downward_dog", "foam_roll_calf"])
def test_every_move_has_positions_that_differ_and_its_mistake_last(move: str) -> None:
    steps = {step.exercise.id: step for step in BUILT_IN.find("daily-six").steps}
    figure = FIGURES.find(move)
    assert figure is not None
    positions = key_positions(figure, steps[move])
    assert len(positions) >= 3
    assert all(a.joints != b.joints for a, b in pairwise(positions))
    assert [each.is_mistake for each in positions] == [False] * (len(positions) - 1) + [True]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, ""),
        (TODAY, "today"),
        (TODAY - timedelta(days=6), "Mon"),
        (TODAY - timedelta(days=7), "15 Nov"),
        (TODAY - timedelta(days=400), "2025"),
    ],
)
def test_the_last_day_in_short(day: date | None, said: str) -> None:
    assert day_in_short(day, TODAY) == said


def test_a_routine_of_many_moves_and_a_long_name_fits_its_line() -> None:
    step = Step(Exercise("raise", "Heel raise"), 2, Dose(seconds=30))
    many = Routine("many", "A routine with a very long name indeed", (step,) * 20)
    for width in range(12, 90):
        assert len(routine_line(many, width, "15 Nov")) <= width
    assert len(strip_of(many)) == 6


@pytest.mark.parametrize("width", [38, 58, 76])
async def test_a_long_sentence_about_the_week_is_never_cut(width: int) -> None:
    world = autumn()
    async with world.app().run_test(size=(width + 4, 24)) as pilot:
        await pilot.pause()
        header = world.running.screen.query_one(WeekHeader)
        header.sentence = "0 of 3 this week, frozen: rest awhile"
        header.draw()
        await pilot.pause()
        assert header.sentence in picture_of(world.running)


async def test_a_low_screen_says_whose_moves_these_are_and_what_enter_starts(
    world: World,
) -> None:
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("down", *["down"] * 5, "right")
        await settle(pilot)
        picture = picture_of(world.running)
        assert "Moves of Five minutes" in picture
        assert "enter start Five minutes" in picture
        assert "Today:" not in picture
        assert faults_of(world.running) == []
        await pilot.press("left")
        await settle(pilot)
        picture = picture_of(world.running)
        assert "Today: First week" in picture
        assert "Moves of" not in picture


async def test_a_name_with_brackets_stands_above_its_moves_and_a_long_one_in_no_hint() -> None:
    routine = replace(BUILT_IN.find("five-minutes"), id="own", name="[b]Calves, every second day")
    world = world_with(routine)
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("right")
        await settle(pilot)
        picture = picture_of(world.running)
        assert "Moves of [b]Calves, every second day" in picture
        assert "enter start " in picture
        assert "enter start [b]" not in picture
