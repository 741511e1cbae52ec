from __future__ import annotations

import codecs
import json
from datetime import date, datetime, timezone
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.records.coach_records import Run
from calf_tui.serialization.codec import deleted_document, session_document
from calf_tui.serialization.record_tables import TABLES, document_of
from calf_tui.storage.database.compaction import quarantine_notice
from calf_tui.storage.database.merge import SUPERSEDED, quarantined
from calf_tui.storage.database.record_quarantine import quarantine_invalid, released
from calf_tui.storage.document_store import DocumentStore
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import examine
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.sync.imported_file import imported_file_in
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from calf_tui.storage.database.document_table import Tables


GOOD = session_document(make_session(record_id="good"))
META = {"1": {"schema_version": 1}}

OTHER = session_document(make_session(record_id="other"))
META_DOCUMENT = {"id": "m", "schema_version": 1, "created_at": "2026-11-22T17:03:11.482Z"}
OURS = {"meta": {"1": META_DOCUMENT}, "sessions": {"1": GOOD}}
NUMBERS = ["\u0662", "abc", "2.5", "\ud83d", "01", "", "-"]
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)
A_RUN = document_of(Run(date(2026, 11, 22), 42.0, id="run", updated_at=AN_INSTANT))


def tables_with(**tables: Iterable[object]) -> Tables:
    numbered = {
        name: {str(number): each for number, each in enumerate(documents, 1)}
        for name, documents in tables.items()
    }
    return {"meta": META, **numbered}


def documents_in(tables: Tables, name: str) -> list[Any]:
    return list(tables.get(name, {}).values())


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in GOOD.items() if key != name}


BAD: dict[str, tuple[str, object]] = {
    "a number": ("sessions", 42),
    "nothing": ("sessions", None),
    "a list": ("sessions", [GOOD]),
    "an empty document": ("sessions", {}),
    "no id": ("sessions", without("id")),
    "an empty id": ("sessions", {**GOOD, "id": ""}),
    "an id that is a number": ("sessions", {**GOOD, "id": 7}),
    "no sets": ("sessions", without("sets")),
    "no date": ("sessions", without("local_date")),
    "a date there is none of": ("sessions", {**GOOD, "local_date": "2026-02-30"}),
    "an instant without its offset": ("sessions", {**GOOD, "ended_at": "2026-11-22T17:03:11"}),
    "an unknown status": ("sessions", {**GOOD, "status": "abandoned"}),
    "negative seconds": ("sessions", {**GOOD, "active_seconds": -1}),
    "pain beyond ten": ("sessions", {**GOOD, "morning_pain": 11}),
    "an unknown outcome": (
        "sessions",
        {**GOOD, "sets": [{**GOOD["sets"][0], "outcome": "maybe"}]},
    ),
    "a load that is a text": ("sessions", {**GOOD, "sets": [{**GOOD["sets"][0], "load_kg": "8"}]}),
    "a deletion of nothing": ("sessions", {"deleted": True, "updated_at": GOOD["updated_at"]}),
    "eight days a week": ("targets", {"id": "t", "start": "2026-11-16", "days": 8}),
    "a pause that ends before it starts": (
        "pauses",
        {"id": "p", "start": "2026-11-16", "end": "2026-11-15"},
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_valid_record_goes_to_quarantine_and_the_rest_stays(name: str) -> None:
    table, document = BAD[name]
    tables = tables_with(sessions=[GOOD], weathers=[42])
    tables.setdefault(table, {})["2"] = document
    after = quarantine_invalid(tables)
    assert after.moved == 1
    (entry,) = documents_in(after.tables, "quarantine")
    assert (entry["table"], entry["document"]) == (table, document)
    assert entry["reason"]
    assert documents_in(after.tables, "sessions") == [GOOD]
    assert documents_in(after.tables, "weathers") == [42]
    assert quarantine_invalid(after.tables).tables is after.tables


def test_good_tables_stay_the_same_object() -> None:
    deleted = deleted_document("gone", AN_INSTANT)
    future = {**GOOD, "id": "future", "wind": 3, "sets": [{**GOOD["sets"][0], "shoe": "red"}]}
    tables = tables_with(sessions=[GOOD, deleted, future])
    assert quarantine_invalid(tables).tables is tables


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_of_several_with_one_id_the_newest_stays(order: list[int]) -> None:
    versions = [
        {**GOOD, "note": "first", "updated_at": "2026-11-22T18:30:00+02:00"},
        {**GOOD, "note": "second", "updated_at": "2026-11-22T17:00:00Z"},
        {**GOOD, "note": "third", "updated_at": "2026-11-22T17:00:00.001Z"},
    ]
    after = quarantine_invalid(tables_with(sessions=[versions[each] for each in order]))
    (kept,) = documents_in(after.tables, "sessions")
    assert kept["note"] == "third"
    held = documents_in(after.tables, "quarantine")
    assert {each["document"]["note"] for each in held} == {"first", "second"}
    assert {each["reason"] for each in held} == {SUPERSEDED}


def test_a_later_deletion_of_the_same_id_stays_deleted() -> None:
    later = {"id": "good", "deleted": True, "updated_at": "2027-01-01T00:00:00.000Z"}
    after = quarantine_invalid(tables_with(sessions=[GOOD, later]))
    assert documents_in(after.tables, "sessions") == [later]


def test_the_same_document_is_quarantined_once_and_under_one_id_everywhere() -> None:
    first = quarantined("sessions", {"a": 1, "b": 2}, "why")
    again = quarantined("sessions", {"b": 2, "a": 1}, "why not")
    assert first["id"] == again["id"]
    tables = tables_with(sessions=[42, 42], quarantine=[quarantined("sessions", 42, "x")])
    after = quarantine_invalid(tables)
    assert len(documents_in(after.tables, "quarantine")) == 1
    assert documents_in(after.tables, "sessions") == []


def test_what_is_valid_by_now_is_released() -> None:
    valid = quarantined("sessions", GOOD, "an older version did not know it")
    still_bad = quarantined("sessions", {"id": "bad"}, "fields are missing")
    older = quarantined("sessions", {**GOOD, "id": "older"}, SUPERSEDED)
    odd = {"id": "theirs", "note": "of another program"}
    tables = tables_with(sessions=[], quarantine=[valid, still_bad, older, odd, 42])
    assert released(tables, AN_INSTANT) == {
        ("sessions", "good"): GOOD,
        ("quarantine", valid["id"]): deleted_document(valid["id"], AN_INSTANT),
    }


def test_what_is_valid_but_whose_id_is_taken_stays_in_quarantine() -> None:
    valid = quarantined("sessions", GOOD, "an older version did not know it")
    tables = tables_with(sessions=[{**GOOD, "note": "newer"}], quarantine=[valid])
    assert released(tables, AN_INSTANT) == {}


def test_the_notice_counts() -> None:
    assert quarantine_notice(1).startswith("1 record was not understood and is kept in quarantine")
    assert quarantine_notice(2).startswith("2 records were not understood and are kept in quar")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
odd_sessions = st.builds(
    lambda name, value, record_id: {**GOOD, "id": record_id, name: value},
    st.sampled_from([*GOOD, "wind"]),
    json_values,
    st.sampled_from("abc"),
)


@given(documents=st.lists(json_values | odd_sessions, max_size=6))
def test_nothing_is_ever_dropped(documents: list[object]) -> None:
    after = quarantine_invalid(tables_with(sessions=documents))
    held = documents_in(after.tables, "sessions")
    held += [each["document"] for each in documents_in(after.tables, "quarantine")]

    def distinct(values: Iterable[object]) -> set[str]:
        return {json.dumps(each, sort_keys=True) for each in values}

    assert distinct(held) == distinct(documents)
    ids = [each["id"] for each in documents_in(after.tables, "sessions")]
    assert len(ids) == len(set(ids))
    assert quarantine_invalid(after.tables).moved == 0


def test_dates_of_other_sessions_do_not_matter() -> None:
    other = session_document(make_session(date(2020, 1, 1), record_id="other"))
    assert quarantine_invalid(tables_with(sessions=[GOOD, other])).moved == 0


def opened(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The tables after the program has written once, and what it said."""
    store = DocumentStore(path, lambda: NOW, FastDisk())
    with store.lock:
        store.open()
        said = store.notices()
        store.close()
    return json.loads(path.read_bytes()), said


@pytest.mark.parametrize("number", NUMBERS)
def test_a_document_with_an_odd_number_is_kept(tmp_path: Path, number: str) -> None:
    path = tmp_path / "training.json"
    path.write_text(json.dumps({**OURS, "sessions": {"1": GOOD, number: OTHER}}))
    assert DocumentStore(path, lambda: NOW, FastDisk()).document("sessions", "other") == OTHER
    tables, said = opened(path)
    assert tables["sessions"] == {"1": GOOD, "2": OTHER}
    assert not any("quarantine" in each for each in said)
    assert opened(path)[0]["sessions"] == tables["sessions"]


@pytest.mark.parametrize("part", [[], "words", 7, None])
def test_a_part_that_is_no_table_goes_to_quarantine_and_that_is_said_once(
    tmp_path: Path, part: object
) -> None:
    path = tmp_path / "training.json"
    path.write_text(json.dumps({**OURS, "x": part}))
    tables, said = opened(path)
    assert tables["sessions"] == {"1": GOOD}
    assert "x" not in tables
    (entry,) = tables["quarantine"].values()
    assert (entry["table"], entry["document"]) == ("x", part)
    assert sum("quarantine" in each for each in said) == 1
    assert opened(path)[1] == ()


def said_by_check(path: Path) -> list[str]:
    """What it finds that a repair would send to the quarantine."""
    found = [each for each in examine(names_of(path), NOW) if "go to the quarantine" in each.repair]
    return [each.text.partition(",")[0] for each in found]


@pytest.mark.parametrize(
    ("part", "name"),
    by_turns(
        product([[], [[]], [7, {"id": ""}], "words", 7, None], [each.name for each in TABLES]), 2
    ),
)
def test_a_table_of_records_that_is_none_is_set_aside_and_all_others_stay(
    tmp_path: Path, name: str, part: object
) -> None:
    path = tmp_path / "training.json"
    path.write_text(json.dumps({**OURS, name: part}))
    assert [each.id for each in TinyHistory(path, lambda: NOW, FastDisk()).sessions()] == ["good"]
    assert said_by_check(path) == ["1 record in it cannot be understood"]
    tables, said = opened(path)
    assert tables["sessions"] == {"1": GOOD}
    assert name not in tables
    (entry,) = tables["quarantine"].values()
    assert (entry["table"], entry["document"]) == (name, part)
    assert said_by_check(path) == []
    assert sum("quarantine" in each for each in said) == 1
    assert opened(path) == (tables, ())


def test_the_rows_of_a_list_in_the_place_of_a_table_are_kept_where_they_can_be_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "training.json"
    rows = [A_RUN, 7, {**A_RUN, "id": "other", "km": -1}, deleted_document("gone", NOW)]
    path.write_text(json.dumps({**OURS, "runs": rows, "x": []}))
    assert [each.id for each in TinyHistory(path, lambda: NOW, FastDisk()).kept(Run)] == ["run"]
    tables, said = opened(path)
    assert tables["runs"] == {"1": A_RUN, "2": rows[3]}
    held = {each["table"]: each["document"] for each in tables["quarantine"].values()}
    assert held == {"runs": rows, "x": []}
    assert sum("2 records were not understood" in each for each in said) == 1
    assert opened(path) == (tables, ())


def test_of_two_rows_of_a_list_with_one_id_the_newer_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    newer = {**A_RUN, "updated_at": "2026-11-23T19:00:00.000Z", "hard": True}
    path.write_text(json.dumps({**OURS, "runs": [newer, A_RUN]}))
    tables, _ = opened(path)
    assert list(tables["runs"].values()) == [newer]
    assert opened(path) == (tables, ())


def test_a_document_that_is_no_record_goes_to_quarantine(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    path.write_text(json.dumps({**OURS, "sessions": {"1": GOOD, "abc": 42}}))
    tables, said = opened(path)
    assert tables["sessions"] == {"1": GOOD}
    assert [each["document"] for each in tables["quarantine"].values()] == [42]
    assert sum("quarantine" in each for each in said) == 1


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + json.dumps(OURS).encode(),
        json.dumps(OURS).encode("utf-16"),
        codecs.BOM_UTF16_BE + json.dumps(OURS).encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-16", "UTF-16, big end first"],
)
def test_a_mark_at_the_beginning_is_read_over(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "training.json"
    path.write_bytes(data)
    assert opened(path)[0]["sessions"] == {"1": GOOD}


def test_an_import_takes_the_same() -> None:
    odd = {**OURS, "x": [], "sessions": {str(n): {**OTHER, "id": n} for n in NUMBERS if n}}
    source = imported_file_in(json.dumps(odd).encode())
    assert len(source.tables["sessions"]) == len(NUMBERS) - 1
    assert source.problems == ()
    assert source.notes == ("1 part of it that is no table goes to the quarantine",)
    assert [each["table"] for each in source.tables["quarantine"].values()] == ["x"]
