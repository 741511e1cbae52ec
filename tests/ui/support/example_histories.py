"""Histories of every age, on Sunday 22 November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from calf_tui.core.records.demo_history import Demo, demo_of
from calf_tui.core.records.session_record import Pause, SessionRecord, SetRecord, Target
from calf_tui.core.routines.routine import Dose
from tests.fakes import MemoryHistory
from tests.records import make_session, make_set
from tests.ui.conftest import BUILT_IN, World

SUNDAY = date(2026, 11, 22)
ROUTINES = (("Daily six", 18, 2125), ("Strength", 9, 1435), ("After a run", 9, 710))


def empty() -> World:
    """Nothing yet."""
    return World()


def one_session() -> World:
    """A first session, with something to say of it."""
    return World(history=MemoryHistory([_telling(_session(0))]))


def a_year() -> World:
    """Every other day for a year, with a holiday and a change of target."""
    return _aged(182)


def ten_years() -> World:
    """Every day for ten years, with a holiday in each."""
    return _aged(3650, every=1)


def a_demo() -> World:
    """Two years that nobody trained."""
    demo = _demo()
    return World(history=MemoryHistory(demo.sessions, demo.targets, demo.pauses, demo.tests))


@cache
def _demo() -> Demo:
    return demo_of(SUNDAY, BUILT_IN.all())


@cache
def _sessions(count: int, every: int) -> tuple[SessionRecord, ...]:
    sessions = [_session(back, every) for back in range(count)]
    sessions[1] = _telling(sessions[1])
    return tuple(sessions)


def _aged(count: int, every: int = 2) -> World:
    years = range((count * every) // 365 + 1)
    return World(
        history=MemoryHistory(
            _sessions(count, every),
            [Target(date(2026, 2, 2), 2, "first"), Target(date(2026, 6, 1), 4, "second")],
            [
                Pause(date(2026 - back, 8, 3), date(2026 - back, 8, 16), "holiday", f"of {back}")
                for back in years
            ],
        )
    )


def _session(back: int, every: int = 2) -> SessionRecord:
    """One of the sessions, counted backwards; every eleventh ended early, one stopped for pain."""
    name, sets, seconds = ROUTINES[back % len(ROUTINES)]
    session = make_session(
        SUNDAY - timedelta(days=back * every),
        record_id=f"{back:04}",
        sets=sets,
        status="stopped_pain" if back == 7 else "partial" if back % 11 == 4 else "completed",
        active_seconds=seconds,
    )
    return replace(session, routine_name=name)


def _telling(record: SessionRecord) -> SessionRecord:
    """With a set cut short, one left out, and what the runner said."""
    return replace(
        record,
        sets=(*_walks(), *_raises(), *(make_set(number=n, exercise="jump_squat") for n in (1, 2))),
        status="partial",
        note="Left tendon stiff on the last raises",
        morning_pain=2,
    )


def _walks() -> tuple[SetRecord, ...]:
    one = make_set(exercise="tiptoe_walk")
    minute = Dose(seconds=60)
    return tuple(
        replace(one, set=number, planned=minute, done=minute, tempo=None, load_kg=8, rpe=5 + number)
        for number in (1, 2, 3)
    )


def _raises() -> tuple[SetRecord, ...]:
    return (
        make_set(side="left"),
        make_set(side="right"),
        replace(
            make_set("short", number=2, side="left", done=9),
            rpe=8,
            pain=3,
            pain_site="achilles",
        ),
        make_set("skipped", number=2, side="right", done=0),
    )


AGES = (empty, one_session, a_year, ten_years)
"""From the first start on."""
