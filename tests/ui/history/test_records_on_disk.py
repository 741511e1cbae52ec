"""What a runner changes on the pages is in the file, and stays when the app is killed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.storage.history import TinyHistory
from calf_tui.ui.history.session_screen import SessionScreen
from calf_tui.ui.progress.period_screen import PeriodScreen
from tests.records import AN_INSTANT, make_session
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import number_of
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HISTORY, PLAN = number_of("History"), number_of("Plan")
OLDER, NEWER = (make_session(date(2026, 11, day), record_id=f"of {day}") for day in (20, 21))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file of two sessions."""
    path = tmp_path / "training.json"
    history = open_history(path)
    for each in (OLDER, NEWER):
        history.save(each)
    history.close()
    return path


def open_history(path: Path) -> TinyHistory:
    return TinyHistory(path, lambda: AN_INSTANT)


@pytest.fixture
def world(path: Path) -> Iterator[World]:
    history = open_history(path)
    yield World(history=history)
    history.close()


def after_a_kill(path: Path) -> list[tuple[str, str]]:
    """Id and note of each session, as a program finds them that starts now."""
    return [(each.id, each.note) for each in open_history(path).sessions()]


async def test_every_change_is_on_disk_with_its_key(world: World, path: Path) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "n", *"odd", "enter")
        assert after_a_kill(path) == [("of 20", ""), ("of 21", "odd")]
        await pilot.press("d")
        assert after_a_kill(path) == [("of 20", "")]
        await pilot.press("u")
        assert after_a_kill(path) == [("of 20", ""), ("of 21", "odd")]
        await pilot.press("u")
        assert after_a_kill(path) == [("of 20", ""), ("of 21", "")]
        await pilot.press(PLAN, "plus", "a", "enter")
        found = open_history(path)
        assert [each.days for each in found.targets()] == [4]
        assert [each.reason for each in found.pauses()] == ["holiday"]


async def test_a_second_app_looks_back_and_says_who_writes(world: World, path: Path) -> None:
    first = open_history(path)
    first.open()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "d")
        await pilot.press("enter")
        assert isinstance(world.running.screen, SessionScreen)
        await pilot.press("e")
        assert isinstance(world.running.screen, SessionScreen)
        said = {each.message for each in world.running._notifications}
        assert len(said) == 1
        assert "is in use by another Calf TUI" in said.pop()
    assert after_a_kill(path) == [("of 20", ""), ("of 21", "")]
    first.close()


async def test_a_session_is_opened_and_changed_from_its_week_as_well(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("p", "enter")
        assert isinstance(world.running.screen, PeriodScreen)
        await pilot.press("enter")
        assert isinstance(world.running.screen, SessionScreen)
        await pilot.press("n", *"odd", "enter", "d")
        assert isinstance(world.running.screen, PeriodScreen)
        await pilot.press("escape")
        assert text_of(world.running, "#week") == "1 of 3 this week, 1 day left"
