from __future__ import annotations

import json
import tracemalloc
from typing import Any

import msgspec
import pytest

from calf_tui.storage.database.document_table import DEEPEST, Table, depth_at_most
from calf_tui.storage.database.schema import blocks_of, bytes_of, content_in, tables_of
from calf_tui.storage.files.atomic_write import BLOCK
from tests.storage.support.histories import OURS


def table_of(*documents: object) -> Table:
    """As it is read from a file."""
    held = {str(number): each for number, each in enumerate(documents, 1)}
    table = tables_of(content_in(json.dumps({**OURS, "notes": held}).encode())[0])["notes"]
    assert isinstance(table, Table)
    return table


def test_what_was_read_stays_the_bytes_it_was_until_it_is_changed() -> None:
    table = table_of({"id": "a", "n": 1}, {"id": "b"})
    table.put({"id": "b", "n": 2})
    assert bytes(table.stored["1"]) == b'{"id": "a", "n": 1}'
    assert table == {"1": {"id": "a", "n": 1}, "2": {"id": "b", "n": 2}}


def test_a_document_goes_in_the_place_of_those_with_its_id_or_after_the_last() -> None:
    table = table_of({"id": "a"}, None, {"id": "b"}, {"id": "a"})
    table.put({"id": "a", "n": 1})
    table.put({"id": "c"})
    table.put({"id": "d"})
    table.put({"id": "c", "n": 2})
    assert dict(table) == {
        "1": {"id": "a", "n": 1},
        "2": None,
        "3": {"id": "b"},
        "4": {"id": "a", "n": 1},
        "5": {"id": "c", "n": 2},
        "6": {"id": "d"},
    }
    del table["6"]
    table.put({"id": "e"})
    assert table["6"] == {"id": "e"}


def test_a_table_made_of_another_is_its_own() -> None:
    table = table_of({"id": "a"})
    other = Table.of(table)
    other.put({"id": "b"})
    assert (len(table), len(other)) == (1, 2)
    assert Table.of({"1": {"id": "a"}}) == table


def test_a_look_up_gives_a_document_of_ones_own() -> None:
    table = table_of({"id": "a"})
    table["1"]["id"] = "b"
    assert table["1"] == {"id": "a"}


@pytest.mark.parametrize(
    ("number", "value"), [("1e999", float("inf")), ("9" * 5000, float("inf")), ("12", 12)]
)
def test_a_number_beyond_all_bounds_makes_no_other_document_unreadable(
    number: str, value: float
) -> None:
    data = json.dumps({**OURS, "notes": {"1": {"n": "NUMBER", "m": 3}, "2": 5}})
    table = tables_of(content_in(data.replace('"NUMBER"', number).encode())[0])["notes"]
    assert table == {"1": {"n": value, "m": 3}, "2": 5}


def test_a_large_file_is_written_in_blocks_that_make_the_whole() -> None:
    documents: dict[str, Any] = {str(n): {"id": str(n), "text": "ü✓" * 40} for n in range(1, 2501)}
    tables = {**OURS, "sessions": documents}
    blocks = list(blocks_of(tables))
    assert len(blocks) > 3
    assert max(map(len, blocks)) < 2 * BLOCK
    assert b"".join(blocks) == bytes_of(tables)
    assert json.loads(b"".join(blocks).decode("ascii")) == tables
    read = tables_of(content_in(b"".join(blocks))[0])
    assert isinstance(read["sessions"].stored["1"], msgspec.Raw)
    assert bytes_of(read) == bytes_of(tables)


def test_megabytes_of_brackets_are_too_deep_at_the_first_few_hundred() -> None:
    data = b"[" * 1_000_000
    tracemalloc.start()
    assert not depth_at_most(DEEPEST, data)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("inside", "is_flat"), [(b"[" * 400, True), (rb"\"[" * 400, True), (b'"' + b"[" * 400, False)]
)
def test_brackets_in_a_text_do_not_count(inside: bytes, is_flat: bool) -> None:
    assert depth_at_most(DEEPEST, b'["' + inside + b'"]') is is_flat
