from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import storable_text
from calf_tui.storage.database.data_file import DurableStorage
from calf_tui.storage.database.schema import (
    MIGRATIONS,
    SCHEMA_VERSION,
    bytes_of,
    content_in,
    migrated,
    migrated_tables,
    tables_of,
    version_after,
)
from tests.storage.support.histories import OURS
from tests.storage.support.old_versions import THREE_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calf_tui.storage.database.document_table import Tables


NOT_OURS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "null": (b"null", "it holds nothing"),
    "zeros": (b"\0" * 4096, "not JSON"),
    "blank": (b" \n", "not JSON"),
    "cut short": (json.dumps(OURS).encode()[:-9], "not JSON"),
    "prose": (b"Dear diary", "not JSON"),
    "nested without end": (b"[" * 200_000, "not JSON"),
    "not a number": (b'{"meta": {"1": {"schema_version": NaN}}}', "not a data file of Calf TUI"),
    "latin-1": (json.dumps(OURS).replace("kept", "gr\u00f6\u00dfer").encode("latin-1"), "UTF-8"),
    "half of utf-16": (json.dumps(OURS).encode("utf-16")[:-1], "UTF-8"),
    "a list": (b"[]", "not a data file of Calf TUI"),
    "a number": (b"1", "not a data file of Calf TUI"),
    "an empty object": (b"{}", "not a data file of Calf TUI"),
    "another TinyDB": (b'{"_default": {"1": {"name": "x"}}}', "not a data file of Calf TUI"),
    "no version": (b'{"meta": {"1": {}}}', "not a data file of Calf TUI"),
    "a version in words": (b'{"meta": {"1": {"schema_version": "1"}}}', "not a data file"),
    "a version that is true": (b'{"meta": {"1": {"schema_version": true}}}', "not a data file"),
    "half a version": (b'{"meta": {"1": {"schema_version": 1.5}}}', "not a data file"),
    "version nought": (b'{"meta": {"1": {"schema_version": 0}}}', "not a data file"),
    "meta as a list": (b'{"meta": [{"schema_version": 1}]}', "not a data file"),
    "a table as a list": (
        b'{"meta": {"1": {"schema_version": 1}}, "sessions": []}',
        'table "sessions" is damaged',
    ),
}


@pytest.mark.parametrize("name", NOT_OURS)
@pytest.mark.parametrize(
    "use",
    [DurableStorage.read, lambda each: each.write(OURS)],
    ids=["read", "write"],
)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_was(
    tmp_path: Path, name: str, use: Callable[[DurableStorage], object]
) -> None:
    data, reason = NOT_OURS[name]
    path = tmp_path / "diary.json"
    path.write_bytes(data)
    with pytest.raises(UserError) as raised:
        use(DurableStorage(path))
    said = str(raised.value)
    assert said.startswith(f"{path} cannot be used: ")
    assert reason in said
    assert said.endswith("the file was left as it was, choose another with --data FILE.")
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [{}, {"x": 1}], ids=["as ours", "in a shape of its own"])
def test_a_newer_versions_file_is_read_and_never_written(
    tmp_path: Path, content: dict[str, int]
) -> None:
    path = tmp_path / "diary.json"
    data = json.dumps({"meta": {"1": {"schema_version": 9}}, **content}).encode()
    path.write_bytes(data)
    assert "meta" in (DurableStorage(path).read() or {})
    with pytest.raises(UserError, match="was written by a newer version of Calf TUI; update"):
        DurableStorage(path).write(OURS)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


kept_texts = st.text().map(storable_text)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | kept_texts,
    lambda inner: st.lists(inner) | st.dictionaries(kept_texts, inner),
    max_leaves=10,
)


@given(st.dictionaries(st.integers(1, 10**6).map(str), json_values))
def test_any_document_comes_back_as_it_was(documents: dict[str, object]) -> None:
    tables = {**OURS, "notes": documents}
    data = bytes_of(tables)
    assert tables_of(content_in(data)[0]) == tables
    assert json.loads(data.decode("ascii")) == tables


@given(st.binary(max_size=40) | json_values.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_are_taken_for_a_data_file_by_chance(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        tables_of(content_in(data)[0])


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
