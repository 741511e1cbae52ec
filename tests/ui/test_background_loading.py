"""The records are opened in a thread, and the first screen answers keys meanwhile."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.platform.fast_startup import BackgroundThreads
from calf_tui.ui.app import CalfApp
from calf_tui.ui.dialogs.text_screens import WhyScreen
from calf_tui.ui.forms.onboarding_questions import OnboardingScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, FIGURES, World
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.training.trainer import Trainer


class SlowRecords:
    """Opens the records of a world once it may."""

    def __init__(self, world: World, fault: str = "") -> None:
        self.may_open = Event()
        self.opened = 0
        self._world = world
        self._fault = fault

    def open(self) -> Trainer:
        assert self.may_open.wait(10)
        self.opened += 1
        if self._fault:
            raise UserError(self._fault)
        return self._world.trainer()


def app_over(records: SlowRecords, threads: BackgroundThreads) -> CalfApp:
    return CalfApp(BUILT_IN, records.open, FIGURES, run_in_thread=threads.run)


async def opened(pilot: Pilot[object], records: SlowRecords, threads: BackgroundThreads) -> None:
    records.may_open.set()
    threads.wait()
    await pilot.pause()
    await pilot.pause()


async def test_keys_are_answered_before_the_records_are_open(world: World) -> None:
    with BackgroundThreads() as threads:
        records = SlowRecords(world)
        app = app_over(records, threads)
        async with app.run_test() as pilot:
            await pilot.press("down", "down")
            assert app.routines_screen.routine.name == "Strength"
            assert (text_of(app, "#proposal").strip(), records.opened) == ("", 0)

            await opened(pilot, records, threads)

            assert text_of(app, "#proposal").strip()
            assert app.routines_screen.routine.name == "Strength"
            assert records.opened == 1


async def test_a_key_that_needs_the_records_waits_for_them(world: World) -> None:
    with BackgroundThreads() as threads:
        records = SlowRecords(world)
        app = app_over(records, threads)
        async with app.run_test() as pilot:
            records.may_open.set()
            await pilot.press("down", "enter")
            threads.wait()
            await pilot.pause()
            assert isinstance(app.screen, OnboardingScreen)
            await pilot.press("escape", "s")
            await pilot.pause()
            assert isinstance(app.screen, LiveScreen)
            assert records.opened == 1


async def test_why_is_answered_before_the_first_screen_shows_the_proposal(world: World) -> None:
    with BackgroundThreads() as threads:
        records = SlowRecords(world)
        app = app_over(records, threads)
        async with app.run_test() as pilot:
            records.may_open.set()
            await pilot.press("w")
            assert isinstance(app.screen, WhyScreen)
            threads.wait()
            await pilot.pause()
            assert isinstance(app.screen, WhyScreen)
            assert records.opened == 1


async def test_records_that_cannot_be_read_end_the_app_with_their_fault(world: World) -> None:
    with BackgroundThreads() as threads:
        records = SlowRecords(world, "The disk is on fire; fetch water.")
        app = app_over(records, threads)
        async with app.run_test() as pilot:
            await opened(pilot, records, threads)
        assert str(app.return_value) == "The disk is on fire; fetch water."
        assert app.return_code == 1


async def test_the_app_ends_although_the_records_are_not_open(world: World) -> None:
    records = SlowRecords(world)
    with BackgroundThreads() as threads:
        app = app_over(records, threads)
        async with app.run_test() as pilot:
            await pilot.press("q")
        assert app.return_code == 0
        records.may_open.set()
    assert records.opened == 1


async def test_nothing_is_read_beside_a_session_of_the_command_line(world: World) -> None:
    jobs: list[object] = []
    routine = BUILT_IN.find("after-run")
    app = CalfApp(BUILT_IN, world.trainer, FIGURES, routine=routine, run_in_thread=jobs.append)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.routines_screen.proposal is not None
    assert jobs == []


async def test_the_sums_of_trends_are_computed_beside_the_first_page(world: World) -> None:
    world.history.save(make_session(world.clock.now().date()))
    jobs: list[Callable[[], None]] = []
    app = CalfApp(BUILT_IN, world.trainer, FIGURES, run_in_thread=jobs.append)
    async with app.run_test() as pilot:
        await pilot.pause()
        jobs.pop()()
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        snapshot = app.trainer.progress_snapshot()
        assert isinstance(app.screen, WeekPage)
        assert "moves" not in vars(snapshot)

        jobs.pop()()

        assert vars(snapshot)["moves"].keys() == {"heel_raise_box"}
        assert app.trainer.progress_snapshot() is snapshot
