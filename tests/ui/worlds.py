"""Histories of every age, on Sunday 22 November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from calf_tui.core.editing import redone
from calf_tui.demo import Demo, demo_of
from tests.fakes import MemoryHistory
from tests.ui.conftest import BUILT_IN, World

if TYPE_CHECKING:
    from calf_tui.core.record import SessionRecord

SUNDAY = date(2026, 11, 22)
TWO_YEARS = timedelta(weeks=104)


def empty() -> World:
    """Nothing yet."""
    return World()


def one_session() -> World:
    """A first session, with something to say of it."""
    return World(history=MemoryHistory([_telling(_demo(SUNDAY).sessions[-1])]))


def a_year() -> World:
    """The second year of the demo, with its pauses and targets."""
    demo = _demo(SUNDAY)
    since = SUNDAY - timedelta(days=364)
    sessions = [each for each in demo.sessions if each.local_date >= since]
    sessions[-2] = _telling(sessions[-2])
    return World(
        history=MemoryHistory(
            sessions, demo.targets, [each for each in demo.pauses if each.start >= since]
        )
    )


def ten_years() -> World:
    """The demo five times over, one after the other."""
    demos = [_demo(SUNDAY - TWO_YEARS * back) for back in range(5)]
    return World(
        history=MemoryHistory(
            (
                replace(each, id=f"{number} {each.id}")
                for number, demo in enumerate(demos)
                for each in demo.sessions
            ),
            demos[0].targets,
            (
                replace(each, id=f"{number} {each.id}")
                for number, demo in enumerate(demos)
                for each in demo.pauses
            ),
        )
    )


@cache
def _demo(today: date) -> Demo:
    return demo_of(today, BUILT_IN.all())


def _telling(record: SessionRecord) -> SessionRecord:
    """With a set cut short, one left out, and what the runner said."""
    sets = list(record.sets)
    sets[3] = replace(redone(sets[3], 9), rpe=8, pain=3, pain_site="left achilles")
    sets[4] = replace(redone(sets[4], 0), rpe=None, pain=None)
    return replace(
        record,
        sets=tuple(sets),
        status="partial",
        note="Left tendon stiff on the last raises",
        morning_pain=2,
    )
