"""Every state of the live screen, for its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.ui.live.live_screen import LiveScreen
from tests.fakes import FixedRoutines, FullHistory
from tests.ui.conftest import World
from tests.ui.support import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from tests.ui.support.scenes import Scene

FREE = Routine(
    "free",
    "At your own pace",
    (Step(Exercise("raise", "Heel raise", cues=("Rise straight up",)), 2, Dose(reps=12)),),
)


async def _at(world: World, pilot: Pilot[object], phases: int, seconds: float) -> None:
    """So many phases into "Daily six", and so many seconds into that one."""
    await pilot.press("down", "enter", *["n"] * phases)
    world.run(seconds, step=4)
    await pilot.pause()


async def ready(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 0, 2)


async def paced_up(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 7, 13.6)


async def paced_top(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 7, 14.5)


async def paced_bottom(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 7, 25.5)


async def open_set(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 1, 23)


async def reps_question(world: World, pilot: Pilot[object]) -> None:
    await open_set(world, pilot)
    await pilot.press("n", "1")
    await pilot.pause()


async def marked(world: World, pilot: Pilot[object]) -> None:
    await pilot.press("down", "enter", "n")
    world.run(64, step=4)
    await pilot.press("up", "up")
    await pilot.pause()


async def one_typed(world: World, pilot: Pilot[object]) -> None:
    await pilot.press("down", "enter", "n")
    world.run(64, step=4)
    await pilot.press("4", "1")
    await pilot.pause()


async def switch(world: World, pilot: Pilot[object]) -> None:
    await pilot.press("down", "down", "down", "enter", *["n"] * 10)
    world.run(2)
    await pilot.pause()


async def change(world: World, pilot: Pilot[object]) -> None:
    await _at(world, pilot, 6, 3)


async def lead_in(world: World, pilot: Pilot[object]) -> None:
    await scenes.timed(world, pilot)
    await pilot.press("space", "space")
    world.run(1)
    await pilot.pause()


async def stalled(world: World, pilot: Pilot[object]) -> None:
    await scenes.timed(world, pilot)
    world.clock.run(30)
    screen = world.running.screen
    assert isinstance(screen, LiveScreen)
    screen.tick()
    await pilot.pause()


async def not_saved(world: World, pilot: Pilot[object]) -> None:
    await pilot.press("down", "enter", "s", "n")
    world.run(62, step=4)
    await pilot.pause()


async def flash(world: World, pilot: Pilot[object]) -> None:
    await pilot.press("down", "enter", "m")
    world.run(2, step=0.5)
    await pilot.pause()


async def keys(world: World, pilot: Pilot[object]) -> None:
    await scenes.timed(world, pilot)
    await pilot.press("question_mark")
    await pilot.pause()


STATES: dict[str, tuple[Callable[[], World], Scene]] = {
    "ready": (scenes.autumn, ready),
    "timed": (scenes.autumn, scenes.timed),
    "mistake": (scenes.autumn, scenes.mistake),
    "paced_up": (scenes.autumn, paced_up),
    "paced_top": (scenes.autumn, paced_top),
    "paced_bottom": (scenes.autumn, paced_bottom),
    "open": (lambda: World(routines=FixedRoutines([FREE])), open_set),
    "reps_question": (lambda: World(routines=FixedRoutines([FREE])), reps_question),
    "rest": (scenes.autumn, scenes.rest),
    "marked": (scenes.autumn, marked),
    "one_typed": (scenes.autumn, one_typed),
    "answered": (scenes.autumn, scenes.answered),
    "too_much_pain": (scenes.autumn, scenes.too_much_pain),
    "switch": (scenes.autumn, switch),
    "change": (scenes.autumn, change),
    "paused": (scenes.autumn, scenes.paused),
    "lead_in": (scenes.autumn, lead_in),
    "stalled": (scenes.autumn, stalled),
    "not_saved": (lambda: World(history=FullHistory()), not_saved),
    "flash": (scenes.autumn, flash),
    "end_guard": (scenes.autumn, scenes.end_guard),
    "pain_stop": (scenes.autumn, scenes.pain_stop),
    "keys": (scenes.autumn, keys),
}
"""By name: a world, and what leads to the state in it. "live" is the way down."""
