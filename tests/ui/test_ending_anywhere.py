"""Told to end, or its terminal gone: in every state and on every screen it ends, nothing lost."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from calf_tui.core.errors import OF_SIGNAL, TERMINAL_GONE
from calf_tui.ui.terminal_signals import TerminalSignals
from tests.fakes import FullHistory, MemoryHistory
from tests.full import IS_FULL
from tests.ui.conftest import World
from tests.ui.support import scenes
from tests.ui.support.live_scenes import STATES
from tests.ui.support.scenes import autumn, interrupted, morning

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from calf_tui.ui.app import CalfApp
    from tests.ui.support.scenes import Scene

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def pressing(*keys: str) -> Scene:
    async def press(_world: World, pilot: Pilot[object]) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    return press


def with_copies() -> World:
    world = autumn()
    assert isinstance(world.history, MemoryHistory)
    world.history.copies = {"training (conflicted copy).json": ()}
    return world


OUTSIDE: dict[str, tuple[Callable[[], World], Scene]] = {
    "first screen": (autumn, scenes.started),
    "moves": (autumn, scenes.routines),
    "keys page": (autumn, pressing("question_mark")),
    "palette": (autumn, pressing("ctrl+p")),
    "resume offer": (interrupted, scenes.started),
    "merge offer": (with_copies, pressing("c")),
    "morning after": (morning, scenes.started),
    "summary": (autumn, scenes.summary),
    **{f"page {number}": (autumn, pressing("p", number)) for number in "12345"},
    "day": (autumn, pressing("p", "enter")),
    "find": (autumn, pressing("p", "2", "slash")),
    "past session": (autumn, pressing("p", "2", "enter")),
    "note": (autumn, pressing("p", "2", "n")),
    "form": (autumn, pressing("p", "2", "e")),
    "new pause": (autumn, pressing("p", "5", "a")),
    "plans": (autumn, pressing("p", "5", "c")),
    "heel-rise test": (autumn, pressing("b", "l", "enter", "enter", "enter")),
    "first questions": (lambda: World(asks_newcomers=True), pressing("enter", "enter")),
}
EVERYWHERE = {**STATES, **OUTSIDE}
ALIKE = {"mistake", "paced_up", "paced_top", "open", "one_typed", "answered", "switch", "change"}
ALIKE |= {
    "too_much_pain",
    "stalled",
    "flash",
    "moves",
    "page 1",
    "page 2",
    "page 4",
    "morning after",
}
"""Left to the full run: to the end of the program they are like another that is tried."""
NEVER = 3600.0
"""Seconds after which a thread would end the tests by force."""
WAYS = ("SIGTERM", "SIGHUP", "gone")
TRIED = [
    (place, way)
    for number, place in enumerate(sorted(EVERYWHERE, key=lambda place: place in ALIKE))
    for turn, way in enumerate(WAYS)
    if IS_FULL or (turn == number // 5 % len(WAYS) and place not in ALIKE and number % 5 == 1)
]


def end(app: CalfApp, way: str) -> None:
    if way == "gone":  # as the driver does it
        app.exit(return_code=TERMINAL_GONE)
    else:
        signal.raise_signal(signal.Signals[way])


@pytest.mark.parametrize(("place", "way"), TRIED)
async def test_it_ends_and_nothing_is_lost(place: str, way: str) -> None:
    make_world, lead_there = EVERYWHERE[place]
    world = make_world()
    with closing(TerminalSignals(lambda: False, patience=NEVER)) as signals:
        app = world.app(signals=signals)
        async with app.run_test() as pilot:
            await lead_there(world, pilot)
            end(app, way)
            for _ in range(500):
                if not app.is_running:
                    break
                await asyncio.sleep(0.01)  # the loop has to run to end
            assert not app.is_running
        assert app.return_code == (
            TERMINAL_GONE if way == "gone" else OF_SIGNAL + signal.Signals[way]
        )
    if isinstance(world.history, FullHistory):
        world.history.space = True
    done = len(world.session.results) if place in STATES else 0
    app.trainer.leave()
    assert world.player.closed
    if place in STATES:
        require_kept(world, done)


async def test_keys_that_wait_are_dropped_once_it_is_to_end() -> None:
    app = autumn().app()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.exit()
        late = Key("up", None)
        await app.on_event(late)
        assert not late.is_forwarded


def require_kept(world: World, done: int) -> None:
    """So many sets of the session are on record, and it can be gone on with."""
    session_in_progress = world.history.session_in_progress()
    assert session_in_progress is not None
    records = {each.id: each for each in world.history.sessions()}
    record = records.get(session_in_progress.beginning.id)
    assert record.status == "partial" if record else not done
    assert len(record.sets if record else ()) >= done
