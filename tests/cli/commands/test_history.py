from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from tests.cli.support.histories import DAYS, sessions_on, write_history
from tests.records import make_session

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

FIELDS = [
    "id",
    "routine",
    "routine_name",
    "status",
    "started_at",
    "ended_at",
    "utc_offset_minutes",
    "local_date",
    "active_seconds",
    "note",
    "morning_pain",
    "updated_at",
    "sets",
]
SET_FIELDS = [
    "exercise",
    "set",
    "side",
    "planned",
    "done",
    "tempo",
    "load_kg",
    "outcome",
    "rpe",
    "pain",
    "pain_site",
    "ended_at",
]


@pytest.fixture(autouse=True)
def eight_sessions(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))


def test_the_history_in_json_is_what_is_on_disk_the_newest_first(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("history", "--json")

    with TinyDB(calf_tui.data) as database:
        on_disk = [dict(each) for each in database.table("sessions").all()]
    assert (code, errors) == (0, "")
    assert json.loads(output) == on_disk[::-1]


def test_a_session_in_json_has_the_promised_fields_in_order(calf_tui: CommandLine) -> None:
    newest = json.loads(calf_tui("history", "--json").output)[0]

    assert list(newest) == FIELDS
    assert [list(each) for each in newest["sets"]] == [SET_FIELDS] * 2
    assert newest["local_date"] == "2026-11-22"
    assert newest["started_at"] == "2026-11-22T12:00:00.000Z"


def test_the_history_in_words_is_a_line_a_session(calf_tui: CommandLine) -> None:
    write_history(
        calf_tui.data,
        [make_session(date(2026, 11, 23), status="stopped_pain", active_seconds=45, note="Sharp")],
    )

    code, output, errors = calf_tui("history", "--limit", "2")

    assert (code, errors) == (0, "")
    assert output.splitlines() == [
        "2026-11-23  Strength                    45 s  2 sets          stopped for pain",
        "2026-11-22  Strength                  10 min  2 sets          completed",
    ]


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ((), [22, 17, 14, 12, 10, 7, 5, 3]),
        (("--since", "2026-11-17"), [22, 17]),
        (("--since", "2026-11-18"), [22]),
        (("--since", "2027-01-01"), []),
        (("--limit", "3"), [22, 17, 14]),
        (("--limit", "100"), [22, 17, 14, 12, 10, 7, 5, 3]),
        (("--since", "2026-11-10", "--limit", "4"), [22, 17, 14, 12]),
    ],
)
def test_the_history_may_be_cut(
    calf_tui: CommandLine, options: tuple[str, ...], days: list[int]
) -> None:
    in_json = json.loads(calf_tui("history", "--json", *options).output)
    in_words = calf_tui("history", *options).output.splitlines()

    dates = [f"2026-11-{day:02}" for day in days]
    assert [each["local_date"] for each in in_json] == dates
    assert [line[:10] for line in in_words] == (dates or ["None of 8 "])


def test_a_name_too_long_for_its_column_is_cut_visibly(calf_tui: CommandLine) -> None:
    long_name = replace(make_session(date(2026, 12, 1)), routine_name="x" * 60)
    write_history(calf_tui.data, [long_name])

    line = calf_tui("history", "--limit", "1").output.splitlines()[0]

    assert len(line) <= 80
    assert "x…" in line


def test_without_a_file_the_history_is_empty_and_none_is_made(calf_tui: CommandLine) -> None:
    calf_tui.data = calf_tui.data.with_name("other.json")

    assert calf_tui("history") == (0, "No sessions here yet.\n", "")
    assert calf_tui("history", "--json") == (0, "[]\n", "")
    assert not calf_tui.data.exists()


@pytest.mark.parametrize("command", ["history", "stats"])
def test_records_that_cannot_be_understood_are_left_out_and_said_so(
    calf_tui: CommandLine, command: str
) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    with TinyDB(calf_tui.data) as database:
        database.table("sessions").insert({"id": "odd", "status": "unheard of"})
    before = calf_tui.data.read_bytes()

    result = calf_tui(command)

    assert result.code == 0
    assert result.output
    assert result.errors == (
        "1 record was not understood and left out; the file keeps what it has.\n"
    )
    assert calf_tui.data.read_bytes() == before
