from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.serialization.codec import deleted_document, is_deleted, session_document
from calf_tui.storage.database.merge import content_of, key_of, merged, rank
from tests.records import AN_INSTANT, make_session
from tests.storage.support.documents import documents, tables

if TYPE_CHECKING:
    from calf_tui.storage.database.document_table import Tables

SESSION = session_document(make_session())
LATER = {**SESSION, "note": "later", "updated_at": "2026-11-23T08:00:00.000Z"}
LATEST = {**SESSION, "note": "latest", "updated_at": "2026-11-24T08:00:00.000Z"}
DELETED = deleted_document(SESSION["id"], AN_INSTANT)
OTHER = {**SESSION, "id": "other"}


def of(*sessions: object) -> Tables:
    return {"sessions": {str(number): each for number, each in enumerate(sessions, start=1)}}


def seen(file: Tables) -> dict[str, set[bytes]]:
    """What is in a file, whatever the numbers."""
    return {name: {content_of(each) for each in file[name].values()} for name in file}


def kept(file: Tables) -> list[Any]:
    return [each["document"] for each in file.get("quarantine", {}).values()]


@pytest.mark.parametrize(
    ("ours", "theirs", "wins", "loses"),
    [
        (SESSION, SESSION, SESSION, []),
        (SESSION, LATER, LATER, [SESSION]),
        (LATER, SESSION, LATER, [SESSION]),
        (SESSION, DELETED, DELETED, [SESSION]),
        (LATEST, DELETED, DELETED, [LATEST]),
        (DELETED, {**DELETED, "updated_at": LATER["updated_at"]}, None, []),
        ({**SESSION, "updated_at": "2026-11-22T12:30:00+01:00"}, SESSION, SESSION, None),
        ({**SESSION, "updated_at": "2026-11-22 23:00:00"}, SESSION, SESSION, None),
        ({**SESSION, "updated_at": 10**30}, SESSION, SESSION, None),
    ],
    ids=[
        "equal",
        "theirs later",
        "ours later",
        "deleted there",
        "deleted there, edited here later",
        "deleted twice",
        "another offset",
        "no offset",
        "no instant",
    ],
)
def test_of_two_versions_one_wins_and_the_other_is_kept(
    ours: Any, theirs: Any, wins: Any, loses: Any
) -> None:
    result = merged(of(ours), of(theirs))

    assert len(result["sessions"]) == 1
    (winner,) = result["sessions"].values()
    assert wins is None or winner == wins
    assert kept(result) == ([ours] if loses is None else loses)


def test_what_was_restored_after_it_was_deleted_stays_and_can_be_deleted_again() -> None:
    restored = {**SESSION, "restored_at": DELETED["updated_at"]}
    deleted_again = {**DELETED, "updated_at": "2026-11-25T08:00:00.000Z"}

    assert merged(of(DELETED), of(restored))["sessions"] == {"1": restored}
    assert merged(of(LATEST), of(DELETED), of(restored))["sessions"] == {"1": restored}
    assert merged(of(restored), of(deleted_again))["sessions"] == {"1": deleted_again}


def test_documents_of_either_side_keep_their_numbers_where_they_are_free() -> None:
    ours = {"sessions": {"3": SESSION, "7": {**SESSION, "id": "mine"}}}
    theirs = {"sessions": {"3": OTHER, "5": LATER, "4": {**SESSION, "id": "fourth"}}}

    result = merged(ours, theirs)["sessions"]

    assert {number: each["id"] for number, each in result.items()} == {
        "3": SESSION["id"],
        "7": "mine",
        "8": "other",
        "4": "fourth",
    }
    assert result["3"] == LATER


def test_of_two_metas_the_first_made_stays_with_all_that_is_compacted() -> None:
    ours = {
        "id": "a",
        "schema_version": 1,
        "created_at": "2026-11-22T17:03:11Z",
        "folded": {"w": 9},
    }
    theirs = {
        "id": "b",
        "schema_version": 2,
        "created_at": "2026-11-22T18:00:00+01:00",
        "updated_at": "2026-11-22T18:00:00+01:00",
        "folded": {"w": 7, "v": 3},
        "colour": "red",
    }

    assert merged({"meta": {"1": ours}}, {"meta": {"4": theirs}})["meta"] == {
        "1": {
            "id": "b",
            "schema_version": 2,
            "created_at": "2026-11-22T18:00:00+01:00",
            "updated_at": "2026-11-22T18:00:00+01:00",
            "folded": {"w": 9, "v": 3},
            "colour": "red",
        }
    }


def test_what_two_machines_put_into_quarantine_is_kept_once() -> None:
    (entry,) = merged(of(SESSION, LATER))["quarantine"].values()
    elsewhere = {**entry, "reason": "its sets are odd", "updated_at": "2026-11-24T08:00:00.000Z"}

    assert merged({"quarantine": {"1": entry}}, {"quarantine": {"1": elsewhere}}) == {
        "quarantine": {"1": elsewhere}
    }


def test_one_id_twice_in_a_file_becomes_one() -> None:
    result = merged(of(SESSION, OTHER, LATER, SESSION))

    assert result["sessions"] == {"1": LATER, "2": OTHER}
    assert kept(result) == [SESSION]


@given(tables, tables)
def test_it_does_not_matter_who_merges(left: Tables, right: Tables) -> None:
    assert seen(merged(left, right)) == seen(merged(right, left))


@given(tables, tables, tables)
def test_it_does_not_matter_which_two_are_merged_first(
    one: Tables, two: Tables, three: Tables
) -> None:
    together = seen(merged(one, two, three))

    assert seen(merged(merged(one, two), three)) == together
    assert seen(merged(one, merged(two, three))) == together


@given(tables, tables)
def test_merging_once_more_changes_nothing(left: Tables, right: Tables) -> None:
    once = merged(left, right)

    assert merged(once, right, left) == once
    assert merged(once) == once


@given(st.lists(tables, max_size=3))
def test_nothing_is_lost_and_the_files_stay_as_they_were(files: list[Tables]) -> None:
    before = deepcopy(files)
    result = merged(*files)

    there = {
        (name, content_of(each))
        for name, table in result.items()
        for each in (*table.values(), *kept_of(result, name))
    }
    for name, table in ((name, table) for file in files for name, table in file.items()):
        if name != "meta":
            for each in table.values():
                assert is_deleted(each) or (name, content_of(each)) in there
    assert json.dumps(files) == json.dumps(before)


def kept_of(file: Tables, name: str) -> list[Any]:
    return [
        each["document"]
        for each in file.get("quarantine", {}).values()
        if isinstance(each, dict) and each.get("table") == name and "document" in each
    ]


@given(tables, tables)
def test_each_id_is_there_once_and_deleted_ones_never_come_back(
    left: Tables, right: Tables
) -> None:
    result = merged(left, right)

    for name, table in result.items():
        keys = [key_of(each) for each in table.values()]
        assert len(keys) == len(set(keys)) or name == "meta"
        gone = {
            key_of(each)
            for file in (left, right)
            for each in file.get(name, {}).values()
            if is_deleted(each)
        }
        for each in table.values():
            if key_of(each) in gone and name != "meta":
                assert is_deleted(each) or "restored_at" in each or rank(each)[0].year == 1


@given(st.lists(documents, min_size=2, max_size=4))
def test_the_same_version_wins_in_whatever_order(versions: list[Any]) -> None:
    same = [{**each, "id": "a"} for each in versions if isinstance(each, dict)]
    first, second = merged(of(*same)), merged(of(*same[::-1]))

    assert seen(first) == seen(second)
