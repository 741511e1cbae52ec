"""A runner's weeks for reports, each number known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, Profile, Run
from calf_tui.core.records.session_record import (
    HeelRiseTest,
    Pause,
    SessionRecord,
    Target,
    outcome_of,
)
from calf_tui.core.routines.routine import Dose
from tests.records import AN_INSTANT, make_session, make_set

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.routines.routine import Side

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
WEEK = timedelta(weeks=1)
A_DAY = timedelta(days=1)
NAMES = {"heel_raise_box": "Heel raise on a box", "tiptoe_walk": "Tiptoe walk"}
SIGN = "Another sharp pain"


def session(
    on: date, *sets: SetRecord, morning: int | None = None, note: str = ""
) -> SessionRecord:
    return replace(make_session(on, record_id=str(on), note=note), sets=sets, morning_pain=morning)


def raise_of(
    load: float = 0.0,
    *,
    reps: int = 15,
    side: Side = "both",
    pain: int | None = None,
    place: str | None = None,
    rpe: int | None = None,
) -> SetRecord:
    one = make_set(outcome_of(Dose(reps=15), Dose(reps=reps)), side=side, done=reps)
    return replace(one, load_kg=load, pain=pain, pain_site=place, rpe=rpe)


def walk_of(load: float, seconds: float) -> SetRecord:
    dose = Dose(seconds=seconds)
    one = make_set(exercise="tiptoe_walk")
    return replace(one, planned=dose, done=dose, tempo=None, load_kg=load)


def heel_rises(
    on: date, left: int | None, right: int | None, ended_by: str | None = None
) -> HeelRiseTest:
    return HeelRiseTest(str(on), AN_INSTANT, on, left, right, AN_INSTANT, ended_by)


STOPPED = replace(
    session(
        MONDAY - WEEK,
        raise_of(reps=4, pain=7, place="left achilles"),
        note=f"{SIGN}\nthe dog barked",
    ),
    status="stopped_pain",
)
SNAPSHOT = ProgressSnapshot(
    TODAY,
    (
        session(MONDAY - 20 * WEEK, raise_of(2.0), raise_of(2.0), note="long ago"),
        session(
            MONDAY - 2 * WEEK,
            raise_of(8.0, side="left", pain=3, rpe=6),
            raise_of(8.0, side="right", pain=0, rpe=7),
            raise_of(8.0, side="left", pain=4, place="achilles"),
            walk_of(10.0, 60.0),
            morning=5,
        ),
        STOPPED,
        session(
            MONDAY,
            raise_of(10.0, side="left", reps=15),
            raise_of(10.0, side="left", reps=12, pain=1, place="left achilles", rpe=8),
            raise_of(10.0, side="right"),
            raise_of(10.0, side="right", reps=0),
            morning=0,
            note="knee <b>fine</b>\nslept & rested",
        ),
        session(TODAY + A_DAY, raise_of(99.0)),
    ),
    targets=(Target(MONDAY - 30 * WEEK, 1), Target(MONDAY, 2)),
    pauses=(
        Pause(MONDAY - 25 * WEEK, MONDAY - 24 * WEEK, "holiday"),
        Pause(MONDAY - 9 * WEEK, MONDAY - 8 * WEEK, "illness"),
        Pause(TODAY, None, "wedding of Ann"),
    ),
    tests=(
        heel_rises(MONDAY - 20 * WEEK, 20, 24),
        heel_rises(MONDAY - 19 * WEEK, 21, 25),
        heel_rises(MONDAY - WEEK, 18, 27, "pace lost"),
        heel_rises(MONDAY, 19, 28, "the phone rang"),
    ),
    coach=CoachRecords(
        runs=(
            Run(MONDAY - 40 * WEEK, 30.0),
            Run(MONDAY - WEEK, 50.0, 9.0, hard=True),
            Run(MONDAY - WEEK + A_DAY, None, 5.5),
            Run(TODAY + A_DAY, 999.0),
        ),
        profile=Profile(birth_year=1985, sex="female"),
    ),
)
