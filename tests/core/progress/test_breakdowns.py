"""What was done, broken down by routine, day, time and move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.progress import breakdowns
from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.progress.training_calendar import WeekCalendar
from tests.records import make_session, make_set

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord

MONDAY = date(2026, 11, 16)
NAMES = {"heel_raise_box": "Heel raise on a box"}


def of_routines(*names: str) -> list[SessionRecord]:
    return [
        replace(make_session(MONDAY + timedelta(days=n), record_id=str(n)), routine_name=name)
        for n, name in enumerate(names)
    ]


def test_the_routine_trained_most_comes_first_and_the_rest_is_one_row() -> None:
    found = breakdowns.by_routine(of_routines(*"aabbbcdefgh"))
    assert found.rows == (("b", 3), ("a", 2), *((each, 1) for each in "cdef"), ("others", 2))
    assert found.most == 3


def test_the_days_are_in_the_order_of_the_runners_week() -> None:
    found = breakdowns.by_weekday(of_routines("a", "a", "a"), WeekCalendar("sunday"))
    assert found.rows == (
        *(("Sun", 0), ("Mon", 1), ("Tue", 1), ("Wed", 1)),
        *(("Thu", 0), ("Fri", 0), ("Sat", 0)),
    )


def test_a_session_counts_for_the_part_of_the_day_in_which_it_began_there() -> None:
    session = make_session(MONDAY)
    here = breakdowns.by_time([session]).rows
    elsewhere = replace(session, utc_offset_minutes=session.utc_offset_minutes - 9 * 60)
    there = breakdowns.by_time([elsewhere]).rows
    assert [name for name, count in here if count] == ["12 to 15"]
    assert [name for name, count in there if count] == ["before 6"]


def test_the_weeks_are_counted_by_their_training_days() -> None:
    weeks = [Week(MONDAY, days, 3, "met", days, 0, 0.0) for days in (0, 1, 3, 3, 7)]
    assert dict(breakdowns.by_days_trained(weeks).rows) == {
        "1 day": 1,
        "2 days": 0,
        "3 days": 2,
        "4 days": 0,
        "5 days": 0,
        "6 days": 0,
        "7 days": 1,
    }


def test_the_minutes_of_a_day_are_those_of_all_its_sessions() -> None:
    sessions = [make_session(MONDAY, record_id=each, active_seconds=610) for each in "ab"]
    tuesday = MONDAY + timedelta(days=1)
    assert breakdowns.minutes_by_date(sessions, [MONDAY, tuesday]).rows == (
        ("Mon 16 Nov", 20),
        ("Tue 17 Nov", 0),
    )


def test_both_sides_of_a_set_are_one_and_what_was_skipped_is_none() -> None:
    sets = [
        make_set(side="left"),
        make_set(side="right"),
        make_set("skipped", number=2, done=0),
        make_set(exercise="tiptoe_walk"),
    ]
    assert breakdowns.sets_by_move(sets, NAMES).rows == (
        ("Heel raise on a box", 1),
        ("Tiptoe walk", 1),
    )


def test_the_highest_answer_of_each_move_counts_on_a_scale_to_ten() -> None:
    sets = [
        replace(make_set(), rpe=6, pain=0),
        replace(make_set(number=2), rpe=8),
        make_set(exercise="tiptoe_walk"),
    ]
    effort = breakdowns.highest_answers(sets, NAMES, "effort")
    assert (effort.rows, effort.most) == ((("Heel raise on a box", 8),), 10)
    assert breakdowns.highest_answers(sets, NAMES, "pain").rows == (("Heel raise on a box", 0),)


def test_of_nothing_there_are_no_shares() -> None:
    assert (breakdowns.by_routine([]).rows, breakdowns.by_routine([]).most) == ((), 0)
