"""Effort, pain and load, told with one key each while the rest runs."""

from __future__ import annotations

import pytest

from calf_tui.core.exercise import Exercise
from calf_tui.core.routine import Dose, Routine, Step
from calf_tui.ui.widgets.answer_row import AnswerRow
from tests.fakes import SlowWriter
from tests.ui.conftest import World, world_with
from tests.ui.reading import text_of

WALK = Exercise("walk", "Tiptoe walk", hands=2)
TWO = Routine("two", "Two", (Step(WALK, 3, Dose(seconds=20), rest=30, load_kg=16),))
"""Ready 0-5, work 5-25, rest 25-55, work 55-75, rest, work 105-125."""


@pytest.fixture
def world() -> World:
    return world_with(TWO)


def last_set(world: World) -> tuple[int | None, int | None, str | None]:
    """What is on disk of the set that ended last."""
    (record,) = world.history.sessions()
    last = record.sets[-1]
    return last.rpe, last.pain, last.pain_site


async def test_three_keys_answer_and_each_is_kept_at_once(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        assert text_of(world.running, "#answers").startswith("Effort of that set?")
        await pilot.press("7")
        assert last_set(world) == (7, None, None)
        assert text_of(world.running, "#answers").startswith("Pain in it?")
        await pilot.press("3")
        assert last_set(world) == (7, 3, None)
        await pilot.press("2")
        assert last_set(world) == (7, 3, "achilles")
        assert text_of(world.running, "#answers").startswith("Effort 7 · pain 3, Achilles · Carry")
        assert world.session.elapsed(world.clock.monotonic()) == 5


async def test_an_answer_is_shown_when_it_is_on_disk(world: World) -> None:
    world.writer = writer = SlowWriter()
    async with world.app(TWO).run_test() as pilot:
        world.run(25.5)
        assert text_of(world.running, "#answers") == ""
        writer.work()
        world.run(0.5)
        assert text_of(world.running, "#answers").startswith("Effort of that set?")
        await pilot.press("7")
        assert text_of(world.running, "#answers").startswith("Effort of that set?")
        writer.work()
        world.run(0.5)
        assert text_of(world.running, "#answers").startswith("Pain in it?")
        assert last_set(world) == (7, None, None)
        writer.work()


async def test_ten_is_nought_for_effort_and_is_typed_for_pain(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.press("0", "1", "0")
        assert last_set(world) == (10, 10, None)


async def test_a_question_can_be_passed_over_and_comes_back_after_the_next_set(
    world: World,
) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.press("tab", "0")
        assert last_set(world) == (None, 0, None)
        world.run(50)
        assert text_of(world.running, "#answers").startswith("Effort of that set?")


async def test_figures_mean_nothing_during_a_set(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(10)
        before = world.session
        await pilot.press("5", "0", "tab")
        assert world.session == before
        assert not world.running.screen.has_class("-asking")


async def test_too_much_pain_offers_the_end_of_the_move(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.press("e")
        assert world.outcomes == ["done"]
        await pilot.press("5", "6", "1")
        assert "end this move" in text_of(world.running, "KeyHints")
        await pilot.press("e")
        assert world.outcomes == ["done", "skipped", "skipped"]


async def test_the_load_is_changed_for_the_sets_to_come(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        assert "8 kg in each hand" in text_of(world.running, "#place")
        await pilot.press("full_stop")
        assert "9 kg in each hand" in text_of(world.running, "#place")
        await pilot.press("full_stop", "comma", "u")
        assert "10 kg in each hand" in text_of(world.running, "#place")
        world.run(50)
    (record,) = world.history.sessions()
    assert [each.load_kg for each in record.sets] == [16, 20]


async def test_a_click_answers_too(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.pause()
        row = world.running.screen.query_one(AnswerRow)
        at = text_of(world.running, "#answers").index("4")
        await pilot.click(AnswerRow, offset=(at, 0))
        await pilot.pause()
        assert row.region.height >= 1
        assert last_set(world) == (4, None, None)
