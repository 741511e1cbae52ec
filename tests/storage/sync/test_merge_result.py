from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from calf_tui.serialization.codec import deleted_document
from calf_tui.storage.database.merge import content_of, key_of, merged
from calf_tui.storage.sync.merge_result import MergeResult, changes, merge_result
from tests.records import AN_INSTANT
from tests.storage.database.test_merge import DELETED, LATER, OTHER, SESSION, of
from tests.storage.support.documents import tables

if TYPE_CHECKING:
    from calf_tui.storage.database.document_table import Tables

TARGET = {"id": "t", "start": "2026-11-16", "days": 4, "updated_at": "2026-11-22T17:03:11Z"}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, of(SESSION, OTHER), MergeResult(new=2)),
        (of(SESSION), of(SESSION, OTHER), MergeResult(new=1, here=1)),
        (of(SESSION), of(LATER), MergeResult(newer=1)),
        (of(LATER), of(SESSION), MergeResult(kept=1)),
        (merged(of(LATER), of(SESSION)), of(SESSION), MergeResult(here=1)),
        (of(SESSION), of(DELETED), MergeResult(deleted=1)),
        (of(DELETED), of(SESSION, LATER), MergeResult(kept=1)),
        (of(DELETED), of(DELETED, deleted_document("gone", AN_INSTANT)), MergeResult()),
        ({}, of(SESSION, LATER), MergeResult(new=1)),
        (of(SESSION), {"targets": {"1": TARGET}}, MergeResult(others=1)),
        (of(SESSION), {}, MergeResult()),
    ],
)
def test_what_came_is_counted(ours: Tables, theirs: Tables, expected: MergeResult) -> None:
    assert merge_result(ours, theirs)[1] == expected


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            MergeResult(12, 3, 0, 40, 1),
            "12 sessions new, 3 newer, 40 already here, 1 kept in quarantine",
        ),
        (MergeResult(here=1), "1 session already here"),
        (
            MergeResult(here=9, runs=1, runs_here=2, tests_here=2),
            "9 sessions already here, 1 run new or newer, 2 already here, 2 tests already here",
        ),
        (MergeResult(deleted=2, others=1), "2 sessions deleted, 1 other record new or newer"),
        (MergeResult(), "nothing new"),
    ],
)
def test_what_came_is_said(counts: MergeResult, said: str) -> None:
    assert str(counts) == said


def put(ours: Tables, changed: dict[tuple[str, str], Any]) -> dict[str, set[bytes]]:
    """What is in the tables once the documents are in the places of those with their ids."""
    seen = {
        name: {key_of(each): content_of(each) for each in table.values()}
        for name, table in ours.items()
        if name != "meta"
    }
    for (name, document_id), document in changed.items():
        seen.setdefault(name, {})[document_id] = content_of(document)
    return {name: set(each.values()) for name, each in seen.items() if each}


@given(tables, tables)
def test_writing_the_changes_makes_the_merger(left: Tables, right: Tables) -> None:
    ours, theirs = merged(left), merged(right)
    for table in theirs.values():
        for number in [each for each in table if not isinstance(key_of(table[each]), str)]:
            del table[number]
    united = merged(ours, theirs)
    expected = {
        name: {content_of(each) for each in table.values()}
        for name, table in united.items()
        if name != "meta" and table
    }

    changed, _ = merge_result(ours, theirs)

    assert put(ours, changed) == expected
    assert changes(united, merged(united, theirs)) == {}
