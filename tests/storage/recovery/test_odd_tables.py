"""What plain TinyDB reads is opened: the records in reach, the rest in quarantine, said once."""

from __future__ import annotations

import codecs
import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.documents.codec import session_document
from calf_tui.storage.database.store import Store
from calf_tui.storage.sync.import_source import import_source_in
from tests.records import make_session

if TYPE_CHECKING:
    from pathlib import Path

GOOD = session_document(make_session(record_id="good"))
OTHER = session_document(make_session(record_id="other"))
META = {"id": "m", "schema_version": 1, "created_at": "2026-11-22T17:03:11.482Z"}
OURS = {"meta": {"1": META}, "sessions": {"1": GOOD}}
NUMBERS = ["\u0662", "abc", "2.5", "\ud83d", "01", "", "-"]
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def opened(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The tables after the program has written once, and what it said."""
    store = Store(path, lambda: NOW)
    with store.lock:
        store.open()
        said = store.notices()
        store.close()
    return json.loads(path.read_bytes()), said


@pytest.mark.parametrize("number", NUMBERS)
def test_a_document_with_an_odd_number_is_kept(tmp_path: Path, number: str) -> None:
    path = tmp_path / "training.json"
    path.write_text(json.dumps({**OURS, "sessions": {"1": GOOD, number: OTHER}}))
    assert Store(path, lambda: NOW).document("sessions", "other") == OTHER
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
    source = import_source_in(json.dumps(odd).encode())
    assert len(source.tables["sessions"]) == len(NUMBERS) - 1
    assert source.problems == ()
    assert source.notes == ("1 part of it that is no table goes to the quarantine",)
    assert [each["table"] for each in source.tables["quarantine"].values()] == ["x"]
