from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.coach.progression_ladder import NO_FLIGHT
from calf_tui.core.progress.session_totals import (
    Achievement,
    SessionTotals,
    achievements,
    totals_of,
)
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
    assert totals_of([WALK, RAISE, short, skipped, JUMP, ROLL]) == SessionTotals(
        repetitions=20,
        landings=15,
        rolls=15,
        tension_seconds=20 * 13,
        load_volume=20 * 4,
        carried=16 * 60,
    )


def test_a_squat_without_flight_is_a_repetition_and_no_landing() -> None:
    squat = replace(JUMP, tempo=NO_FLIGHT, done=Dose(reps=5))
    totals = totals_of([squat, JUMP])
    assert (totals.repetitions, totals.landings, totals.tension_seconds) == (5, 15, 25)


@given(st.lists(set_records, max_size=6), st.lists(set_records, max_size=6))
def test_the_totals_of_two_parts_are_those_of_the_whole(
    one: list[SetRecord], other: list[SetRecord]
) -> None:
    parts, whole = (totals_of(one), totals_of(other)), totals_of(one + other)
    for name in ("repetitions", "landings", "rolls"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)


def test_a_move_done_for_the_first_time_is_new() -> None:
    assert achievements(session(WALK, RAISE), [session(RAISE)]) == (
        Achievement("tiptoe_walk", "first"),
    )


def test_more_load_than_ever_is_a_best() -> None:
    heavier = replace(WALK, load_kg=18.0)
    assert achievements(session(WALK, heavier), [session(WALK)]) == (
        Achievement("tiptoe_walk", "heaviest", 18.0),
    )


def test_more_in_a_set_than_ever_is_a_best() -> None:
    more = replace(RAISE, done=Dose(reps=17))
    longer = replace(WALK, done=Dose(seconds=75.0))
    assert achievements(session(more, longer), [session(RAISE, WALK)]) == (
        Achievement("heel_raise_box", "most", 17),
        Achievement("tiptoe_walk", "most", 75, is_seconds=True),
    )


def test_the_same_again_is_nothing_new_and_neither_is_less() -> None:
    less = replace(RAISE, done=Dose(reps=9), outcome="short", load_kg=2.0)
    assert achievements(session(RAISE), [session(RAISE)]) == ()
    assert achievements(session(less), [session(RAISE)]) == ()


def test_what_was_not_finished_is_no_best() -> None:
    broken_off = replace(RAISE, load_kg=50.0, done=Dose(reps=2), outcome="short")
    assert achievements(session(RAISE, broken_off), [session(RAISE)]) == ()
