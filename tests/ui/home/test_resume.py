"""A session that was cut short, and the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.proposal.proposal_text import headline
from calf_tui.core.records.coach_records import Profile
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.ui.dialogs.confirmations import ResumeOffer
from calf_tui.ui.dialogs.pain_stop import DoctorQuestion
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import SlowWriter
from tests.ui.conftest import BUILT_IN, World, world_with
from tests.ui.support import scenes
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOVE = Exercise("move", "Heel raise")
SHORT = Routine("short", "Short", (Step(MOVE, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""
OPEN = Step(Exercise("jump", "Jump squat", repetition="landing"), 1, Dose(reps=8))


@pytest.fixture
def interrupted() -> World:
    """Killed in the rest."""
    world = world_with(SHORT)
    world.train_and_vanish(SHORT, 28)
    return world


async def test_enter_goes_on_at_the_set_that_comes_next(interrupted: World) -> None:
    async with interrupted.app().run_test() as pilot:
        await pilot.pause()
        assert isinstance(interrupted.running.screen, ResumeOffer)
        await pilot.press("enter")
        assert isinstance(interrupted.running.screen, LiveScreen)
        assert interrupted.session.phase.set == 2
        interrupted.run(26)
    (record,) = interrupted.history.sessions()
    assert (record.status, len(record.sets)) == ("completed", 2)


@pytest.mark.parametrize(("key", "screen"), [("enter", RoutinesScreen), ("s", LiveScreen)])
async def test_a_doctor_is_asked_about_before_it_goes_on(
    interrupted: World, key: str, screen: type
) -> None:
    interrupted.history.keep(Profile(doctor_first=True))
    async with interrupted.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(interrupted.running.screen, DoctorQuestion)
        await pilot.press(key)
        assert isinstance(interrupted.running.screen, screen)


async def test_an_open_set_names_its_key_from_the_lead_in_on() -> None:
    routine = Routine("free", "Free", (Step(MOVE, 2, Dose(seconds=20), rest=10), OPEN))
    world = world_with(routine)
    world.train_and_vanish(routine, 64)
    world.writer = SlowWriter()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert world.session.phase.kind == "open"
        assert text_of(world.running, "#task") == "8 landings, then press enter"


@pytest.mark.parametrize(("key", "kept"), [("k", 1), ("escape", 1), ("q", 1), ("d", 0)])
async def test_it_is_kept_or_discarded_and_not_asked_for_again(
    interrupted: World, key: str, kept: int
) -> None:
    async with interrupted.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("x", "space", key)
        assert isinstance(interrupted.running.screen, RoutinesScreen)
        assert len(interrupted.history.sessions()) == kept
        said = [each.message for each in interrupted.running._notifications]
        assert said == (["Kept: Short partly done: 1 of 2 sets in 0:28."] * kept)
    async with interrupted.app().run_test() as pilot:
        await pilot.pause()
        assert isinstance(interrupted.running.screen, RoutinesScreen)


async def test_a_session_asked_for_by_name_comes_after_the_answer(interrupted: World) -> None:
    async with interrupted.app(SHORT).run_test() as pilot:
        await pilot.pause()
        assert isinstance(interrupted.running.screen, ResumeOffer)
        await pilot.press("k")
        assert isinstance(interrupted.running.screen, LiveScreen)
        assert interrupted.session.phase.kind == "ready"
        assert len(interrupted.history.sessions()) == 1


class Typed:
    """Keys, and time that passes while the next is awaited."""

    patience = 60.0

    def __init__(self, world: World, keys: Iterator[str]) -> None:
        self._world = world
        self._keys = keys

    def read(self, seconds: float) -> str:
        self._world.clock.run(seconds)
        return next(self._keys, "")


@pytest.mark.parametrize(
    ("key", "is_gone_on_with", "sets"), [("g", True, [2]), ("k", False, [1]), ("d", False, [])]
)
def test_lines_of_text_ask_too(
    interrupted: World, key: str, is_gone_on_with: bool, sets: list[int]
) -> None:
    interrupted.app()
    lines: list[str] = []
    keys = Typed(interrupted, iter(["x", "", key]))
    session = PlainSession(interrupted.running.trainer, keys, lines.append)
    assert session.offer_cut_short() is is_gone_on_with
    assert lines[0] == (
        "Your last session was cut short. Short, begun at 17:03: 1 of 2 sets done. "
        "Next is Heel raise, set 2 of 2."
    )
    assert [len(each.sets) for each in interrupted.history.sessions()] == sets


def test_in_lines_of_text_a_doctor_is_asked_about_before_it_goes_on(interrupted: World) -> None:
    interrupted.history.keep(Profile(doctor_first=True))
    interrupted.app()
    lines: list[str] = []
    keys = Typed(interrupted, iter(["g", "x"]))
    assert PlainSession(interrupted.running.trainer, keys, lines.append).offer_cut_short()
    assert any(line.startswith("Ask a doctor before you train.") for line in lines)
    assert not any(line.startswith("Short: ") for line in lines)  # it waits for the next start


def test_while_a_session_has_not_ended_no_other_is_proposed() -> None:
    world = scenes.interrupted()
    other = world.trainer()
    proposal = other.coach.propose(BUILT_IN.all())
    assert headline(proposal, proposal.session) == "Daily six is in progress"
    assert proposal.session is None
    assert other.coach.propose(BUILT_IN.all(), as_of=other.coach.today).session is not None
    other.unfinished.keep()
    proposal = other.coach.propose(BUILT_IN.all())
    assert headline(proposal, proposal.session).startswith("Rest today, or After a run, ")


def test_a_session_of_half_a_day_ago_is_in_progress_no_more() -> None:
    world = scenes.interrupted()
    world.clock.run(13 * 3600)
    proposal = world.trainer().coach.propose(BUILT_IN.all())
    assert proposal.reasons[0].rule != "in-progress"
