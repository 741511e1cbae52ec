from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from calf_tui.storage.database.migrations import (
    MIGRATIONS,
    migrated,
    migrated_tables,
    version_after,
)
from calf_tui.storage.database.schema import SCHEMA_VERSION
from tests.storage.support.old_versions import THREE_VERSIONS

if TYPE_CHECKING:
    from calf_tui.storage.database.table import Tables


def old_tables() -> Tables:
    return {
        "meta": {"1": {"id": "m", "schema_version": 1, "folded": {"w": 3}}, "2": {"id": "n"}},
        "sessions": {
            "1": {"id": "a", "duration": 600, "remark": "windy", "shoe": "red"},
            "2": {"id": "b", "deleted": True, "updated_at": "2026-11-22T17:00:00.000Z"},
            "3": {"id": "c", "remark": "no duration"},
            "4": 42,
        },
        "targets": {"1": {"id": "t", "days": 3}},
        "quarantine": {"1": {"id": "q", "table": "sessions", "document": {"duration": 1}}},
    }


def test_this_version_is_the_one_the_steps_lead_to() -> None:
    assert version_after(MIGRATIONS) == SCHEMA_VERSION
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))
    assert version_after(THREE_VERSIONS) == 3


def test_tables_go_through_every_step_and_stay_as_they_were() -> None:
    tables = old_tables()
    before = copy.deepcopy(tables)
    after = migrated_tables(tables, 1, THREE_VERSIONS)
    assert tables == before
    assert after["sessions"]["1"] == {
        "id": "a",
        "active_seconds": 600.0,
        "note": "windy",
        "shoe": "red",
    }
    assert after["meta"] == {
        "1": {"id": "m", "schema_version": 3, "folded": {"w": 3}},
        "2": {"id": "n"},
    }


@pytest.mark.parametrize("number", ["2", "3", "4"])
def test_marks_of_deletion_and_what_a_step_cannot_read_stay(number: str) -> None:
    after = migrated_tables(old_tables(), 1, THREE_VERSIONS)
    assert after["sessions"][number] == old_tables()["sessions"][number]


@pytest.mark.parametrize("table", ["targets", "quarantine"])
def test_tables_without_a_step_stay(table: str) -> None:
    assert migrated_tables(old_tables(), 1, THREE_VERSIONS)[table] == old_tables()[table]


def test_a_document_goes_through_the_steps_from_its_own_version_on() -> None:
    half_way = {"id": "a", "active_seconds": 600.0, "remark": "windy"}
    assert migrated(half_way, "sessions", 2, THREE_VERSIONS) == {
        "id": "a",
        "active_seconds": 600.0,
        "note": "windy",
    }
    assert migrated(half_way, "sessions", 3, THREE_VERSIONS) is half_way
