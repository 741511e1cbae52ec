"""What becomes known of the records while the app runs is said, each sentence once."""

from __future__ import annotations

from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World

EARLY = "One record was not understood."
LATE = "training.json was edited by another program, which took 2 sessions away."
AT_THE_END = "training.json was taken away."


class NoticingHistory(MemoryHistory):
    """A history that learns of what other programs do."""

    said: tuple[str, ...] = (EARLY,)

    def notices(self) -> tuple[str, ...]:
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
