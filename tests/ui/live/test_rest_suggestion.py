"""In the rest after a move's last set: what the coach suggests for the next time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.routines.routine import Routine
from calf_tui.ui.live.live_screen import LiveScreen
from tests.fakes import MemoryHistory
from tests.ui.conftest import BUILT_IN, World
from tests.ui.live.test_suggested_increases import BEFORE, DOG, HOLD, TODAY
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot


DOGS = replace(DOG, sets=3, dose=HOLD)
ROLLING = BUILT_IN.find("daily-six").steps[-1]
ROUTINE = Routine("dogs", "Dogs", (DOGS, replace(ROLLING, sets=1)), change=30)
ASKED = "Next time 3 × 20 s? a take, o hold, v change"
SHORT = "Next 3 × 20 s: a take, o hold"


async def to_the_rest(world: World, pilot: Pilot[object]) -> None:
    """Three easy holds, and the answers about the last; the digits do not shrink."""
    while not (world.session.phase.kind == "change" and world.session.results):
        world.run(2, step=2)
    await pilot.press("5")
    await pilot.pause()
    height = world.running.screen.query_one("#digits").size.height
    await pilot.press("0")
    world.run(1)
    await pilot.pause()
    assert world.running.screen.query_one("#digits").size.height >= height


def told(world: World) -> str:
    return f"{text_of(world.running, '#next')}\n{text_of(world.running, '#fetch')}"


def trained() -> World:
    return World(history=MemoryHistory([BEFORE]))


@pytest.mark.parametrize(
    ("size", "keys", "reply", "accepted", "seconds"),
    [
        ((40, 12), "a", "Next time 3 × 20 s.", True, None),
        ((80, 24), "o", "Held as it is.", False, None),
        ((80, 24), "v a", "Next time 3 × 15 s.", True, 15.0),
        ((120, 40), "v v a", "Next time 3 × 20 s.", True, None),
    ],
)
async def test_it_is_taken_held_or_changed_with_a_key(
    size: tuple[int, int], keys: str, reply: str, accepted: bool, seconds: float | None
) -> None:
    world = trained()
    async with world.app(ROUTINE).run_test(size=size) as pilot:
        await to_the_rest(world, pilot)
        assert (SHORT if size[1] < 20 else ASKED) in told(world)
        await pilot.press(*keys.split())
        assert reply in told(world)
        (kept,) = world.running.trainer.coach_record_editor.suggestions()
        assert (kept.local_date, kept.exercise) == (TODAY, "downward_dog")
        assert (kept.is_accepted, kept.seconds) == (accepted, seconds)
        await pilot.press("a", "o")
        assert len(world.running.trainer.coach_record_editor.suggestions()) == 1
        assert isinstance(world.running.screen, LiveScreen)


@pytest.mark.parametrize(("key", "said"), [("a", "Taken."), ("", "Take it?")])
async def test_the_summary_asks_only_what_was_not_answered(key: str, said: str) -> None:
    world = trained()
    async with world.app(ROUTINE).run_test(size=(120, 40)) as pilot:
        await to_the_rest(world, pilot)
        await pilot.press(*filter(None, [key]), "right")
        while not world.session.is_over:
            world.run(4, step=4)
        await pilot.pause()
        await pilot.press("5", "0")
        world.running.screen.keep()  # type: ignore[attr-defined]
        assert text_of(world.running, "#suggestions").endswith(said)


async def test_hard_sets_and_unanswered_ones_suggest_nothing() -> None:
    world = trained()
    async with world.app(ROUTINE).run_test() as pilot:
        while not (world.session.phase.kind == "change" and world.session.results):
            world.run(1)
        await pilot.press("5")
        world.run(1)
        assert "Next time" not in told(world)
        await pilot.press("u", "9", "0", "a")
        world.run(1)
        assert "Next time" not in told(world)
    assert world.running.trainer.coach_record_editor.suggestions() == ()
