"""The end of a session: numbers, the last set's answers, a note, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.fakes import FullHistory, MemoryHistory
from tests.ui.conftest import World, world_with
from tests.ui.support.reading import text_of

RAISE = Exercise("raise", "Heel raise", hands=1)
ROUTINE = Routine(
    "raises",
    "Raises",
    (Step(RAISE, 2, Dose(reps=5), tempo=Tempo(1, 0, 2, 1), rest=10, load_kg=8),),
)
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""


def facts_of(world: World) -> dict[str, str]:
    screen = world.running.screen
    names = [str(each.content) for each in screen.query(".name").results(Static)]
    amounts = [str(each.content) for each in screen.query(".amount").results(Static)]
    return dict(zip(names, amounts, strict=True))


def is_home(world: World) -> bool:
    return world.running.screen is world.running.routines_screen


async def test_it_says_what_was_done_and_what_is_new_and_asks_about_the_last_set() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60)
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
        assert facts_of(world) == {
            "Sets done": "2 of 2",
            "Time": "0:55",
            "Repetitions": "10",
            "Time under tension": "0:40",
            "Lifted": "80 kg·reps",
        }
        assert text_of(world.running, "#news") == "New: Heel raise"
        assert text_of(world.running, "#week").startswith("1 of 3 this week")
        await pilot.press("8", "2", "1")
        (record,) = world.history.sessions()
        last = record.sets[-1]
        assert (last.rpe, last.pain, last.pain_site) == (8, 2, "calf")
        assert record.sets[0].rpe is None
        assert record.status == "completed"
        await pilot.press("escape")
        assert is_home(world)


async def test_a_new_day_before_it_is_mounted_changes_the_week_that_it_will_show() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60)
        await pilot.pause()
        record = world.running.trainer.last_record
        assert record is not None
        screen = SummaryScreen(world.running.trainer, record)
        world.clock.run(7 * 86400)
        screen.renew()
        await world.running.push_screen(screen)
        assert text_of(world.running, "#week").startswith("0 of 3 this week")


async def test_more_than_ever_before_is_said() -> None:
    history = MemoryHistory()
    first = World(history=history, routines=world_with(ROUTINE).routines)
    async with first.app(ROUTINE).run_test() as pilot:
        first.run(60)
        await pilot.pause()
    first.clock.run(86400)
    second = World(history=history, routines=first.routines, clock=first.clock)
    async with second.app(ROUTINE).run_test() as pilot:
        await pilot.press("full_stop")
        second.run(60)
        await pilot.pause()
        assert text_of(second.running, "#news") == "Best: Heel raise with 10 kg in all"


TWO_MOVES = replace(
    ROUTINE,
    steps=(ROUTINE.steps[0], replace(ROUTINE.steps[0], exercise=Exercise("walk", "Walk"), sets=1)),
)


async def test_where_it_hurt_is_asked_once_more_of_a_move_that_did_not_say() -> None:
    world = world_with(TWO_MOVES)
    async with world.app(TWO_MOVES).run_test() as pilot:
        world.run(26)
        await pilot.press("5", "4")
        world.run(31)
        await pilot.press("5", "3")
        world.run(60)
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
        await pilot.press("6", "0")
        await pilot.pause()
        asked = text_of(world.running, "#answers")
        assert asked.startswith("Heel raise: where was the pain of 4?")
        await pilot.press("2")
        assert text_of(world.running, "#answers").startswith("Which leg?")
        await pilot.press("1")
        await pilot.pause()
        assert "where" not in text_of(world.running, "#answers").lower()
        (record,) = world.history.sessions()
        places = [each.pain_site for each in record.sets]
        assert places == ["left achilles", None, None]
        assert [each.pain for each in record.sets] == [4, 3, 0]


@pytest.mark.parametrize(("pain", "leaving"), [("3", ["tab"]), ("2", [])])
async def test_that_question_can_be_left_and_is_not_asked_of_a_little_pain(
    pain: str, leaving: list[str]
) -> None:
    world = world_with(TWO_MOVES)
    async with world.app(TWO_MOVES).run_test() as pilot:
        world.run(26)
        await pilot.press("5", pain)
        world.run(100)
        await pilot.pause()
        await pilot.press("6", "0", *leaving)
        await pilot.pause()
        assert "where" not in text_of(world.running, "#answers").lower()
        (record,) = world.history.sessions()
        assert (record.sets[0].pain, record.sets[0].pain_site) == (int(pain), None)


async def test_a_note_is_kept_with_enter_and_with_escape_and_figures_in_it_are_no_answers() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60)
        await pilot.pause()
        await pilot.press("n", *"7 km q", "enter")
        (record,) = world.history.sessions()
        assert record.note == "7 km q"
        assert record.sets[-1].rpe is None
        assert isinstance(world.running.screen, SummaryScreen)
        await pilot.press("n", *", good", "escape")
        assert world.history.sessions()[-1].note == "7 km q, good"
        assert isinstance(world.running.screen, SummaryScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(world.running.screen, WeekPage)


async def test_a_note_is_read_whole_on_a_small_screen() -> None:
    world = world_with(ROUTINE)
    note = "The left calf was stiff on the stairs, better after the warm-up"
    async with world.app(ROUTINE).run_test(size=(40, 12)) as pilot:
        world.run(60)
        await pilot.pause()
        await pilot.press("tab", "tab", "n", *note, "enter")
        await pilot.pause()
        shown = [strip.text for strip in world.running.screen._compositor.render_strips()]
        lines = " ".join(line.strip(" ▁▂▃▄▅▆▇█") for line in shown)
        assert note in " ".join(lines.split())
        await pilot.press("n", "!", "enter")
        assert world.history.sessions()[-1].note == f"{note}!"


async def test_a_note_that_cannot_be_saved_is_told_and_kept_once_there_is_space() -> None:
    history = FullHistory()
    history.space = True
    world = World(history=history, routines=world_with(ROUTINE).routines)
    async with world.app(ROUTINE).run_test() as pilot:
        world.run(60)
        await pilot.pause()
        screen = world.running.screen
        assert isinstance(screen, SummaryScreen)
        history.space = False
        await pilot.press("n", "x", "enter")
        screen.keep()
        await pilot.pause()
        assert [each.title for each in world.running._notifications] == ["Not saved"]
        history.space = True
        world.clock.run(10)
        screen.keep()
        (record,) = history.sessions()
        assert record.note == "x"
