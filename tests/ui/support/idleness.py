"""Waits until an app under test has nothing left to do.

Textual's own waiting compares processor time with the clock in steps of 20 ms. It takes a second
where something moves, and returns too early where the machine is busy with other programs.
"""

from __future__ import annotations

import asyncio
from time import process_time, thread_time
from typing import TYPE_CHECKING, Any

from textual._context import active_app
from textual.pilot import Pilot

from tests.ui.support.drawing import draw_new_screen, draw_screen

if TYPE_CHECKING:
    from textual.app import App

SOON_SECONDS = 0.02
"""A timer that is due within so long is waited for: the screen is drawn by one."""


TURN_SECONDS = 0.0015
"""What a turn of the loop takes on a quiet machine, at least."""


_press = Pilot.press
_wait_for_screen = Pilot._wait_for_screen


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys one after another, and draws the screen that they led to, if it is new."""
    await _press(pilot, *keys)
    if draw_new_screen(pilot.app):
        await wait_for_idle()  # drawing may have changed something


async def wait_for_screen(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """Waits until the app, the screen and its widgets have done what they were told.

    Textual sends each of them a message to find out, which takes longer than most keys do.
    """
    if not _all_wait(pilot.app):
        await wait_for_idle()
    return _all_wait(pilot.app) or await _wait_for_screen(pilot, timeout)


def _all_wait(app: App[Any]) -> bool:
    """Returns whether they wait for messages, or take none any more."""
    if not app.screen_stack:
        return False
    nodes = [app, *app.screen.walk_children(with_self=True)]
    events: list[Any] = [each._message_queue.ready_event for each in nodes if not each._closing]
    return all(event._waiters and not event.is_set() for event in events)


async def wait_until_drawn(min_sleep: float = 0, max_sleep: float = 0.5) -> None:
    """Waits until the app is idle and its screen drawn."""
    await wait_for_idle(max_sleep=max_sleep)
    app = active_app.get(None)
    if app is not None and draw_screen(app) and _loop()._ready:
        await wait_for_idle(max_sleep=max_sleep)  # drawing has changed something


def _loop() -> Any:
    return asyncio.get_running_loop()


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 0.5) -> None:
    """Waits until no callback is ready, no timer is due soon and no other thread computes.

    Nor does the app hold a size back, until the screen is laid out for the one before. The longest
    wait is counted in turns of the loop, which last longer where others use the machine.
    """
    app = active_app.get(None)
    loop = _loop()
    quiet = 0
    turns = 0
    while quiet < 2 and turns * TURN_SECONDS < max_sleep:
        turns += 1
        others = process_time() - thread_time()
        await asyncio.sleep(0.001)  # a loop tells nobody that it has nothing to do
        busy = process_time() - thread_time() - others > 0.0004
        soon = loop.time() + SOON_SECONDS
        due = any(not timer.cancelled() and timer.when() < soon for timer in loop._scheduled)
        held = getattr(app, "_next_size", None) is not None
        quiet = 0 if busy or due or held or loop._ready else quiet + 1
