"""Sets are counted alike wherever they are said: finished from half of them on, as in a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from calf_tui.cli.text_reports import history_text
from calf_tui.core.progress.progress_text import week_line
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.ui.dialogs.confirmations import EndConfirmation
from calf_tui.ui.history.session_screen import SessionScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from tests.ui.conftest import World, world_with
from tests.ui.live.test_summary_screen import facts_of
from tests.ui.progress.test_history_page import number_of
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot


WALK = Step(Exercise("walk", "Walk"), 3, Dose(seconds=20), rest=10)
STRETCH = Step(Exercise("stretch", "Stretch"), 2, Dose(seconds=10), rest=10, sides="each")
FIVE_SETS = Routine("five", "Five sets", (WALK, STRETCH))


async def asked(world: World, pilot: Pilot[object]) -> str:
    """What the end question says; the session goes on."""
    await pilot.press("q")
    screen = world.running.screen
    assert isinstance(screen, EndConfirmation)
    said = str(list(screen.query(Static))[1].content)
    await pilot.press("escape")
    world.run(3)
    await pilot.pause()
    return said


async def test_every_place_counts_finished_sets_and_names_those_in_part() -> None:
    world = world_with(FIVE_SETS)
    async with world.app(FIVE_SETS).run_test(size=(110, 40)) as pilot:
        await pilot.pause()
        assert await asked(world, pilot) == "Nothing was done, nothing is kept."
        await pilot.press("s")
        kept = ": what you did is kept."
        assert (await asked(world, pilot)).endswith("so far: what you skipped is kept as skipped.")
        world.run(31)  # the rest, and the second walk
        await pilot.press("n", "s")  # no rest, no third walk
        world.run(21)  # the change of move, and the left side of the first stretch
        assert await asked(world, pilot) == f"2 of 5 sets (1 in part) done so far{kept}"
        await pilot.press("q", "enter")
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
        assert text_of(world.running, "#headline").startswith(
            "Five sets partly done: 2 of 5 sets (1 in part) in"
        )
        assert facts_of(world)["Sets done"] == "2 of 5 (1 in part)"
        assert "2 of 5 sets (1 in part)" in history_text(world.history.sessions(), 1)
        snapshot = world.running.trainer.progress_snapshot()
        week = snapshot.progress_until(snapshot.today, 1).weeks[-1]
        assert ", 2 sets," in week_line(week)
        await pilot.press("enter", number_of("History"))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(world.running.screen, SessionScreen)
        said = [str(each.content) for each in world.running.screen.query(Static)]
        assert any("2 of 5 sets (1 in part)" in each for each in said)


async def test_the_offer_to_go_on_counts_as_the_session_did() -> None:
    world = world_with(FIVE_SETS)
    world.train_and_vanish(FIVE_SETS, 60)  # one walk whole, the second broken off at its end
    async with world.app().run_test() as pilot:
        await pilot.pause()
        said = [str(each.content) for each in world.running.screen.query(Static)]
        assert any("2 of 5 sets done" in each for each in said)
