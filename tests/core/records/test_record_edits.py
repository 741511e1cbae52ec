from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.records.record_edits import (
    moved,
    require_possible,
    wall_time,
    with_amount_done,
    with_checked_status,
    with_new_timestamp,
)
from calf_tui.core.records.session_record import SessionRecord, training_date
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session.session_to_record import done_as_planned
from tests.core.session.strategies import routines
from tests.records import AN_INSTANT, UTC, make_session, make_set, session_records

THREE = time(3, 0)
CET = timezone(timedelta(hours=1))
SUNDAY = date(2026, 11, 22)
MOVE = Exercise("heel_raise", "Heel raise")


@pytest.mark.parametrize(
    ("done", "outcome"), [(15, "done"), (18, "done"), (14, "short"), (1, "short"), (0, "skipped")]
)
def test_what_was_done_says_what_came_of_the_set(done: int, outcome: str) -> None:
    changed = with_amount_done(make_set("short", planned=15, done=7), done)
    assert (changed.done, changed.outcome) == (Dose(reps=done), outcome)


def test_a_timed_set_stays_timed_and_nothing_is_done_less_than_not_at_all() -> None:
    timed = replace(make_set(), planned=Dose(seconds=60), done=Dose(seconds=60))
    assert with_amount_done(timed, 42.5).done == Dose(seconds=42.5)
    assert with_amount_done(timed, -5).done == Dose(seconds=0)


def test_completed_means_that_every_set_was_done() -> None:
    session = make_session(sets=2)
    short = replace(session, sets=(session.sets[0], with_amount_done(session.sets[1], 3)))
    assert with_checked_status(session) is session
    assert with_checked_status(short).status == "partial"
    assert with_checked_status(replace(short, status="stopped_pain")).status == "stopped_pain"


def test_a_session_moved_keeps_its_hour_its_length_and_its_offset() -> None:
    session = make_session(SUNDAY)
    earlier = moved(session, date(2026, 11, 20), None, THREE)
    assert earlier.local_date == date(2026, 11, 20)
    assert session.started_at - earlier.started_at == timedelta(days=2)
    assert earlier.ended_at - earlier.started_at == session.ended_at - session.started_at
    assert earlier.utc_offset_minutes == session.utc_offset_minutes
    assert [one.ended_at for one in earlier.sets] == [
        one.ended_at - timedelta(days=2) for one in session.sets
    ]


@pytest.mark.parametrize(
    ("at", "wall"),
    [
        (time(6, 30), datetime(2026, 11, 22, 6, 30)),
        (time(3, 0), datetime(2026, 11, 22, 3, 0)),
        (time(2, 59), datetime(2026, 11, 23, 2, 59)),
        (time(0, 0), datetime(2026, 11, 23, 0, 0)),
    ],
)
def test_an_hour_before_the_cutoff_is_in_the_night_after(at: time, wall: datetime) -> None:
    session = moved(make_session(SUNDAY), SUNDAY, at, THREE)
    assert (session.started_wall, session.local_date) == (wall, SUNDAY)


def test_the_date_kept_is_not_reckoned_anew() -> None:
    # Kept on a day with another cut-off: one in the morning counted for the day itself.
    session = replace(make_session(SUNDAY), started_at=datetime(2026, 11, 22, 0, 30, tzinfo=UTC))
    assert moved(session, SUNDAY, None, THREE) is session
    assert moved(session, SUNDAY, time(1, 30), THREE) is session
    earlier = moved(session, date(2026, 11, 21), time(1, 30), THREE)
    assert (earlier.started_wall, earlier.local_date) == (
        datetime(2026, 11, 21, 1, 30),
        date(2026, 11, 21),
    )


@given(
    session=session_records,
    day=st.dates(date(1980, 1, 1), date(2198, 1, 1)),
    at=st.none() | st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    cutoff=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
)
def test_a_move_changes_instants_by_one_distance_and_nothing_else(
    session: SessionRecord, day: date, at: time | None, cutoff: time
) -> None:
    after = moved(session, day, at, cutoff)
    distance = after.started_at - session.started_at
    assert after.local_date == day
    assert after == replace(
        session,
        local_date=day,
        started_at=after.started_at,
        ended_at=session.ended_at + distance,
        sets=tuple(replace(one, ended_at=one.ended_at + distance) for one in session.sets),
    )
    if at is not None and distance % timedelta(days=1):
        assert training_date(after.started_wall, cutoff) == day
        assert after.started_wall.time() == at


@given(day=st.dates(date(1980, 1, 1), date(2198, 1, 1)), at=st.times(), cutoff=st.times())
def test_a_time_of_a_training_day_is_found_on_the_wall(day: date, at: time, cutoff: time) -> None:
    to_the_minute = cutoff.replace(second=0, microsecond=0)
    wall = wall_time(day, at, to_the_minute)
    assert (training_date(wall, to_the_minute), wall.time()) == (day, at)


def test_a_change_is_later_than_the_one_before_even_where_the_clock_went_back() -> None:
    session = make_session(SUNDAY)
    tomorrow = session.updated_at + timedelta(days=1)
    assert with_new_timestamp(session, tomorrow).updated_at == tomorrow
    assert (
        with_new_timestamp(session, AN_INSTANT - timedelta(days=99)).updated_at > session.updated_at
    )


def test_a_session_done_elsewhere_has_every_set_as_planned() -> None:
    tempo = Tempo(1, 1, 3, 1)
    routine = Routine(
        "hotel",
        "Hotel",
        (
            Step(MOVE, 2, Dose(reps=10), tempo=tempo, sides="each", rest=20, load_kg=8),
            Step(MOVE, 1, Dose(reps=5)),
        ),
    )
    start = datetime(2026, 11, 22, 12, 0, tzinfo=CET)
    record = done_as_planned(routine, "new", start, SUNDAY, "gym")
    assert (record.status, record.note, record.utc_offset_minutes) == ("completed", "gym", 60)
    assert record.active_seconds == routine.seconds == 5 + 4 * 60 + 2 * 5 + 20 + 10
    assert record.ended_at - record.started_at == timedelta(seconds=routine.seconds)
    assert [(one.set, one.side, one.done, one.tempo, one.load_kg) for one in record.sets] == [
        (1, "left", Dose(reps=10), tempo, 8),
        (1, "right", Dose(reps=10), tempo, 8),
        (2, "left", Dose(reps=10), tempo, 8),
        (2, "right", Dose(reps=10), tempo, 8),
        (1, "both", Dose(reps=5), None, 0),
    ]
    assert record.sets[0].ended_at - record.started_at == timedelta(seconds=65)


@given(routines())
def test_any_routine_can_have_been_done_elsewhere(routine: Routine) -> None:
    record = done_as_planned(routine, "new", AN_INSTANT, SUNDAY)
    sides = {"both": 1, "each": 2}
    assert len(record.sets) == sum(step.sets * sides[step.sides] for step in routine.steps)
    assert {one.outcome for one in record.sets} == {"done"}
    assert with_checked_status(record) is record
    instants = [record.started_at, *(one.ended_at for one in record.sets), record.ended_at]
    assert instants == sorted(instants)


@pytest.mark.parametrize(
    ("day", "words"), [("2026-11-23", "still to come"), ("0202-11-22", "check the year")]
)
def test_no_session_is_kept_of_a_day_it_cannot_have_been_on(day: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        require_possible(date.fromisoformat(day), SUNDAY)
    require_possible(SUNDAY, SUNDAY)
