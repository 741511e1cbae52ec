"""Before the first session: at most five short pages, one key skips them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.introduction_texts import READINESS
from calf_tui.core.records.coach_records import Profile
from calf_tui.ui.dialogs.pain_stop import DoctorQuestion
from calf_tui.ui.forms.onboarding_questions import OnboardingScreen, pages_of
from calf_tui.ui.live.heel_rise_screen import HeelRiseTestScreen
from calf_tui.ui.live.live_screen import LiveScreen
from tests.fakes import MemoryHistory
from tests.full import by_turns
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.legibility import picture_of
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
        assert isinstance(screen_of(world), OnboardingScreen)
        await pilot.press("escape")
        assert isinstance(screen_of(world), LiveScreen)
        assert world.session.timeline.routine.id == "first-week"
    (said,) = profiles(world)
    assert (said.heel_raises, said.doctor_first, said.has_dumbbells) == (None, False, True)


async def test_the_answers_are_kept_and_what_follows_is_shown_before_it_starts() -> None:
    world = newcomer()
    async with world.app().run_test(notifications=True) as pilot:
        await pilot.press("enter", "enter", "enter")
        await pilot.press("plus", "enter")  # no dumbbells
        await pilot.press("4", "down", *"mo we", "down", *"sa", "enter")
        await pilot.press(*"12", "enter")
        await pilot.pause()
        home = world.running.routines_screen
        assert screen_of(world) is home
        assert home.is_proposing
        proposed = text_of(world.running, "#proposal").splitlines()[0]
        assert f"From your answers: {proposed}. enter starts it." in picture_of(world.running)
        await pilot.press("enter")
        assert isinstance(screen_of(world), LiveScreen)
        assert "From your answers" not in picture_of(world.running)
        steps = {each.exercise.id: each for each in world.session.timeline.routine.steps}
        assert steps["heel_raise_box"].dose.reps == 10
    (said,) = profiles(world)
    assert (said.has_dumbbells, said.heel_raises) == (False, 12)
    assert (said.weekdays, said.hard_run_days) == (frozenset({0, 2}), frozenset({5}))
    assert [each.days for each in world.history.targets()] == [4]


@pytest.mark.parametrize("place", by_turns(range(len(READINESS)), 3))
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
        assert proposal.notices[0].rule == "doctor-first"
        for key, screen in (("enter", type(screen_of(world))), ("s", LiveScreen)):
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(screen_of(world), DoctorQuestion)
            assert "You said yes to one of these: chest pain" in picture_of(world.running)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(screen_of(world), screen)
    assert profiles(world)[0].doctor_first


@pytest.mark.parametrize("keys", [("plus",), ("plus", "enter", "enter"), ("plus", "escape")])
async def test_a_yes_is_kept_whenever_the_app_is_left(keys: tuple[str, ...]) -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", "enter", *keys, "ctrl+q")
    assert profiles(world)[0].doctor_first


async def test_pages_passed_without_an_answer_are_asked_again_after_the_app_was_left() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", "enter", "enter", "enter", "ctrl+q")
    async with world.app().run_test() as pilot:
        await pilot.press("enter")
        assert isinstance(screen_of(world), OnboardingScreen)


async def test_the_way_out_says_that_it_trains_until_an_answer_counts_and_a_fault_is_named() -> (
    None
):
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "esc skip all and train" in text_of(world.running, "KeyHints")
        await pilot.press("enter", "enter", "9", "enter")
        await pilot.pause()
        assert "a number from 1 to 7 is wanted" in text_of(world.running, "#said")
        await pilot.press("delete", "3", "down", "down", *"mo", "enter")
        await pilot.pause()
        assert "esc skip the rest" in text_of(world.running, "KeyHints")


async def test_before_a_heel_rise_test_a_doctor_is_asked_about_too() -> None:
    world = newcomer()
    world.history.keep(Profile(doctor_first=True))
    async with world.app().run_test() as pilot:
        await pilot.press("p", "5", "b")
        assert isinstance(screen_of(world), DoctorQuestion)
        await pilot.press("s")
        assert isinstance(screen_of(world), HeelRiseTestScreen)


async def test_where_it_hurts_the_heel_raise_begins_on_the_floor() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", *["enter"] * 4, *"30", "down", "plus", "enter")
        assert isinstance(screen_of(world), LiveScreen)  # as it was proposed before
        steps = {each.exercise.id: each for each in world.session.timeline.routine.steps}
        assert steps["heel_raise_box"].exercise.name == "Heel raise on floor"


async def test_the_raises_may_be_counted_in_a_test() -> None:
    world = newcomer()
    async with world.app().run_test() as pilot:
        await pilot.press("enter", *["enter"] * 4, "down", "down", "plus", "enter")
        await pilot.pause()
        assert isinstance(screen_of(world), HeelRiseTestScreen)


@pytest.mark.parametrize("known", ["session", "profile"])
async def test_who_has_a_history_or_a_profile_is_not_asked(known: str) -> None:
    sessions = [make_session()] if known == "session" else []
    world = World(asks_newcomers=True, history=MemoryHistory(sessions))
    if known == "profile":
        world.trainer().coach_record_editor.change_profile()
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
