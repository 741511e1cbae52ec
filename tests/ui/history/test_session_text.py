"""Sessions, pauses and targets in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from calf_tui.core.records.session_record import Pause, Target
from calf_tui.core.routines.routine import Dose, Tempo
from calf_tui.core.settings import Settings
from calf_tui.ui.history.session_text import (
    heading,
    moves_text,
    session_row,
    session_text,
    sets_text,
)
from calf_tui.ui.plan.plan_text import (
    day_line,
    day_text,
    later,
    lead_in_line,
    pause_from,
    pause_lines,
    rows_of_pause,
    target_line,
    targets_text,
    week_line,
)
from tests.records import make_session, make_set

TODAY = date(2026, 11, 22)
NAMES = {"heel_raise_box": "Heel raise on a box"}


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (38, "21 Nov Strength         2/2 10 min"),
        (48, "Sat 21 Nov Strength           2/2 10 min"),
        (
            76,
            "Sat 21 Nov   Strength         10 min  2 sets          stopped for pain",
        ),
        (
            116,
            "Sat 21 Nov   Strength         10 min  2 sets          stopped for pain  sharp",
        ),
    ],
)
def test_a_session_in_a_row(width: int, row: str) -> None:
    session = make_session(date(2026, 11, 21), status="stopped_pain", note="sharp")
    assert session_row(session, 2026, width) == row


def test_sets_in_part_stand_before_the_note_and_push_no_column() -> None:
    session = make_session(date(2026, 11, 21), sets=9, note="sharp")
    short = replace(session.sets[0], outcome="short", done=Dose(reps=9))
    session = replace(session, sets=(short, *session.sets[1:]), status="partial")
    row = "Sat 21 Nov   Strength         10 min  9 of 9 sets     partly done"
    assert session_row(session, 2026, 76) == row
    assert session_row(session, 2026, 116) == f"{row}       1 in part · sharp"


def test_a_session_of_another_year_says_which() -> None:
    assert session_row(make_session(date(2025, 1, 5)), 2026, 76).startswith("05 Jan 2025  Strength")


def test_what_would_move_the_cursor_is_left_out_of_a_row() -> None:
    session = replace(make_session(note="a\nb\x1b[2Jc"), routine_name="Evil\t\x07name")
    row = session_row(session, 2026, 120)
    assert row.isprintable()
    assert "Evil  name" in row
    assert row.endswith("a b [2Jc")


def test_a_long_name_is_cut_visibly() -> None:
    session = replace(make_session(), routine_name="A very long name of a routine")
    assert "A very long nam…" in session_row(session, 2026, 76)


def test_a_long_note_is_cut_visibly() -> None:
    row = session_row(make_session(note="Left tendon stiff on the last raises"), 2026, 110)
    assert row.endswith("Left tendon stiff on the last rai…")
    assert len(row) <= 110 - 4


def test_what_does_not_fit_beside_a_move_goes_on_below_its_sets() -> None:
    record = replace(make_session(), sets=(replace(make_set(), rpe=6),) * 6)
    rows = moves_text(record, NAMES, 38).plain.splitlines()
    assert rows == [
        "Heel raise on a box  15  15  15  15",
        "                     15  15  effort 6",
    ]
    assert moves_text(record, NAMES, 80).plain.splitlines() == [f"{rows[0]}  {rows[1].strip()}"]


def test_a_session_is_told_set_by_set_where_there_is_room() -> None:
    record = make_session()
    assert "15 of 15" in session_text(record, NAMES, 60, 12).plain
    brief = session_text(record, NAMES, 60, 4).plain
    assert "15 of 15" not in brief
    assert "Heel raise on a box  15" in brief


def test_what_was_asked_for_stands_beside_what_was_done() -> None:
    session = replace(
        make_session(),
        sets=(
            make_set(side="left"),
            replace(make_set("short", done=9, side="right"), load_kg=2.5, rpe=8, pain=3),
            replace(make_set("skipped", done=0, number=2), pain_site="heel"),
            replace(
                make_set(exercise="old_move"),
                planned=Dose(seconds=60),
                done=Dose(seconds=42.25),
                tempo=None,
                outcome="short",
            ),
        ),
    )
    assert [line.rstrip() for line in sets_text(session, NAMES).plain.splitlines()] == [
        "One-leg heel raise   up 1 top 1 down 10 bottom 1",
        "● 1 left   15 of 15",
        "◐ 1 right  9 of 15       2.5 kg  effort 8  pain 3",
        "○ 2        skipped       pain: heel",
        "",
        "Old move",
        "◐ 1        42.2 of 60 s",
    ]


def test_sets_of_different_tempos_say_each_its_own() -> None:
    session = replace(
        make_session(), sets=(make_set(), replace(make_set(number=2), tempo=Tempo(2, 0, 4, 0)))
    )
    lines = sets_text(session, NAMES).plain.splitlines()
    assert lines[0].rstrip() == "Heel raise on a box"
    assert lines[2].endswith("up 2 down 4")


def test_a_session_without_sets_says_so() -> None:
    assert sets_text(make_session(sets=0), NAMES).plain == "No set was done."


def test_in_few_columns_no_fact_is_broken() -> None:
    answered = replace(make_set(), load_kg=2.5, rpe=10, pain=3, pain_site="left achilles")
    session = replace(make_session(), sets=(answered,))
    rows = sets_text(session, NAMES, 36).plain.splitlines()
    assert [row.strip() for row in rows] == [
        "Heel raise on a box",
        "up 1 top 1 down 10 bottom 1",
        "● 1        15 of 15  2.5 kg",
        "effort 10",
        "pain 3, left Achilles",
    ]
    assert max(map(len, rows[:4])) <= 36
    facts = heading(make_session(date(2026, 11, 21), sets=18), 30).plain.splitlines()[1:3]
    assert facts[0].startswith("Sat 21 Nov 2026, ")
    assert facts[-1].endswith("18 sets")


def test_the_heading_says_when_how_long_and_how_it_felt() -> None:
    session = replace(make_session(note="odd [b]knee[/b]"), morning_pain=0)
    assert heading(session).plain.splitlines() == [
        "Strength   ● completed",
        "Sun 22 Nov 2026, 13:00 · 10:00 · 2 sets",
        "Pain the morning after: 0 of 10",
        '"odd [b]knee[/b]"',
    ]


@pytest.mark.parametrize(
    ("pause", "line"),
    [
        (Pause(date(2026, 11, 16), None, "flu"), "Pause   16 Nov – open  flu"),
        (
            Pause(date(2026, 10, 12), date(2026, 10, 18), "injury: calf"),
            "Pause   12 Oct – 18 Oct  injury: calf",
        ),
        (Pause(date(2025, 4, 1), date(2025, 4, 12)), "Pause   01 Apr – 12 Apr 2025"),
        (Pause(date(2025, 12, 30), date(2026, 1, 3)), "Pause   30 Dec 2025 – 03 Jan"),
    ],
)
def test_a_pause_in_a_line(pause: Pause, line: str) -> None:
    assert pause_lines([pause], TODAY) == [line]


def test_the_reasons_of_pauses_stand_one_below_the_other() -> None:
    pauses = [Pause(date(2025, 4, 1), date(2025, 4, 12), "flu"), Pause(TODAY, None, "holiday")]
    assert pause_lines(pauses, TODAY) == [
        "Pause   01 Apr – 12 Apr 2025  flu",
        "Pause   22 Nov – open         holiday",
    ]


@pytest.mark.parametrize("reason", ["", "flu", "injury", "injury: left calf", "other: x", "a: b"])
def test_a_pause_left_as_it_was_keeps_its_reason(reason: str) -> None:
    pause = Pause(date(2026, 11, 16), None, reason, "p")
    assert pause_from(pause, rows_of_pause(pause, TODAY)) == pause


def test_the_target_and_those_before() -> None:
    assert target_line(3) == "Target  ●●●○○○○  3 days a week"
    assert target_line(1) == "Target  ●○○○○○○  1 day a week"
    targets = [Target(date(2026, month, 1), month) for month in range(1, 7)]
    said = targets_text(targets, date(2026, 6, 1))
    assert said.endswith(
        "so far: 5 days from 01 May 2026, 4 days from 01 Apr 2026, 3 days from 01 Mar 2026, "
        "2 days from 01 Feb 2026."
    )
    assert "so far" not in targets_text(targets[5:], date(2026, 6, 1))


def test_day_and_week_are_said() -> None:
    assert day_line(Settings()) == "Day     begins at 03:00"
    assert lead_in_line(Settings()) == "Lead-in none, for wireless speakers"
    assert (
        lead_in_line(Settings(quiet_lead_in=1.5)) == "Lead-in 1.5 s, quiet, for wireless speakers"
    )
    assert week_line(Settings(first_day_of_week="sunday")) == "Week    starts on Sunday"
    assert day_text(Settings()).startswith("A session begun before 03:00 counts for the day before")
    assert day_text(Settings(day_cutoff=time(0, 0))).startswith("A day ends at midnight.")


@pytest.mark.parametrize(
    ("at", "steps", "after"),
    [
        (time(3, 0), 1, time(3, 30)),
        (time(0, 0), -1, time(23, 30)),
        (time(23, 45), 1, time(0, 15)),
    ],
)
def test_a_time_steps_round_the_clock(at: time, steps: int, after: time) -> None:
    assert later(at, steps) == after


@pytest.mark.parametrize("width", [72, 80, 99, 100, 160])
def test_every_row_has_its_status(width: int) -> None:
    sets = (make_set("done", number=1), make_set("short", number=2, done=9))
    record = replace(make_session(status="partial"), sets=sets, planned_sets=18)
    assert "partly done" in session_row(record, 2026, width)
    assert "of 18 sets" in session_row(record, 2026, width)
