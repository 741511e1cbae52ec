"""What a runner does, from the first screen to the week's bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session.timeline import build
from calf_tui.ui.dialogs.confirmations import EndConfirmation
from calf_tui.ui.dialogs.pain_stop import PainStop
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.fakes import FixedRoutines, FullHistory, MemoryHistory, SlowWriter
from tests.ui.conftest import BUILT_IN, World, world_with
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot


MOVE = Exercise("move", "Heel raise", cues=("Rise straight up",))
SHORT = Routine("short", "Short", (Step(MOVE, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""


def live_screen(world: World) -> LiveScreen:
    screen = world.running.screen
    assert isinstance(screen, LiveScreen)
    return screen


async def settle(pilot: Pilot[object]) -> None:
    await pilot.pause()


async def test_the_whole_daily_six_ends_by_itself_and_shows_the_week(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("down", "enter", "s")
        assert isinstance(world.running.screen, LiveScreen)
        world.run(build(BUILT_IN.find("daily-six")).seconds + 5, step=4.5)
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)
        assert text_of(world.running, "#headline") == "Daily six completed: 18 sets in 35:25"
        await pilot.press("enter")
        assert isinstance(world.running.screen, WeekPage)
        assert text_of(world.running, "#week") == "1 of 3 this week, a new week starts tomorrow"
    (record,) = world.history.sessions()
    assert record.status == "completed"
    assert len(record.sets) == 24
    assert {each.outcome for each in record.sets} == {"done"}


async def test_the_summary_waits_until_the_session_is_on_disk() -> None:
    writer = SlowWriter()
    world = World(routines=FixedRoutines([SHORT]), writer=writer)
    async with world.app(SHORT).run_test() as pilot:
        world.run(57.5, step=4)
        await settle(pilot)
        assert world.session.is_over
        assert isinstance(world.running.screen, LiveScreen)
        assert text_of(world.running, "#fetch") == "Not saved yet: the disk takes its time."
        writer.work()
        world.run(0.5)
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)
        assert text_of(world.running, "#headline") == "Short completed: 2 sets in 0:55"


async def test_after_the_session_escape_leads_back_to_the_routines() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(60, step=4)
        await settle(pilot)
        await pilot.press("escape")
        screen = world.running.screen
        assert isinstance(screen, RoutinesScreen)
        assert text_of(world.running, "#week").startswith("1 of 3 this week")


async def test_going_on_after_the_way_out_or_the_stop_screen_ends_nothing() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(30, step=4)
        for key, question in (("q", EndConfirmation), ("x", PainStop)):
            await pilot.press(key)
            assert type(world.running.screen) is question
            assert world.session.is_paused
            await pilot.press("escape")
            assert isinstance(world.running.screen, LiveScreen)
            assert not world.session.is_paused
        world.run(30, step=4)
        await settle(pilot)
    (record,) = world.history.sessions()
    assert record.status == "completed"


async def test_ending_early_keeps_what_was_done() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(30, step=4)
        await pilot.press("q", "y")
        await settle(pilot)
        assert text_of(world.running, "#headline") == "Short partly done: 1 of 2 sets in 0:30"
    (record,) = world.history.sessions()
    assert record.status == "partial"
    assert [each.outcome for each in record.sets] == ["done"]


async def test_a_session_that_is_being_saved_is_not_asked_about_again() -> None:
    writer = SlowWriter()
    world = World(routines=FixedRoutines([SHORT]), writer=writer)
    async with world.app(SHORT).run_test() as pilot:
        world.run(30, step=4)
        writer.work()  # the set before
        world.run(0.5)
        await pilot.press("q", "enter", "q")
        assert world.session.is_over
        assert isinstance(world.running.screen, LiveScreen)
        writer.work()
        world.run(0.5)
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)


async def test_control_c_twice_ends_too() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(30, step=4)
        await pilot.press("ctrl+c")
        assert isinstance(world.running.screen, EndConfirmation)
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)


async def test_pain_ends_the_session_and_says_what_to_do() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(30, step=4)
        await pilot.press("x")
        assert isinstance(world.running.screen, PainStop)
        await pilot.press("down", "down", "down", "enter")
        (record,) = world.history.sessions()
        assert (record.status, record.note) == ("stopped_pain", "Chest pain or trouble breathing")
        assert "emergency number" in text_of(world.running, "#advice Static")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)
        assert "frozen" in text_of(world.running, "#week")


async def test_a_question_left_with_escape_leaves_the_session_as_it_was() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.run(15, step=4)
        for key in ("q", "x"):
            await pilot.press(key)
            assert world.session.is_paused
            world.clock.run(20)
            await pilot.press("escape")
            now = world.clock.monotonic()
            assert (world.session.is_paused, world.session.elapsed(now)) == (False, 10)
            assert world.session.lead_in(now) == 3
            assert text_of(world.running, "#phase") == "▷ GET READY"
            assert text_of(world.running, "#caption") == "seconds to go on"
            assert "space" not in text_of(world.running, "#fetch").lower()
        await pilot.press("space")
        for key in ("q", "x"):  # one that was paused stays paused and says so
            await pilot.press(key, "escape")
            assert world.session.is_paused
            assert text_of(world.running, "#phase") == "‖ PAUSED"
            assert "space" in text_of(world.running, "#fetch").lower()


async def test_the_keys_of_a_set_do_what_they_say() -> None:
    paced = Step(MOVE, 1, Dose(reps=5), tempo=Tempo(1, 0, 2, 1), rest=10)
    routine = Routine("keys", "Keys", (*SHORT.steps, paced), change=10)
    world = world_with(routine)
    async with world.app(routine).run_test() as pilot:
        await pilot.press("n")
        assert text_of(world.running, "#phase") == "▶ WORK"
        await pilot.press("plus")
        assert world.session.length == 30
        await pilot.press("minus")
        assert world.session.length == 20
        world.run(5)
        await pilot.press("s")
        assert world.outcomes == ["skipped"]
        await pilot.press("u")
        assert world.outcomes == []
        world.run(4)
        await pilot.press("enter")
        assert world.outcomes == ["short"]
        assert text_of(world.running, "#phase") == "◼ REST"
        world.run(4)
        await pilot.press("b")
        assert world.session.elapsed(world.clock.monotonic()) == 0
        await pilot.press("m")
        assert world.player.muted
        assert text_of(world.running, "#sound") == "♪ muted"


async def test_muted_the_screen_flashes_with_every_beep_and_not_between() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        await pilot.press("m")
        seen = []
        for _ in range(50):
            world.clock.run(0.1)
            live_screen(world).tick()
            seen.append(live_screen(world).query_one("#band").has_class("-flash"))
        assert [tick for tick, flash in enumerate(seen, start=1) if flash] in (
            [20, 21, 30, 31, 40, 41, 50],
            [20, 30, 40, 50],
        )


async def test_without_animations_nothing_flashes() -> None:
    world = world_with(SHORT)
    async with world.app(SHORT).run_test() as pilot:
        world.running.animation_level = "none"
        await pilot.press("m")
        for _ in range(50):
            world.clock.run(0.1)
            live_screen(world).tick()
            assert not live_screen(world).query_one("#band").has_class("-flash")


async def test_a_session_that_could_not_be_saved_waits_on_the_screen_until_it_is() -> None:
    history = FullHistory()
    world = World(routines=FixedRoutines([SHORT]), history=history)
    async with world.app(SHORT).run_test() as pilot:
        world.run(70, step=4)
        await settle(pilot)
        assert isinstance(world.running.screen, LiveScreen)
        assert text_of(world.running, "#fetch").startswith("Not saved yet: The disk is full")
        history.space = True
        world.run(10)
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)
    (record,) = history.sessions()
    assert record.status == "completed"


async def test_what_is_safe_in_the_journal_alone_is_shown_and_holds_nobody_up() -> None:
    history = MemoryHistory()
    history.safe_for_now = "Safe for now: the disk is full, so free some space."
    world = World(routines=FixedRoutines([SHORT]), history=history)
    async with world.app(SHORT).run_test() as pilot:
        world.run(10)
        await settle(pilot)
        assert text_of(world.running, "#fetch") == history.safe_for_now
        world.run(60, step=4)
        await settle(pilot)
        assert isinstance(world.running.screen, SummaryScreen)
        notices = {each.message for each in world.running._notifications}
        assert history.safe_for_now in notices


async def test_a_session_that_cannot_be_saved_can_be_left() -> None:
    history = FullHistory()
    world = World(routines=FixedRoutines([SHORT]), history=history)
    async with world.app(SHORT).run_test() as pilot:
        world.run(70, step=4)
        await pilot.press("q", "y")
        await settle(pilot)
        assert world.running.screen is world.running.routines_screen


async def test_progress_can_be_looked_at_first_and_arrows_choose_a_routine(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        assert isinstance(world.running.screen, WeekPage)
        assert "a bar for every week" in text_of(world.running, "#empty")
        await pilot.press("escape")
        assert isinstance(world.running.screen, RoutinesScreen)
        await pilot.press("down", "down", "down", "enter")
        assert text_of(world.running, "#routine") == "Before a run"
