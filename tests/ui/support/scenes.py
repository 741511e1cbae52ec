"""What the screens look like at telling moments, for snapshots and for the README's pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import BUILT_IN, World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    Scene = Callable[[World, Pilot[object]], Awaitable[None]]

TRAINED = (3, 3, 2, 4, 3, 1, 3, 3, 5, 3, 2)
"""Training days a week; the last is the week of 22 November 2026, the sixth had a stop for pain."""
FIRST_WEEK = date(2026, 9, 7)


def autumn() -> World:
    """Eleven weeks of training, on a Sunday with two days done."""
    sessions = [
        make_session(
            FIRST_WEEK + timedelta(weeks=week, days=day + 1),
            record_id=f"{week}-{day}",
            sets=18,
            status="stopped_pain" if week == 5 else "completed",
            active_seconds=1435 + 11 * day,
        )
        for week, days in enumerate(TRAINED)
        for day in range(days)
    ]
    return World(history=MemoryHistory(sessions))


def interrupted() -> World:
    """The same autumn, and "Daily six" cut short in the second heel raise."""
    world = autumn()
    world.train_and_vanish(BUILT_IN.find("daily-six"), 780)
    return world


def morning() -> World:
    """The same autumn on the Monday after, the morning after a session."""
    world = autumn()
    world.history.save(make_session(date(2026, 11, 22), record_id="sunday", sets=18))
    world.clock.run(15 * 3600)
    return world


def stopped(note: str = "") -> World:
    """A session stopped for pain in the Achilles, two days before."""
    last = make_session(date(2026, 11, 20))
    sets = tuple(replace(each, pain=7, pain_site="achilles") for each in last.sets)
    record = replace(last, status="stopped_pain", sets=sets, note=note)
    return World(history=MemoryHistory([record]))


async def routines(world: World, pilot: Pilot[object]) -> None:
    """The first screen, on the second move of "Daily six"."""
    await pilot.press("down", "right", "down")
    await pilot.pause()


async def live(world: World, pilot: Pilot[object]) -> None:
    """A paced set: seventh heel raise of fifteen, on the way down."""
    await pilot.press("down", "enter", *["n"] * 7)
    world.run(6 * 13 + 5, step=4)
    await pilot.pause()


async def last_repetitions(world: World, pilot: Pilot[object]) -> None:
    """A paced set: near the end of the last heel raise but one."""
    await pilot.press("down", "enter", *["n"] * 7)
    world.run(10 + 14 * 13 - 9, step=4)
    await pilot.pause()


async def timed(world: World, pilot: Pilot[object]) -> None:
    """A timed set, with its half behind it."""
    await pilot.press("down", "enter", "n")
    world.run(38, step=4)
    await pilot.pause()


async def mistake(world: World, pilot: Pilot[object]) -> None:
    """A jump squat, with the common mistake beside right form."""
    await pilot.press("down", "enter", *["n"] * 13, "f")
    world.run(1.5, step=0.5)
    await pilot.pause()


async def rest(world: World, pilot: Pilot[object]) -> None:
    """A rest between two sets."""
    await pilot.press("down", "enter", "n", "n")
    world.run(12, step=4)
    await pilot.pause()


async def paused(world: World, pilot: Pilot[object]) -> None:
    """The second side of a stretch, paused."""
    await pilot.press("down", "down", "down", "enter", *["n"] * 10)
    world.run(8, step=4)
    await pilot.press("space")
    await pilot.pause()


async def end_guard(world: World, pilot: Pilot[object]) -> None:
    """The question before a session is left."""
    await rest(world, pilot)
    await pilot.press("q")
    await pilot.pause()


async def pain_stop(world: World, pilot: Pilot[object]) -> None:
    """The question what hurts."""
    await rest(world, pilot)
    await pilot.press("x")
    await pilot.pause()


async def started(world: World, pilot: Pilot[object]) -> None:
    """As it starts, with what is asked first."""
    await pilot.pause()


async def summary(world: World, pilot: Pilot[object]) -> None:
    """What a session came to, right after it."""
    await pilot.press(*["down"] * 6, "enter")
    world.run(305, step=4)
    await pilot.pause()
    world.clock.run(2)  # the week is full
    await pilot.pause(0.15)


async def progress(world: World, pilot: Pilot[object]) -> None:
    """The weeks, after a session's summary."""
    await summary(world, pilot)
    await pilot.press("enter")
    await pilot.pause()


async def weeks(world: World, pilot: Pilot[object]) -> None:
    """The weeks, looked up."""
    await pilot.press("p")
    await pilot.pause()


async def trend(world: World, pilot: Pilot[object]) -> None:
    """The load of a move over the weeks."""
    await pilot.press("p", "3", "down", "down")
    await pilot.pause()


async def answered(world: World, pilot: Pilot[object]) -> None:
    """A rest after a set that was hard and hurt a little; the question is where."""
    await pilot.press("down", "enter", "n")
    world.run(60, step=4)
    await pilot.press("7", "3")
    world.run(6, step=4)
    await pilot.pause()


async def too_much_pain(world: World, pilot: Pilot[object]) -> None:
    """A rest after a set that hurt too much."""
    await pilot.press("down", "enter", "n")
    world.run(60, step=4)
    await pilot.press("5", "6", "2", "1")
    world.run(6, step=4)
    await pilot.pause()


async def days(world: World, pilot: Pilot[object]) -> None:
    """The calendar, on a day of two days before."""
    await pilot.press("p", "2")
    await pilot.pause()
    await pilot.press("up", "up")
    await pilot.pause()


async def themes(world: World, pilot: Pilot[object]) -> None:
    """The themes, with that of high contrast under the cursor."""
    await pilot.pause()
    world.running.action_change_theme()
    await pilot.pause()
    await pilot.press("down", "down")
    await pilot.pause()
