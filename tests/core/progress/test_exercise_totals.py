from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.exercise_totals import SessionTotals, session_totals
from calf_tui.core.routines.progression_ladder import NO_FLIGHT
from calf_tui.core.routines.routine import Dose, Tempo
from tests.records import make_session, make_set, set_records

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

WALK = replace(
    make_set(exercise="tiptoe_walk"),
    planned=Dose(seconds=60),
    done=Dose(seconds=60),
    tempo=None,
    load_kg=16.0,
)
RAISE = replace(make_set(), load_kg=4.0)
JUMP = replace(make_set(exercise="jump_squat"), tempo=Tempo(1, 0, 2, 2))
ROLL = replace(make_set(exercise="foam_roll_calf", side="left"), tempo=Tempo(2, 0, 2, 0))


def session(*sets: SetRecord, on: date = date(2026, 11, 22)) -> SessionRecord:
    return replace(make_session(on), sets=sets)


def test_each_kind_of_work_is_counted_on_its_own() -> None:
    short = replace(RAISE, set=2, done=Dose(reps=5), outcome="short")
    skipped = replace(RAISE, set=3, done=Dose(reps=0), outcome="skipped")
    assert session_totals([WALK, RAISE, short, skipped, JUMP, ROLL]) == SessionTotals(
        repetitions=20,
        landings=15,
        rolls=15,
        tension_seconds=20 * 13,
        load_volume=20 * 4,
        carried=16 * 60,
    )


def test_a_squat_without_flight_is_a_repetition_and_no_landing() -> None:
    squat = replace(JUMP, tempo=NO_FLIGHT, done=Dose(reps=5))
    totals = session_totals([squat, JUMP])
    assert (totals.repetitions, totals.landings, totals.tension_seconds) == (5, 15, 25)


@given(st.lists(set_records, max_size=6), st.lists(set_records, max_size=6))
def test_the_totals_of_two_parts_are_those_of_the_whole(
    one: list[SetRecord], other: list[SetRecord]
) -> None:
    parts, whole = (session_totals(one), session_totals(other)), session_totals(one + other)
    for name in ("repetitions", "landings", "rolls"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
