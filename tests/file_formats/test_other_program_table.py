"""Tables that people and other programs wrote."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta, timezone
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.file_formats.delimited_table import TableOptions
from calf_tui.file_formats.session_csv import sessions_in
from calf_tui.serialization.codec import session_of

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.file_formats.session_csv import Sessions

HERE = timezone(timedelta(hours=2))
AS = {"Standing Calf Raise (Machine)": "heel_raise_box"}

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,\
Workout Notes,RPE
2026-09-01 18:00:00,"Legs",1h 5m,"Standing Calf Raise (Machine)",W1,40,10,0,0,"slow","Good",
2026-09-01 18:00:00,"Legs",1h 5m,"Standing Calf Raise (Machine)",1,60.5,12,0,0,"","Good",8.5
2026-09-01 18:00:00,"Legs",1h 5m,"Standing Calf Raise (Machine)",Rest Timer,0,0,0,90,"","",
2026-09-01 18:00:00,"Legs",1h 5m,"Bench Press (Barbell)",1,60,10,0,0,"","Good",8
2026-09-03 07:30:00,"Stretch",50m,"Downward Dog",1,0,0,0,45,"","",
"""
STRONG_WITH_UNIT = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;\
Seconds;Notes;Workout Notes;Workout Duration
2026-09-01 18:00:00;"Legs";"Standing Calf Raise (Machine)";1;100;lbs;12;;;;0;"slow";"Good";1h 5m
"""
STRONG_IN_GERMANY = """\
Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;\
Distance (meters);Seconds;Notes;Workout Notes
1;2026-09-01 18:00:00;Legs;3900;Standing Calf Raise (Machine);1;45,36;12;8,5;;;slow;Good
"""
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",\
"set_index","set_type","weight_lbs","reps","distance_miles","duration_seconds","rpe"
"Legs","1 Sep 2026, 18:00","1 Sep 2026, 19:05","Good","Standing Calf Raise (Machine)",,"slow",0,\
"normal",100,12,,,
"Legs","1 Sep 2026, 18:00","1 Sep 2026, 19:05","Good","Downward Dog",,"",0,"normal",,,,60,
"""
FITNOTES = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2026-09-01,Standing Calf Raise (Machine),Legs,100.0,lbs,12,,,,slow
2026-09-01,Wall Calf Stretch,Legs,,,,,,0:01:30,
"""
FITNOTES_ON_A_PHONE = """\
Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind
2026-09-01,Standing Calf Raise (Machine),Legs,,100,12,,,,slow,
"""
STRONGLIFTS = """\
Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (LB),Exercise,Sets×Reps,Sets×Time,\
Top Set (Reps×LB),e1RM (LB),Reps,Volume (LB),Workout Volume (LB),Duration (hours),\
Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps), Set 1 (LB),Set 2 (Reps), Set 2 (LB)
"2026/09/01","12","Legs","","97","Standing Calf Raise (Machine)","2x12","","","","20","","","1.08",\
"6:00 PM","7:05 PM","slow","12","100","8","100"
"2026/09/01","12","Legs","","97","Squat","1x5","","","","5","","","1.08","6:00 PM","7:05 PM","",\
"5","115","",""
"""


def read(text: str, **options: Any) -> Sessions:
    """The sessions of a table, read two hours east of Greenwich."""
    at = {"at": lambda wall: wall.replace(tzinfo=HERE)}
    return sessions_in(text, TableOptions(**{"named": AS, **at, **options}))


def records(text: str, **options: Any) -> list[SessionRecord]:
    sessions = read(text, **options)
    assert sessions.problems == []
    return [session_of(each) for each in sessions.documents]


def doses(record: SessionRecord) -> list[tuple[str, float, float]]:
    return [(each.exercise, each.done.amount, each.load_kg) for each in record.sets]


@pytest.mark.parametrize(
    "text",
    [STRONG_WITH_UNIT, STRONG_IN_GERMANY, HEVY, FITNOTES, FITNOTES_ON_A_PHONE, STRONGLIFTS],
    ids=["Strong", "Strong in Germany", "Hevy", "FitNotes", "FitNotes on a phone", "StrongLifts"],
)
def test_a_log_of_another_program_comes_in(text: str) -> None:
    (record,) = records(text)

    assert doses(record)[0] == ("heel_raise_box", 12, 45.36)
    assert record.local_date.isoformat() == "2026-09-01"
    assert record.note in ("slow", "Good · slow")
    if "FitNotes" not in text and "Category" not in text:
        assert record.routine_name == "Legs"
        assert record.started_at == datetime(2026, 9, 1, 16, tzinfo=timezone.utc)
        assert record.utc_offset_minutes == 120
        assert record.active_seconds == 3900 or text is STRONGLIFTS


def test_strong_brings_sets_effort_and_seconds_and_no_rest() -> None:
    legs, stretch = records(STRONG)

    assert doses(legs) == [("heel_raise_box", 10, 40), ("heel_raise_box", 12, 60.5)]
    assert [(each.set, each.rpe) for each in legs.sets] == [(1, None), (2, 9)]
    assert legs.ended_at - legs.started_at == timedelta(minutes=65)
    assert doses(stretch) == [("downward_dog", 45, 0)]
    assert stretch.sets[0].done.seconds == 45


def test_what_is_no_move_of_ours_is_listed_with_how_to_name_it() -> None:
    sessions = read(STRONG, named={})

    assert len(sessions.documents) == 1
    assert sessions.problems == []
    assert (
        "left out, since it is not clear which move it is: "
        '"Standing Calf Raise (Machine)" (2 sets), "Bench Press (Barbell)" (1 set); '
        'where you know it, add --as heel_raise_box="Standing Calf Raise (Machine)"'
    ) in sessions.notes


def test_a_name_that_is_nowhere_is_said() -> None:
    notes = read(FITNOTES, named={"Calf Raise": "heel_raise_box"}).notes

    assert 'nothing in it is called "Calf Raise", as --as has it' in notes


def test_weights_without_a_unit_are_kilograms_unless_it_is_said() -> None:
    assert "its weights have no unit and are taken as kg; if not, add --weights lb" in (
        read(STRONG).notes
    )
    assert doses(records(STRONG, weights="lb")[0])[0][2] == 18.14
    assert doses(records(STRONG_WITH_UNIT, weights="kg")[0])[0][2] == 45.36


def test_the_same_workout_keeps_its_id() -> None:
    first = {each["id"] for each in read(STRONG).documents}
    without_names = {each["id"] for each in read(STRONG, named={}).documents}
    shuffled = "\n".join([STRONG.splitlines()[0], *STRONG.splitlines()[:0:-1]])

    assert {each["id"] for each in read(shuffled).documents} == first
    assert without_names < first


def hand_made(*rows: str, head: str = "date;exercise;reps;seconds") -> str:
    return "\n".join([head, *rows])


def test_a_table_needs_a_date_a_move_and_repetitions_or_seconds() -> None:
    sessions = read(
        hand_made("20.11.2026;Heel raise on a step;15;", "20.11.2026;tiptoe_walk;;60"), named={}
    )
    record = session_of(sessions.documents[0])

    assert doses(record) == [("heel_raise_box", 15, 0), ("tiptoe_walk", 60, 0)]
    assert record.started_at == datetime(2026, 11, 20, 10, tzinfo=timezone.utc)
    assert (record.status, record.utc_offset_minutes) == ("completed", 120)
    (note,) = sessions.notes
    assert note.startswith("not in the table, so taken as follows: started_at (12:00 of its day)")
    assert "load_kg (0)" in note


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n", "sep=;;;;\n"])
def test_the_line_before_the_head_and_capitals_are_understood(first: str) -> None:
    text = first + hand_made("20.11.2026;JUMP SQUAT;8;").replace("date;exercise", "DATE;EXERCISE")

    assert doses(records(text)[0]) == [("jump_squat", 8, 0)]


def test_the_time_of_day_may_have_a_column() -> None:
    text = hand_made(
        "2026-11-20,18:30,downward_dog,30,BW", head="date,time,exercise,seconds,weight"
    )
    (record,) = records(text)

    assert record.started_at == datetime(2026, 11, 20, 16, 30, tzinfo=timezone.utc)
    assert doses(record) == [("downward_dog", 30, 0)]


def test_an_instant_in_utc_counts_for_the_day_it_was_here() -> None:
    (record,) = records(hand_made("2026-11-20T23:30:00Z;downward_dog;;30"))

    assert record.local_date.isoformat() == "2026-11-21"
    assert record.started_at == datetime(2026, 11, 20, 23, 30, tzinfo=timezone.utc)


def test_a_number_of_sets_makes_that_many() -> None:
    text = hand_made("2026-11-20;jump_squat;3;8", head="Day;Move;Sets;Reps")

    assert [each.set for each in records(text)[0].sets] == [1, 2, 3]


def test_the_sides_may_have_a_column_or_stand_in_the_name() -> None:
    text = hand_made(
        "2026-11-20,foam_roll_calf,15,Left",
        "2026-11-20,foam_roll_calf,15,R",
        "2026-11-20,Wall calf stretch (left),30,",
        head="date,exercise,reps,side",
    )

    def place(each: SetRecord) -> tuple[str, int]:
        return each.side, each.set

    assert list(map(place, records(text)[0].sets)) == [("left", 1), ("right", 1), ("left", 1)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("soon;jump_squat;8;", 'row 2, local_date: expected a date as in 2026-11-22, not "soon"'),
        (";jump_squat;8;", "row 2, local_date: expected a date as in 2026-11-22, not nothing"),
        ("2026-11-20;;8;", "row 2, exercise: expected the name of a move"),
        ("2026-11-20;jump_squat;;", "row 2, done_reps: expected a number either here or in"),
        ("2026-11-20;jump_squat;many;", "row 2, done_reps: expected a number from 0 on, not"),
        ("2026-11-20;jump_squat;;long", "row 2, done_seconds: expected seconds, or a time as in"),
        ("2026-11-20;jump_squat;1.5;", "row 2, done_reps: expected a whole number"),
    ],
)
def test_what_is_not_understood_is_named_by_its_row(row: str, said: str) -> None:
    sessions = read(hand_made(row))

    assert sessions.documents == []
    assert [each[: len(said)] for each in sessions.problems] == [said]


def test_dates_that_the_column_leaves_open_are_asked_for() -> None:
    text = hand_made("03/04/2026;jump_squat;8;")

    with pytest.raises(ValueError, match="say it with --dates dmy or --dates mdy"):
        read(text)
    assert records(text, dates="dmy")[0].local_date.isoformat() == "2026-04-03"
    assert records(text, dates="mdy")[0].local_date.isoformat() == "2026-03-04"


def test_a_column_that_is_not_used_is_said() -> None:
    text = hand_made("2026-11-20;jump_squat;8;rain", head="date;exercise;reps;weather")

    assert 'columns not used: "weather"' in read(text).notes


def test_tables_of_other_moves_on_the_same_day_are_other_sessions() -> None:
    one, other = (
        read(hand_made(f"2026-11-20;{move};8;")).documents[0]["id"]
        for move in ("jump_squat", "heel_raise_box")
    )
    again = read(hand_made("20.11.2026;Jump_Squat;9;")).documents[0]["id"]

    assert again == one != other


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2026-11-20", "jump_squat", "9" * 400, "1e999", "9999-12-31T23:59:59Z", "12"]),
    st.from_regex(r"[0-9:./ -]{1,12}", fullmatch=True),
)
NAMES = """date exercise reps seconds sets weight unit rpe side started_at ended_at duration note
duration_hours set_1_reps set_1_kg active_seconds utc_offset_minutes tempo_up session_id updated_at
set status local_date set_ended_at"""
HEADS = st.lists(st.sampled_from(NAMES.split()), min_size=3, max_size=12, unique=True)


@given(HEADS, st.lists(st.lists(CELLS, max_size=12), max_size=4))
def test_whatever_is_in_a_table_only_a_fault_can_come_of_it(
    head: list[str], rows: list[list[str]]
) -> None:
    text = StringIO()
    # The writer of Python 3.10 takes no null, a file may hold one.
    rows = [[cell.replace("\0", "\ue000") for cell in row] for row in rows]
    csv.writer(text).writerows([["date", "exercise", "reps", *head], *rows])

    try:
        sessions = sessions_in(text.getvalue().replace("\ue000", "\0"))
    except ValueError:
        return
    for each in sessions.documents:
        session_of(each)


@pytest.mark.parametrize(
    ("columns", "load"),
    [
        ("Set 1 Reps,Set 1 Weight (LB)", 45.36),
        ("Set 1 (Reps),Set 1 (LB)", 45.36),
        ("Set 1 Reps,Set 1 Load kg", 100),
        ("Set 1 Reps,Set 1 Weight", 100),
        ("Set 1 Reps,Weight (lb)", 45.36),
    ],
)
@pytest.mark.parametrize("exercise", ["Exercise", "Exercise name"])  # a program's, a person's
def test_sets_in_a_row_bring_their_weights(columns: str, load: float, exercise: str) -> None:
    move = "Standing Calf Raise (Machine)"
    (record,) = records(f"Date,{exercise},{columns}\n2026-09-01,{move},12,100\n")

    assert doses(record) == [("heel_raise_box", 12, load)]


def test_a_weight_that_is_not_understood_is_said() -> None:
    head = "Date,Exercise,Set 1 Reps,Set 1 Wt,Volume (LB)"
    said = read(f"{head}\n2026-09-01,Standing Calf Raise (Machine),12,100,1200\n").notes

    assert 'columns not used: "Set 1 Wt"' in said


@pytest.mark.parametrize("sets", ["0", "100000", "2.5", "a few"])
def test_a_number_of_sets_that_is_none_is_a_fault(sets: str) -> None:
    found = read(f"Day;Move;Sets;Reps\n2026-09-01;jump_squat;{sets};8\n")
    assert found.problems == [f'row 2, sets: expected a number of sets from 1 to 100, not "{sets}"']
    assert not found.documents


def test_a_session_after_tomorrow_is_refused_and_said() -> None:
    rows = [f"2026-09-{day},Standing Calf Raise (Machine),12" for day in ("01", "02", "03", "20")]
    text = "\n".join(["Date,Exercise,Reps", *rows])
    early = read(text, today=date(2026, 9, 1))

    assert [each["local_date"] for each in early.documents] == ["2026-09-01", "2026-09-02"]
    assert early.problems == [
        "row 4, local_date: 2026-09-03 is still to come",
        "row 5, local_date: 2026-09-20 is still to come",
    ]
    assert read(text, today=date(2026, 9, 19)).problems == []


@pytest.mark.parametrize(
    ("columns", "cells", "loads"),
    [
        ("Set 1 (Reps),Set 1 (LB),Set 1 Time (s)", ",100,60", [45.36]),
        ("Set 1 (Reps),Set 1 (LB),Set 1 Time (mm:ss)", ",100,1:00", [45.36]),
        ("Set 1 Duration (sec),Set 1 Weight", "60,100", [100]),
        ("Set 1 Hold,Weight (lb)", "60,100", [45.36]),
        ("Seconds,Set 1 (LB),Set 2 (LB),Set 3 (LB)", "60,100,110,", [45.36, 49.9]),
        ("Reps,Seconds,Weight", "0,60,100", [100]),
    ],
)
@pytest.mark.parametrize("exercise", ["Exercise", "Exercise name"])  # a program's, a person's
def test_the_weight_of_a_set_without_repetitions_is_kept(
    columns: str, cells: str, loads: list[float], exercise: str
) -> None:
    (record,) = records(f"Date,{exercise},{columns}\n2026-09-01,tiptoe_walk,{cells}\n")

    assert doses(record) == [("tiptoe_walk", 60, load) for load in loads]


@pytest.mark.parametrize("exercise", ["Exercise", "Exercise name"])  # a program's, a person's
def test_the_weight_of_a_set_without_anything_else_is_said(exercise: str) -> None:
    head = f"Date,{exercise},Set 1 Reps,Set 1 (KG),Set 2 Reps,Set 2 (KG),Set 3 Reps,Set 3 (KG)"
    said = read(f"{head}\n2026-09-01,jump_squat,12,5,,6,,0\n").notes

    assert (
        "left out: 1 set with a weight, but without repetitions or seconds done, in row 2" in said
    )
