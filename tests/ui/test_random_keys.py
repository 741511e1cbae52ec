"""Whatever keys are pressed, there is a way on and no set is lost.

CALF_TUI_PRESSES asks for more of them: a key takes far longer here than in plain mode. The seed is
printed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.binding import Binding

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.ui.dialogs.confirmations import EndConfirmation, RepetitionsQuestion
from calf_tui.ui.dialogs.pain_stop import JumpsQuestion, PainStop, StopQuestion
from calf_tui.ui.dialogs.text_screens import HelpScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.keys.bindings import LIVE
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from tests.full import of_full, seeded
from tests.ui.conftest import World, world_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.records.session_record import SetRecord

THROUGH_THE_APP = int(os.environ.get("CALF_TUI_PRESSES", of_full(800, 150)))
THROUGH_THE_TERMINAL = of_full(100, 50)
LEADING_OUT = ("app.quit", "quit", "app.command_palette", "command_palette", "app.suspend_process")
MOVE = Exercise("move", "Heel raise", hands=1, cues=("Rise",), mistakes=("Bounce",), kit=("box",))
SQUAT = Exercise("squat", "Jump squat", repetition="landing")
ROUTINE = Routine(
    "all",
    "All kinds",
    (
        Step(MOVE, 2, Dose(seconds=25), rest=10, load_kg=8),
        Step(MOVE, 2, Dose(reps=5), tempo=Tempo(1, 1, 3, 1), rest=10, sides="each"),
        Step(SQUAT, 2, Dose(reps=8), rest=10),
    ),
)
KEYS = [
    *"snbdukjlhmxfeqpygaov0123456789.,+-=?!",
    "space",
    "enter",
    "escape",
    "tab",
    "backspace",
    "up",
    "down",
    "left",
    "right",
    "ctrl+c",
    "f1",
]
SAFE = [key for key in KEYS if key not in ("q", "x", "!", "escape", "ctrl+c", "?", "f1")]
"""Those that do not lead away from a session under way; the others are pressed less often."""
TRAINING = (LiveScreen, EndConfirmation, PainStop, RepetitionsQuestion, HelpScreen, SummaryScreen)
NAMES = {
    ".": "full_stop",
    ",": "comma",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "?": "question_mark",
    "!": "exclamation_mark",
}


def kept(world: World) -> dict[str, Sequence[SetRecord]]:
    return {each.id: each.sets for each in world.history.sessions()}


def require_nothing_lost(world: World) -> None:
    """What the engine knows of the session is what is on record of it."""
    session = world.session
    on_record = kept(world).get(world.running.trainer._present.beginning.id, ())
    assert [(each.done, each.outcome) for each in on_record] == [
        (each.done, each.outcome) for each in session.results
    ]
    answers = {each.phase: each for each in session.answers}
    for result, each in zip(session.results, on_record, strict=True):
        answer = answers.get(result.phase)
        assert (each.rpe, each.pain) == ((answer.rpe, answer.pain) if answer else (None, None))


async def press(world: World, key: str) -> None:
    """A key as the app obeys it, without a terminal's way there."""
    app, screen = world.running, world.running.screen
    active = screen.active_bindings.get(NAMES.get(key, key))
    if active is not None and active.binding.action not in LEADING_OUT:
        await app.run_action(active.binding.action, active.node)


async def test_any_keys_find_no_dead_end_and_lose_no_set() -> None:
    choose = seeded("any keys")
    world = world_with(ROUTINE)
    pressed, sessions = 0, 0
    async with world.app().run_test(size=(40, 12)) as pilot:
        while pressed < THROUGH_THE_APP:
            await pilot.pause()
            screen = world.running.screen
            if isinstance(screen, RoutinesScreen):
                await pilot.press("enter")
                sessions += 1
            elif isinstance(screen, StopQuestion | JumpsQuestion):
                await pilot.press("s")
            elif not isinstance(screen, TRAINING):
                await pilot.press("escape")
            # Most keys are for a session, not for the screens between two of them.
            for _ in range(100 if isinstance(world.running.screen, TRAINING) else 1):
                pressed += isinstance(world.running.screen, TRAINING)
                await press(world, choose.choice(KEYS if choose.random() < 0.2 else SAFE))
                world.clock.run(choose.choice([0.0, 0.0, 0.1, 0.7, 2.5]))
                if isinstance(world.running.screen, LiveScreen):
                    world.running.screen.tick()
                require_nothing_lost(world)
                if world.running.screen is not screen:
                    break
    assert sessions
    assert sum(map(len, kept(world).values())) > of_full(5, 0)


async def test_keys_typed_in_the_terminal_do_as_well() -> None:
    choose = seeded("keys typed")
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test(size=(40, 12)) as pilot:
        for _ in range(THROUGH_THE_TERMINAL):
            key = choose.choice([each for each in KEYS if each not in ("q", "ctrl+c")])
            await pilot.press(NAMES.get(key, key))
            world.clock.run(choose.choice([0.0, 0.3, 2.5]))
            require_nothing_lost(world)
        for _ in range(20):
            if isinstance(world.running.screen, RoutinesScreen):
                break
            # A form that was changed is left by a second escape.
            leaves = {LiveScreen: ("q", "y"), EndConfirmation: ("y",)}
            await pilot.press(*leaves.get(type(world.running.screen), ("escape", "escape")))
        assert isinstance(world.running.screen, RoutinesScreen)


def test_the_keys_pressed_are_those_that_are_bound() -> None:
    bound = {key for each in LIVE if isinstance(each, Binding) for key in each.key.split(",")}
    assert bound <= {NAMES.get(key, key) for key in KEYS} | {"ctrl+q"}
