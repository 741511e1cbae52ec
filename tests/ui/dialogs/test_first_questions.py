"""Before the first session: at most five short pages, one key skips them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.introduction import READINESS
from calf_tui.core.records.coach_records import Profile
from calf_tui.ui.dialogs.first_questions import FirstQuestionsScreen, pages_of
from calf_tui.ui.live.heel_rise_screen import HeelRiseTestScreen
from calf_tui.ui.live.live_screen import LiveScreen
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.screen import Screen


def newcomer() -> World:
    return World(asks_newcomers=True)


def screen_of(world: World) -> Screen[object]:
    return world.running.screen


def profiles(world: World) -> tuple[Profile, ...]:
    return world.history.kept(Profile)


def test_there_are_at_most_five_pages() -> None:
    assert len(pages_of(Profile(), 3)) <= 5


async def test_one_key_skips_all_and_the_session_starts() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter")
        assert isinstance(screen_of(world), FirstQuestionsScreen)
        await pilot.press("escape")
        assert isinstance(screen_of(world), LiveScreen)
        assert world.session.timeline.routine.id == "first-week"
    (said,) = profiles(world)
    assert (said.heel_raises, said.doctor_first, said.has_dumbbells) == (None, False, True)


async def test_the_answers_are_kept_and_the_session_follows_from_them() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", "enter", "enter")
        await pilot.press("plus", "enter")  # no dumbbells
        await pilot.press("4", "down", *"mo we", "down", *"sa", "enter")
        await pilot.press(*"12", "enter")
        assert isinstance(screen_of(world), LiveScreen)
        steps = {each.exercise.id: each for each in world.session.timeline.routine.steps}
        assert steps["heel_raise_box"].dose.reps == 10
    (said,) = profiles(world)
    assert (said.has_dumbbells, said.heel_raises) == (False, 12)
    assert (said.weekdays, said.hard_run_days) == (frozenset({0, 2}), frozenset({5}))
    assert [each.days for each in world.history.targets()] == [4]


@pytest.mark.parametrize("place", range(len(READINESS)))
async def test_a_yes_leads_to_a_doctor_and_starts_nothing(place: int) -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", "enter", *["down"] * place, "plus")
        await pilot.pause()
        assert text_of(world.running, "#said") == "Ask a doctor before you train."
        await pilot.press("enter", "escape")
        assert screen_of(world) is world.running.routines_screen
        proposal = world.running.routines_screen.proposal
        assert proposal is not None
        assert proposal.advice.notices[0].rule == "doctor-first"
    assert profiles(world)[0].doctor_first


async def test_where_it_hurts_the_heel_raise_begins_on_the_floor() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", *["enter"] * 4, *"30", "down", "plus", "enter")
        steps = {each.exercise.id: each for each in world.session.timeline.routine.steps}
        assert steps["heel_raise_box"].exercise.name == "Heel raise on floor"


async def test_the_raises_may_be_counted_in_a_test() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", *["enter"] * 4, "down", "down", "plus", "enter")
        await pilot.pause()
        assert isinstance(screen_of(world), HeelRiseTestScreen)


async def test_what_is_not_understood_is_said_on_its_page() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", *["enter"] * 3, "9", "enter")
        await pilot.pause()
        assert "a number from 1 to 7 is wanted" in text_of(world.running, "#said")


@pytest.mark.parametrize("known", ["session", "profile"])
async def test_who_has_a_history_or_a_profile_is_not_asked(known: str) -> None:
    sessions = [make_session()] if known == "session" else []
    world = World(asks_newcomers=True, history=MemoryHistory(sessions))
    if known == "profile":
        world.trainer().runner_records.change_profile()
    async with world.app().run_test() as pilot:
        await pilot.press("down", "down", "down", "enter")
        assert isinstance(screen_of(world), LiveScreen)


async def test_a_session_of_the_command_line_is_not_held_up() -> None:
    world = newcomer()
    async with world.app(BUILT_IN.find("after-run")).run_test() as pilot:
        await pilot.pause()
        assert isinstance(screen_of(world), LiveScreen)


async def test_another_routine_is_the_first_session_too() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("down", "down", "enter", "escape", "s")
        assert world.session.timeline.routine.id == "strength"
