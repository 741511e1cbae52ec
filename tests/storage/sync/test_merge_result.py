from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from calf_tui.storage.records.codec import deleted_document
from calf_tui.storage.sync.merge import content_of, key_of, merged
from calf_tui.storage.sync.merge_result import Arrivals, arrivals, changes
from tests.records import AN_INSTANT
from tests.storage.support.documents import tables
from tests.storage.sync.test_merge import DELETED, LATER, OTHER, SESSION, of

if TYPE_CHECKING:
    from calf_tui.storage.database.schema import Tables

TARGET = {"id": "t", "start": "2026-11-16", "days": 4, "updated_at": "2026-11-22T17:03:11Z"}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, of(SESSION, OTHER), Arrivals(new=2)),
        (of(SESSION), of(SESSION, OTHER), Arrivals(new=1, here=1)),
        (of(SESSION), of(LATER), Arrivals(newer=1)),
        (of(LATER), of(SESSION), Arrivals(kept=1)),
        (merged(of(LATER), of(SESSION)), of(SESSION), Arrivals(here=1)),
        (of(SESSION), of(DELETED), Arrivals(deleted=1)),
        (of(DELETED), of(SESSION, LATER), Arrivals(kept=1)),
        (of(DELETED), of(DELETED, deleted_document("gone", AN_INSTANT)), Arrivals(here=2)),
        ({}, of(SESSION, LATER), Arrivals(new=1)),
        (of(SESSION), {"targets": {"1": TARGET}}, Arrivals(others=1)),
        (of(SESSION), {}, Arrivals()),
    ],
)
def test_what_came_is_counted(ours: Tables, theirs: Tables, expected: Arrivals) -> None:
    assert arrivals(ours, theirs)[1] == expected


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            Arrivals(12, 3, 0, 40, 1),
            "12 sessions new, 3 newer, 40 already here, 1 kept in quarantine",
        ),
        (Arrivals(here=1), "1 session already here"),
        (Arrivals(deleted=2, others=1), "2 sessions deleted, 1 other record new or newer"),
        (Arrivals(), "nothing in it"),
    ],
)
def test_what_came_is_said(counts: Arrivals, said: str) -> None:
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

    changed, _ = arrivals(ours, theirs)

    assert put(ours, changed) == expected
    assert changes(united, merged(united, theirs)) == {}
