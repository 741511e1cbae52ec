"""What becomes known of the records while the app runs is said, each sentence once."""

from __future__ import annotations

from textual.events import AppFocus

from calf_tui.core.errors import UserError
from calf_tui.ui.live.live_screen import LiveScreen
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World

EARLY = "One record was not understood."
LATE = "training.json was edited by another program, which took 2 sessions away."
AT_THE_END = "training.json was taken away."


class NoticingHistory(MemoryHistory):
    """A history that learns of what other programs do."""

    said: tuple[str, ...] = (EARLY,)

    is_readable = True

    def notices(self) -> tuple[str, ...]:
        if not self.is_readable:
            raise UserError("training.json cannot be read.")
        return self.said


async def test_what_becomes_known_later_is_said_on_the_first_screen_once() -> None:
    history = NoticingHistory([make_session()])
    world = World(history=history)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        history.said = (EARLY, LATE)
        for _ in range(2):
            await pilot.press("p", "escape")
            await pilot.pause()
        assert [each.message for each in world.running._notifications] == [EARLY, LATE]
        history.said = (EARLY, LATE, AT_THE_END)
    assert world.running.untold() == (AT_THE_END,)
    assert world.running.untold() == ()


async def test_a_session_is_neither_disturbed_nor_ended_by_it() -> None:
    history = NoticingHistory([make_session()])
    world = World(history=history)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(world.running.screen, LiveScreen)
        history.is_readable = False
        world.running.post_message(AppFocus())
        await pilot.pause()
        history.is_readable, history.said = True, (LATE,)
        world.running.post_message(AppFocus())
        await pilot.pause()
        assert isinstance(world.running.screen, LiveScreen)
        assert LATE not in [each.message for each in world.running._notifications]
