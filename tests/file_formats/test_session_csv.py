from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Tempo
from calf_tui.file_formats.csv_columns import COLUMNS, guarded, unguarded
from calf_tui.file_formats.missing_values import in_order
from calf_tui.file_formats.session_csv import csv_of, sessions_in
from calf_tui.serialization.codec import session_document, session_of
from tests.records import make_session, make_set, session_records

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.serialization.codec import Document

SESSION = make_session(note='Box, "the low one"\n; wobbly')
EMPTY = replace(make_session(record_id="empty"), sets=(), status="stopped_pain")
TIMED = replace(
    make_session(record_id="timed"),
    sets=(
        replace(
            make_set(side="left"), planned=Dose(seconds=30), done=Dose(seconds=12.5), tempo=None
        ),
        replace(
            make_set(side="right"), tempo=Tempo(0.5, 0, 3, 1), rpe=7, pain=2, pain_site="ankle"
        ),
    ),
)


def rows_of(*sessions: SessionRecord) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_of(sessions))))


def text_of(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def understood(text: str) -> tuple[list[Document], list[str]]:
    """The sessions of a table, and what was not understood."""
    sessions = sessions_in(text)
    return sessions.documents, sessions.problems


def test_a_set_is_a_row_with_its_session() -> None:
    rows = rows_of(SESSION, EMPTY, TIMED)

    assert [row["session_id"] for row in rows] == [SESSION.id] * 2 + ["empty"] + ["timed"] * 2
    assert rows[0]["note"] == SESSION.note
    assert [row["done_seconds"] for row in rows] == ["", "", "", "12.5", ""]
    assert [row["tempo_up"] for row in rows] == ["1", "1", "", "", "0.5"]
    assert rows[2]["exercise"] == ""


def test_sessions_come_back_as_they_were() -> None:
    documents, problems = understood(csv_of([SESSION, EMPTY, TIMED]))

    assert problems == []
    assert [session_of(each) for each in documents] == [SESSION, EMPTY, TIMED]


def without_nul(value: Any) -> Any:
    """The same, as a table holds it."""
    if isinstance(value, dict):
        return {name: without_nul(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_nul(each) for each in value]
    return value.replace("\0", "") if isinstance(value, str) else value


@given(st.lists(session_records, max_size=3))
def test_any_sessions_come_back_as_they_were(sessions: list[SessionRecord]) -> None:
    expected = [
        {**each, "sets": in_order(each["sets"])}
        for each in (without_nul(session_document(each)) for each in sessions)
    ]

    documents, problems = understood(csv_of(sessions))

    assert problems == []
    assert documents == expected


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_write_it_in_the_manner_of_its_country(delimiter: str) -> None:
    rows = rows_of(SESSION, TIMED)
    in_commas = [
        {name: cell.replace(".", ",") if "seconds" in name else cell for name, cell in row.items()}
        for row in rows
    ]
    documents, problems = understood(text_of(in_commas, delimiter) + delimiter * 9 + "\n\n")

    assert problems == []
    assert [session_of(each) for each in documents] == [SESSION, TIMED]


def test_columns_may_have_another_order_and_be_left_out_where_they_may_be_empty() -> None:
    text = StringIO()
    head = [name for name in reversed(COLUMNS) if name not in ("note", "rpe", "pain_site")]
    writer = csv.DictWriter(text, head, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows_of(make_session()))

    documents, problems = understood(text.getvalue())

    assert problems == []
    assert [session_of(each) for each in documents] == [make_session()]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("session_id", "", 'session_id: expected a name of at most 1,000 characters, not ""'),
        ("local_date", "22/13/2026", 'expected a date as in 2026-11-22, not "22/13/2026"'),
        ("started_at", "46348.71", "expected an instant as in 2026-11-22T17:03:11.482Z, not 46348"),
        ("updated_at", "2026-11-22T17:03:11", "updated_at: expected an instant"),
        ("utc_offset_minutes", "1440", "expected whole minutes from -1439 to 1439, not 1440"),
        ("status", "Completed", "status: expected completed, partial or stopped_pain"),
        ("active_seconds", "-1", "active_seconds: expected a number from 0 on, not -1"),
        ("active_seconds", "nan", 'active_seconds: expected a number from 0 on, not "nan"'),
        ("active_seconds", "1e999", "active_seconds: expected a number from 0 on, not inf"),
        ("active_seconds", "9" * 5000, "active_seconds: expected a number from 0 on, not inf"),
        ("morning_pain", "11", "morning_pain: expected a whole number from 0 to 10 or nothing"),
        ("set", "0", "set: expected a whole number from 1 on, not 0"),
        ("set", "1.5", "set: expected a whole number from 1 on, not 1.5"),
        ("side", "l", 'side: expected both, left or right, not "l"'),
        ("planned_reps", "", "planned_reps: expected a number either here or in planned_seconds"),
        ("done_seconds", "3", "done_reps: expected a number either here or in done_seconds"),
        ("tempo_down", "", "tempo_up: expected all four parts of the tempo or none"),
        ("outcome", "", "outcome: expected done, short or skipped, not nothing"),
        ("load_kg", "8kg", 'load_kg: expected a number from 0 on, not "8kg"'),
        ("rpe", "0", "rpe: expected a whole number from 1 to 10 or nothing, not 0"),
    ],
)
def test_a_cell_that_is_not_understood_is_named_by_row_and_column(
    column: str, cell: str, said: str
) -> None:
    rows = rows_of(EMPTY, replace(make_session(), sets=(make_set(),)))
    rows[1][column] = cell

    documents, (problem,) = understood(text_of(rows))

    assert problem.startswith("row 3, ")
    assert said in problem
    assert [each["id"] for each in documents] == ["empty"]


@pytest.mark.parametrize("form", ["%d.%m.%Y", "%m/%d/%Y", "%d/%m/%y", "%Y/%m/%d", "%d-%b-%Y"])
@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-05"])
def test_a_date_that_a_spreadsheet_wrote_its_own_way_is_understood(form: str, day: str) -> None:
    there = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    record = replace(
        EMPTY, started_at=there, ended_at=there, updated_at=there, local_date=there.date()
    )
    rows = rows_of(record)
    rows[0]["local_date"] = there.strftime(form)

    assert understood(text_of(rows, ";")) == ([session_document(record)], [])


def test_rows_in_another_order_are_the_same_sets() -> None:
    later = make_set().ended_at + timedelta(minutes=1)
    sets = (
        make_set(number=2),
        replace(make_set(number=1, side="left"), ended_at=later),
        replace(make_set(number=2, side="left"), ended_at=later),
    )
    record = replace(SESSION, sets=sets)

    documents, problems = understood(text_of(rows_of(record)[::-1]))

    assert problems == []
    assert [session_of(each) for each in documents] == [record]


def test_columns_that_are_missing_have_a_default_that_is_said() -> None:
    keep = ("session_id", "local_date", "exercise", "done_reps")
    text = StringIO()
    writer = csv.DictWriter(text, keep, extrasaction="ignore")
    writer.writerow({name: name.upper() for name in keep})
    writer.writerows(rows_of(SESSION))

    sessions = sessions_in(text.getvalue())

    record = session_of(sessions.documents[0])
    assert (record.id, record.local_date) == (SESSION.id, SESSION.local_date)
    assert [each.done for each in record.sets] == [each.done for each in SESSION.sets]
    assert sessions.problems == []
    assert "started_at (12:00 of its day)" in sessions.notes[0]
    assert "updated_at (now, where it differs from yours)" in sessions.notes[0]


def test_rows_of_a_session_must_agree() -> None:
    rows = rows_of(SESSION)
    rows[1]["note"] = "another"

    documents, problems = understood(text_of(rows))

    assert problems == ["row 3, note: it is not the same as in row 2, of the same session"]
    assert documents == []


def test_all_faults_are_named_at_once() -> None:
    rows = rows_of(SESSION, TIMED, EMPTY)
    rows[0]["side"] = "up"
    rows[2]["rpe"] = "eleven"
    rows[2]["pain"] = "-3"

    documents, problems = understood(text_of(rows))

    assert [each.partition(":")[0] for each in problems] == [
        "row 2, side",
        "row 4, rpe",
        "row 4, pain",
    ]
    assert [each["id"] for each in documents] == ["empty"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it holds no table"),
        ("name;age\nAda;36\n", "neither JSON nor a table with the columns"),
        ("\x00\x01\x02", "neither JSON nor a table"),
        (csv_of([]).replace("exercise,", ""), "its head, row 1, lacks exercise"),
        ("date,reps\n2026-11-20,15\n", r"its head, row 1, lacks a move \(exercise\)"),
        ("exercise,date\n", "lacks repetitions or seconds"),
    ],
)
def test_what_is_no_table_of_ours_is_a_fault(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        sessions_in(text)


def test_unknown_and_doubled_columns_are_said_so() -> None:
    head = ",".join(COLUMNS)

    _, problems = understood(f"{head},noote,note\n")

    assert problems[0] == "row 1: more than one column note"
    assert problems[1].startswith('row 1: unknown column "noote"; did you mean "note"?')


def test_a_quote_that_never_ends_is_said_so() -> None:
    documents, problems = understood(csv_of([EMPTY]) + '"never ends')

    assert problems == ["row 3: it cannot be read, nor what follows it: unexpected end of data"]
    assert [each["id"] for each in documents] == ["empty"]


@pytest.mark.parametrize("text", ["=1+1", "+31 20", "-5", "@me", "\tx", "'=1", "''-", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    row = rows_of(make_session(note=text))[0]

    assert row["note"] == f"'{text}"
    assert session_of(understood(text_of([row]))[0][0]).note == text


@given(st.text(st.sampled_from("'=+-@\t\r a＝"), max_size=5))
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@given(st.text(st.sampled_from(',;"\n\r\t=ab1\0é'), max_size=60))
def test_whatever_follows_the_head_makes_no_session(text: str) -> None:
    documents, problems = understood(csv_of([]) + text)

    assert documents == []
    assert problems or not text.strip(',\n\r"')


def test_a_nul_is_told_by_its_row_and_left_out() -> None:
    documents, problems = understood(csv_of([SESSION]).replace("wobbly", "wob\0bly", 1))

    assert [session_of(each) for each in documents] == [SESSION]
    assert problems == ["line 3: it holds a NUL character, which belongs in no text"]
