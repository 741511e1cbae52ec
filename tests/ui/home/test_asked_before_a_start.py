"""What is asked before a routine starts after a stop for pain, or that jumps while it hurts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.coach.proposal.proposal_text import all_reasons
from calf_tui.ui.command_palette import commands_of
from calf_tui.ui.dialogs.pain_stop import JumpsQuestion, StopQuestion
from calf_tui.ui.dialogs.text_screens import HelpScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.key_hints import KeyHints
from tests.fakes import MemoryHistory
from tests.full import by_turns
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, World
from tests.ui.home.test_home import settle
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.records.session_record import SessionRecord, Status

SWOLLEN, SHARP = STOP_SIGNS[1], STOP_SIGNS[-1]
TODAY = date(2026, 11, 22)
BEFORE = make_session(date(2026, 11, 16), record_id="before")


def trained_today(note: str = "", pain: int = 7, status: Status = "stopped_pain") -> World:
    """A session of today that hurt in the calf."""
    last = make_session(TODAY)
    sets = tuple(replace(each, pain=pain, pain_site="calf") for each in last.sets)
    record: SessionRecord = replace(last, status=status, sets=sets, note=note)
    return World(history=MemoryHistory([BEFORE, record]))


def in_front(world: World) -> object:
    return world.running.screen


def proposal_of(world: World) -> str:
    return text_of(world.running, "#proposal")


def hints_of(world: World) -> str:
    return str(world.running.screen.query_one(KeyHints).content)


async def test_how_it_is_can_be_said_on_the_day_of_the_stop() -> None:
    world = trained_today(SHARP.sign)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert isinstance(in_front(world), StopQuestion)
        await pilot.press("n")
        await pilot.pause()
        assert proposal_of(world).startswith("Rest today")
        assert "s is it gone?" in hints_of(world)
        await pilot.press("s")
        assert isinstance(in_front(world), StopQuestion)
        await pilot.press("g")
        await pilot.pause()
        said = proposal_of(world)
        assert said.startswith("Rest today, or After a run, ")
        assert "\nStopped for pain today: nothing hard. You trained today. " in said


async def test_a_serious_sign_is_asked_about_by_its_own_name() -> None:
    world = trained_today(SWOLLEN.sign)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "s was it checked?" in hints_of(world)
        assert "deload" not in proposal_of(world)


@pytest.mark.parametrize(
    ("way", "key", "begins"),
    by_turns(
        (
            (way, key, begins)
            for way in ("list", "palette", "start")
            for key, begins in (("s", True), ("n", False), ("escape", False))
        ),
        share=4,  # each way and each key once
    ),
)
async def test_a_start_after_a_serious_sign_asks_once(way: str, key: str, begins: bool) -> None:
    world = trained_today(SWOLLEN.sign)
    daily = BUILT_IN.find("daily-six")
    async with world.app(daily if way == "start" else None).run_test() as pilot:
        await pilot.pause()
        if way != "start":
            await pilot.press("escape")
        if way == "list":
            await pilot.press("down", "enter")
        elif way == "palette":
            app = world.running
            found = commands_of(app, app.routines_screen)
            next(each for each in found if each.title == "Start Daily six").run()
            await pilot.pause()
        assert isinstance(in_front(world), StopQuestion)
        said = "\n".join(str(each.content) for each in pilot.app.screen.query(Static))
        assert "Get medical help the same day." in said
        assert "Daily six loads what you stopped for." in said
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(in_front(world), LiveScreen if begins else RoutinesScreen)


@pytest.mark.parametrize(
    ("key", "moves"), [("enter", ["wall_calf_stretch"]), ("s", ["jump_squat", "wall_calf_stretch"])]
)
async def test_jumps_are_offered_to_be_left_out_while_it_hurts(key: str, moves: list[str]) -> None:
    world = trained_today(pain=3, status="completed")
    routine = BUILT_IN.find("five-minutes")
    async with world.app(routine).run_test() as pilot:
        await pilot.pause()
        assert isinstance(in_front(world), JumpsQuestion)
        assert text_of(world.running, ".title") == "Five minutes without jumps, 2 min?"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(in_front(world), RoutinesScreen)
        world.running.choose(routine)
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        steps = world.session.timeline.routine.steps
        assert [each.exercise.id for each in steps] == moves


@pytest.mark.parametrize(
    ("size", "key", "name"),
    [
        (size, key, name)
        for place, (key, name) in enumerate(
            (("enter", "Squat to the toes"), ("s", "Jump squat"), ("escape", None))
        )
        for size in by_turns(((40, 12), (80, 24)), 2, first=place)
    ],
)
async def test_in_the_first_weeks_the_form_without_flight_is_offered(
    size: tuple[int, int], key: str, name: str | None
) -> None:
    world = World()
    async with world.app(BUILT_IN.find("five-minutes")).run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(in_front(world), JumpsQuestion)
        assert text_of(world.running, ".title") == "Five minutes with squats to the toes, 5 min?"
        assert "enter with squats to the toes" in hints_of(world)
        await pilot.press(key)
        await pilot.pause()
        if name is None:
            assert isinstance(in_front(world), RoutinesScreen)
        else:
            assert world.session.timeline.routine.steps[0].exercise.name == name


async def test_the_session_proposed_asks_nothing_about_jumps() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(in_front(world), LiveScreen)


async def test_a_routine_without_jumps_starts_at_once_while_it_hurts() -> None:
    world = trained_today(pain=3, status="completed")
    async with world.app(BUILT_IN.find("after-run")).run_test() as pilot:
        await pilot.pause()
        assert isinstance(in_front(world), LiveScreen)


async def test_the_proposal_says_that_jumps_rest_for_pain() -> None:
    world = trained_today(pain=3, status="completed")
    async with world.app().run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        assert "Jumps rest while pain is 3 or more" in proposal_of(world)


async def test_enter_on_a_day_of_rest_goes_to_the_routines() -> None:
    world = trained_today(SHARP.sign)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "enter choose one" in hints_of(world)
        above, details = (text_of(world.running, f"#{each}") for each in ("proposal", "details"))
        assert above.startswith("Rest today\nYou stopped for pain today. You trained today.")
        what_to_do, _, why = details.partition("\n\n")
        assert what_to_do == "Once it is gone or was checked, say so with the key below."
        proposal = world.running.routines_screen.proposal
        assert proposal is not None
        assert why.endswith(all_reasons(proposal))
        assert "You stopped for pain (calf) today: what loads the place rests until" in why
        await pilot.press("enter")
        await pilot.pause()
        assert not world.running.routines_screen.is_proposing
        assert "enter start" in hints_of(world)


async def test_a_type_of_day_ends_with_its_session() -> None:
    world = World(history=MemoryHistory([BEFORE]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("t")
        assert proposal_of(world).startswith("Before a run, ")
        await pilot.press("enter")
        world.run(300, step=4)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert proposal_of(world).startswith("Rest today, or After a run, ")


@pytest.mark.parametrize(
    ("sign", "meaning"), [(SHARP, "is it gone?"), (SWOLLEN, "was it checked?")]
)
async def test_the_key_below_is_below_on_a_low_screen_and_the_help_says_the_same(
    sign: StopSign, meaning: str
) -> None:
    world = trained_today(sign.sign)
    async with world.app().run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        assert f"s {meaning}" in picture_of(world.running)
        world.running.notify("Not started.")
        await settle(pilot)
        picture = picture_of(world.running)
        for key in (f"s {meaning}", "PgDn more", "? keys", "q quit"):
            assert key in picture
        await pilot.press("question_mark")
        screen = world.running.screen
        assert isinstance(screen, HelpScreen)
        assert [row.meaning for row in screen.rows if row.keys == "s"] == [meaning]
