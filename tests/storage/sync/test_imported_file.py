from __future__ import annotations

import gzip
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import CoachAnswer, Run
from calf_tui.file_formats.delimited_table import TableOptions
from calf_tui.file_formats.session_csv import csv_of
from calf_tui.serialization.codec import session_document
from calf_tui.serialization.record_tables import TABLE_OF, document_of
from calf_tui.storage.database.merge import merged
from calf_tui.storage.database.schema import SCHEMA_VERSION, bytes_of
from calf_tui.storage.sync.imported_file import (
    DEEPEST,
    MOST_BYTES,
    ImportedFile,
    imported_file_in,
    read_imported_file,
)
from tests.records import make_session
from tests.storage.support.damages import DAMAGED
from tests.storage.support.documents import AT, HEEL_RISE, tables

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.database.document_table import Tables

SESSION = session_document(make_session())
DAY = date(2026, 11, 22)
META = {"id": "m", "schema_version": SCHEMA_VERSION, "created_at": AT}
GOOD: Tables = {
    "meta": {"1": META},
    "sessions": {
        "1": SESSION,
        "2": {"id": "gone", "deleted": True, "updated_at": AT},
    },
    "targets": {"1": {"id": "t", "start": "2026-11-16", "days": 4, "updated_at": AT}},
    "pauses": {"1": {"id": "p", "start": "2026-11-16", "updated_at": AT}},
    "tests": {"1": HEEL_RISE},
    "quarantine": {"1": {"id": "q", "table": "sessions", "document": 7, "updated_at": AT}},
}


def problems_of(**tables: object) -> tuple[str, ...]:
    return imported_file_in(json.dumps({**GOOD, **tables}).encode()).problems


def with_set(**fields: object) -> dict[str, Any]:
    return {**SESSION, "sets": [SESSION["sets"][0], {**SESSION["sets"][1], **fields}]}


@pytest.mark.parametrize(
    "data",
    [
        bytes_of(GOOD),
        json.dumps(GOOD, indent=4).encode(),
        b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
        json.dumps(GOOD).encode("utf-16"),
        b" \r\n" + json.dumps(GOOD).encode(),
        gzip.compress(json.dumps(GOOD).encode()),
    ],
    ids=["data file", "indented", "byte order mark", "utf-16", "blank lines", "backup"],
)
def test_a_file_of_ours_is_understood_in_any_form(data: bytes) -> None:
    assert imported_file_in(data) == ImportedFile(GOOD)


def test_what_history_prints_as_json_is_understood() -> None:
    assert imported_file_in(json.dumps([SESSION]).encode()).tables == {"sessions": {"1": SESSION}}


def test_a_table_of_a_spreadsheet_is_understood() -> None:
    incoming = imported_file_in(b"\xef\xbb\xbf" + csv_of([make_session()]).encode())

    assert incoming.tables == {"sessions": {"1": SESSION}}
    assert (incoming.problems, incoming.is_csv, incoming.notes) == ((), True, ())


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (7, "expected a document, not 7"),
        ({}, '"id": expected a text, not None'),
        ({**SESSION, "id": ""}, '"id": expected a text, not ""'),
        ({**SESSION, "updated_at": "now"}, '"updated_at": expected an instant, not "now"'),
        ({"id": "a", "deleted": True}, '"updated_at": expected an instant, not None'),
        ({**SESSION, "status": "done"}, 'expected completed, partial or stopped_pain, not "done"'),
        ({**SESSION, "active_seconds": True}, '"active_seconds": expected a number from 0 on'),
        ({**SESSION, "morning_pain": 11}, '"morning_pain": expected a whole number from 0 to 10'),
        ({**SESSION, "sets": {}}, '"sets": expected a list, not a table'),
        ({**SESSION, "sets": [[]]}, "set 1 of the list: expected a set, not an array of 0"),
        (with_set(outcome="dnoe"), 'set 2 of the list, "outcome": expected done, short or skipped'),
        (with_set(side=None), '"side": expected both, left or right, not nothing'),
        (with_set(planned={}), '"planned": expected either reps or seconds, not a table'),
        (with_set(done={"reps": -1}), '"done", "reps": expected a whole number from 0 on, not -1'),
        (with_set(tempo=4), '"tempo": expected seconds for up, top, down, bottom, not 4'),
        (with_set(tempo={"up": 1}), '"tempo", "top": expected a number from 0 on, not nothing'),
        (
            with_set(set=2**70),
            "expected a whole number from 1 on, not a number of that size",
        ),
        (
            with_set(rpe="\x1b[2J"),
            'expected a whole number from 1 to 10 or nothing, not "\ufffd[',
        ),
    ],
)
def test_a_document_that_is_not_understood_is_named_with_its_field(
    document: object, said: str
) -> None:
    (problem,) = problems_of(sessions={"1": SESSION, "7": document})[:1]

    assert problem.startswith("sessions 7")
    assert said in problem


def test_the_date_of_a_session_helps_to_find_it() -> None:
    assert problems_of(sessions={"7": with_set(rpe=0)}) == (
        'sessions 7 (2026-11-22), set 2 of the list, "rpe": '
        "expected a whole number from 1 to 10 or nothing, not 0",
    )


def test_an_instant_of_a_small_record_that_is_none_is_told_once() -> None:
    target = {**GOOD["targets"]["1"], "updated_at": "9999-12-31T23:59:59.999Z"}
    assert problems_of(targets={"1": target}) == (
        'targets 1, "updated_at": expected an instant, not "9999-12-31T23:59:59.999Z"',
    )


def test_other_tables_are_judged_by_the_same_rules_as_our_own() -> None:
    target = {**GOOD["targets"]["1"], "days": 8}
    found = problems_of(
        targets={"1": target, "2": {**target, "days": "three"}},
        pauses={"1": {"id": "p", "updated_at": AT}},
        meta={"1": META, "2": []},
        goals={"1": {"id": ""}},
        **{"\x1b[2J": {"1": None}},
    )

    assert [each.partition(",")[0] for each in found] == [
        "meta 2",
        "targets 1",
        "targets 2",
        "pauses 1",
        "goals 1",
        "goals 1",
        '"\ufffd[2J" 1',
    ]
    assert '"days": expected int, got str' in found[2]


def test_all_but_what_is_not_understood_comes() -> None:
    incoming = imported_file_in(
        json.dumps({**GOOD, "sessions": {"1": SESSION, "2": {}, "3": with_set(rpe=0)}}).encode()
    )

    assert incoming.tables == {**GOOD, "sessions": {"1": SESSION}}
    assert len({each.partition(",")[0] for each in incoming.problems}) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it holds no table"),
        (b"{", "it is damaged: it is not JSON, or no longer whole"),
        (b"[" * 200_000, "it is damaged"),
        (b'{"a":' * 200_000, "it is damaged"),
        (b"[" * 60 + b"]" * 60, "values in it lie more than 50 deep"),
        (b'{"meta": 1}', "it is JSON, but not a data file of Calf TUI"),
        (b'{"meta": {"1": {"schema_version": 999}}}', "a newer version of Calf TUI wrote it"),
        (b'{"meta": {"1": {"schema_version": 1}}, "sessions": []}', '"sessions" is damaged'),
        (b"gr\xf6\xdfer", "it is not text in UTF-8"),
        (b"\xff\xfe\x00", "it is not text in UTF-8"),
        (gzip.compress(b"{}")[:-9], "it is compressed, and its end is missing"),
        (b"\x1f\x8bnonsense", "it is compressed, and damaged"),
        (b"name,age\r\nAda,36\r\n", "neither JSON nor a table"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_file_of_records_is_said_in_words(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        imported_file_in(data)


def test_what_is_too_large_only_when_it_is_no_longer_compressed() -> None:
    with pytest.raises(ValueError, match="it is larger than 1 MB"):
        imported_file_in(gzip.compress(bytes(2**20 + 1)), most_bytes=2**20)


def test_the_deepest_document_that_may_come() -> None:
    deep: Any = 1
    for _ in range(DEEPEST - 4):
        deep = [deep]

    assert problems_of(sessions={"1": {**SESSION, "later": deep}}) == ()
    with pytest.raises(ValueError, match="deep"):
        problems_of(sessions={"1": {**SESSION, "later": [deep]}})


class TestAPath:
    def test_that_is_the_data_file_itself(self, file: Path) -> None:
        for path in (file, file.parent / ".." / file.parent.name / file.name):
            with pytest.raises(UserError, match="it is your data file itself"):
                read_imported_file(path, file)

    def test_that_is_not_there_or_no_file(self, tmp_path: Path) -> None:
        data = tmp_path / "training.json"
        with pytest.raises(UserError, match="cannot be read: no such file"):
            read_imported_file(tmp_path / "missing.json", data)
        with pytest.raises(UserError, match="it is no file of records"):
            read_imported_file(tmp_path, data)
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe")
            with pytest.raises(UserError, match="it is no file of records"):
                read_imported_file(tmp_path / "pipe", data)

    def test_that_is_too_large(self, tmp_path: Path) -> None:
        large = tmp_path / "large.json"
        with large.open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        with pytest.raises(UserError, match="it is larger than 256 MB, which no history is"):
            read_imported_file(large, tmp_path / "training.json")


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_understood_or_said_to_be_damaged(damage: Any) -> None:
    data = damage(bytes_of(GOOD))
    try:
        incoming = imported_file_in(data)
    except ValueError as error:
        said = str(error)
    else:
        said = "understood"
        assert set(incoming.tables.get("sessions", {})) <= {"1", "2"}
    assert said.isprintable()
    assert said


def merged_twice(data: bytes) -> None:
    """Whatever is understood can be merged."""
    try:
        incoming = imported_file_in(data)
    except ValueError:
        return
    assert merged(GOOD, incoming.tables, incoming.tables)["sessions"].keys() >= {"1"}


@given(st.binary(max_size=60))
@example(b"[1e999]")
@example(b'[{"a":' + b"9" * 5000 + b"}]")
@example(b'["\\ud800"]')
def test_any_bytes_are_understood_or_refused(data: bytes) -> None:
    merged_twice(data)


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4), st.sampled_from(["json", "csv"]))
def test_any_damage_to_a_good_file_is_understood_or_refused(
    place: int, damage: bytes, form: str
) -> None:
    good = bytes_of(GOOD) if form == "json" else csv_of([make_session()]).encode()
    place %= len(good)
    merged_twice(good[:place] + damage + good[place + len(damage) :])


@given(tables)
def test_any_documents_are_understood_or_named(found: Tables) -> None:
    content = {name: table for name, table in found.items() if name != "meta"}
    incoming = imported_file_in(json.dumps({**content, "meta": {"1": META}}).encode())

    left = sum(len(table) for table in incoming.tables.values()) - 1
    named = {each.partition(",")[0].partition(" (")[0] for each in incoming.problems}
    assert left + len(named) == sum(map(len, content.values()))


def test_a_date_that_is_none_is_said_with_an_example() -> None:
    (found,) = problems_of(pauses={"1": {"id": "p", "start": "soon", "updated_at": AT}})
    assert found == 'pauses 1, "start": expected a date as in 2026-11-22'


@pytest.mark.parametrize(("today", "late"), [(20, 2), (21, 0), (22, 0)])
def test_what_was_done_after_tomorrow_is_refused_and_said(today: int, late: int) -> None:
    options = TableOptions(today=date(2026, 11, today))
    incoming = imported_file_in(json.dumps(GOOD).encode(), options)

    said = '(2026-11-22), "local_date": 2026-11-22 is still to come'
    assert incoming.problems == (f"sessions 1 {said}", f"tests 1 {said}")[:late]
    assert ("1" in incoming.tables["sessions"]) is (not late)
    assert incoming.tables["pauses"] == GOOD["pauses"]
    assert "2" in incoming.tables["sessions"]


@pytest.mark.parametrize(
    "record", [Run(DAY, 50.0, id="r"), CoachAnswer(DAY, "gone", id="c")], ids=["run", "answer"]
)
def test_a_run_or_an_answer_of_later_than_tomorrow_is_refused(record: Run | CoachAnswer) -> None:
    name = TABLE_OF[type(record)].name
    content = {"meta": {"1": META}, name: {"1": {**document_of(record), "updated_at": AT}}}
    incoming = imported_file_in(
        json.dumps(content).encode(), TableOptions(today=date(2026, 11, 20))
    )

    said = f'{name} 1 (2026-11-22), "local_date": 2026-11-22 is still to come'
    assert incoming.problems == (said,)
    assert not incoming.tables[name]


@pytest.mark.parametrize("name", ["pauses", "runs", "plan"])
@pytest.mark.parametrize("part", [[[]], "none", 7, None])
def test_records_around_a_table_that_is_none_come_in(name: str, part: object) -> None:
    incoming = imported_file_in(json.dumps({**GOOD, name: part}).encode())

    assert (incoming.problems, incoming.tables["sessions"]) == ((), GOOD["sessions"])
    assert incoming.notes == ("1 part of it that is no table goes to the quarantine",)
    assert name not in incoming.tables


def test_several_parts_that_are_no_tables_are_counted() -> None:
    incoming = imported_file_in(json.dumps({**GOOD, "runs": 1, "mine": "x"}).encode())
    assert incoming.notes == ("2 parts of it that are no tables go to the quarantine",)
