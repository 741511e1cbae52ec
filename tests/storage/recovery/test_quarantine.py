from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.documents.codec import deleted_document, session_document
from calf_tui.storage.database.compaction import quarantine_notice
from calf_tui.storage.recovery.quarantine import quarantine_invalid, released
from calf_tui.storage.sync.merge import SUPERSEDED, quarantined
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.storage.database.table import Tables

GOOD = session_document(make_session(record_id="good"))
META = {"1": {"schema_version": 1}}


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
