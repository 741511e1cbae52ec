"""What a summary writes large, how the week fills, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.progress.last_time_and_achievements import Achievement, meets_week, reward
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.session_sets import finished_sets, set_count
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.widgets.large_text import LargeWords
from calf_tui.ui.widgets.week_cells import SECONDS_A_CELL, WeekCells
from tests.records import make_session
from tests.ui.support.legibility import faults_of
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.ui.conftest import World

SUNDAY = date(2026, 11, 22)
FIRST = Achievement("jump_squat", "first")


@pytest.mark.parametrize(
    ("news", "is_first", "is_week_met", "said"),
    [
        ((), False, False, "18 sets"),
        ((FIRST,), False, False, "New: 1 move"),
        ((FIRST, FIRST), False, False, "New: 2 moves"),
        ((FIRST,), True, False, "First session"),
        ((FIRST, Achievement("heel_raise_box", "heaviest", 10.0)), False, False, "Best: 10 kg"),
        ((Achievement("heel_raise_box", "most", 12.0),), False, False, "Best: 12 reps"),
        ((Achievement("tiptoe_walk", "most", 60.0, is_seconds=True),), False, False, "Best: 60 s"),
        ((Achievement("tiptoe_walk", "most", 60.0, is_seconds=True),), False, True, "Week met"),
    ],
)
def test_the_rarest_is_written_large(
    news: tuple[Achievement, ...], is_first: bool, is_week_met: bool, said: str
) -> None:
    record = make_session(SUNDAY, sets=18)
    assert reward(record, news, is_first=is_first, is_week_met=is_week_met) == said


def test_nothing_is_celebrated_after_a_stop_for_pain() -> None:
    record = replace(make_session(SUNDAY, sets=18), status="stopped_pain")
    assert reward(record, (FIRST,), is_first=True, is_week_met=True) == "18 sets"


@pytest.mark.parametrize(("days", "met"), [(1, False), (2, False), (3, True), (4, False)])
def test_a_week_is_met_by_the_session_that_completes_it_alone(days: int, met: bool) -> None:
    sessions = tuple(
        make_session(date(2026, 11, 22 - back), record_id=f"{back}", sets=18)
        for back in reversed(range(days))
    )
    snapshot = ProgressSnapshot(SUNDAY, sessions)
    assert meets_week(sessions[-1], snapshot) is met


async def five_minutes(world: World, pilot: Pilot[object]) -> SummaryScreen:
    await pilot.press(*["down"] * 6, "enter")
    world.run(305, step=4)
    await pilot.pause()
    screen = world.running.screen
    assert isinstance(screen, SummaryScreen)
    return screen


async def test_the_cells_fill_one_by_one_and_then_stand() -> None:
    world = autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        screen = await five_minutes(world, pilot)
        week = screen.query_one(WeekCells)
        assert screen.query_one(LargeWords).text == "Week met"
        full = []
        for _ in range(9):
            full.append(str(week.content).count("█"))
            world.clock.run(SECONDS_A_CELL)
            screen.keep()
        assert full == [0, 0, 2, 4, 4, 4, 4, 6, 6]
        assert text_of(world.running, "#next") == "Next: After a run, 10 min, tomorrow"
        assert faults_of(world.running) == []


async def test_the_next_session_comes_tomorrow_where_the_day_is_met_by_more_than_one() -> None:
    world = autumn()
    first = replace(world.history.sessions()[-1], id="first", local_date=SUNDAY)
    assert finished_sets(first.sets) >= 2
    world.history.save(first)
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * 6, "enter")
        world.run(70, step=4)
        await pilot.press("q", "enter")
        await pilot.pause()
        assert set_count(world.history.sessions()[-1]).finished == 1
        assert text_of(world.running, "#next").endswith(", tomorrow")


async def test_with_reduced_motion_they_are_full_at_once() -> None:
    world = autumn()
    async with world.app(reduced_motion=True).run_test(size=(80, 24)) as pilot:
        screen = await five_minutes(world, pilot)
        assert str(screen.query_one(WeekCells).content).count("█") == 6


async def test_a_low_screen_writes_the_achievement_large_where_rows_are_left() -> None:
    world = autumn()
    async with world.app().run_test(size=(60, 16)) as pilot:
        screen = await five_minutes(world, pilot)
        await pilot.pause()
        for size, rows in (((60, 16), 4), ((40, 12), 0), ((80, 24), 4)):
            await pilot.resize_terminal(*size)
            screen.keep()
            await pilot.pause()
            reward = screen.query_one(LargeWords)
            drawn = [reward.render_line(y).text.strip() for y in range(reward.size.height)]
            assert sum(map(bool, drawn)) == rows, size
            if size == (60, 16):
                assert screen.query_one("#sheet").max_scroll_y == 0
                assert faults_of(world.running) == []
