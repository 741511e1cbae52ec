"""Runs in the week and in the calendar, in words and as a sign."""

from __future__ import annotations

from datetime import date

import pytest

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.progress_text import calendar_rows, day_line
from calf_tui.core.records.coach_records import Run
from calf_tui.ui.progress.period_screen import DayCells, PeriodScreen
from calf_tui.ui.progress.year_heatmap import YearHeatmap
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import number_of, three_sessions
from tests.ui.support.reading import text_of

HARD = Run(date(2026, 11, 19), 55, 10, hard=True, id="hard")
EASY = Run(date(2026, 11, 21), None, 8, id="easy")


def with_runs(world: World) -> World:
    world.history.keep_all([HARD, EASY])
    return world


def rows_of(widget: DayCells | YearHeatmap) -> list[str]:
    return [widget.render_line(row).text for row in range(widget.size.height)]


async def test_the_week_shows_its_runs() -> None:
    world = with_runs(three_sessions())
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        await pilot.pause()
        cells = rows_of(world.running.screen.query_one(DayCells))
        assert cells[2].split() == ["»55", "›8km"]
        reading = text_of(world.running, "#reading")
        assert reading.endswith("; » 2 runs, 55 min, 18 km, 1 hard")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(world.running.screen, PeriodScreen)
        assert "2 runs, 55 min, 18 km" in text_of(world.running, "#title")
        assert "delete run" not in text_of(world.running, "KeyHints")


@pytest.mark.parametrize("world", [three_sessions(), World()], ids=["sessions", "none"])
async def test_the_calendar_shows_its_runs_and_one_is_deleted_and_brought_back(
    world: World,
) -> None:
    with_runs(world)
    async with world.app().run_test() as pilot:
        await pilot.press("p", number_of("Calendar"))
        await pilot.pause()
        marks = "".join(rows_of(world.running.screen.query_one(YearHeatmap)))
        assert (marks.count("»"), marks.count("›")) == (1, 1)
        await pilot.press("up")
        assert "› 1 run, 8 km" in text_of(world.running, "#day")
        await pilot.press("enter")
        await pilot.pause()
        assert text_of(world.running, "#runs") == "Run, Sat 21 Nov 2026, 8 km"
        assert "d delete run" in text_of(world.running, "KeyHints")
        await pilot.press("d")
        await pilot.pause()
        assert world.history.kept(Run) == (HARD,)
        assert not world.running.screen.query("#runs")
        assert "d delete run" not in text_of(world.running, "KeyHints")
        await pilot.press("u")
        await pilot.pause()
        assert {each.id for each in world.history.kept(Run)} == {HARD.id, EASY.id}
        assert text_of(world.running, "#runs") == "Run, Sat 21 Nov 2026, 8 km"


def test_runs_in_the_texts_of_days() -> None:
    world = with_runs(World())
    snapshot = ProgressSnapshot.of_history(world.history, date(2026, 11, 22), "monday")
    said = "Thu 19 Nov 2026: » 1 run, 55 min, 10 km, hard"
    assert day_line(snapshot, HARD.local_date) == said
    assert [row for _, row in calendar_rows(snapshot)] == [
        "Sat 21 Nov 2026  › run, 8 km",
        "Thu 19 Nov 2026  » run, 55 min, 10 km, hard",
    ]
