from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.text.sanitizing import storable_name
from calf_tui.serialization.record_tables import TABLE_OF, document_of
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, instants, make_session

if TYPE_CHECKING:
    from pathlib import Path

TEST = HeelRiseTest("t1", AN_INSTANT, date(2026, 11, 22), 25, 22, AN_INSTANT)
reps = st.none() | st.integers(0, 100)


@given(
    st.builds(
        HeelRiseTest,
        id=st.uuids().map(str),
        taken_at=instants,
        local_date=st.dates(date(1900, 1, 1), date(8999, 12, 31)),
        left=reps,
        right=reps,
        updated_at=instants,
        ended_by=st.none() | st.text(max_size=20).map(storable_name),
    )
)
def test_a_test_and_its_document_are_the_same(test: HeelRiseTest) -> None:
    assert TABLE_OF[HeelRiseTest].read(document_of(test)) == test


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"left": -1},
        {"right": "many"},
        {"taken_at": "2026-11-22T17:00:00"},
        {"local_date": "yesterday"},
    ],
)
def test_what_is_no_test_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        TABLE_OF[HeelRiseTest].read({**document_of(TEST), **change})


def test_tests_are_kept_oldest_first_and_a_saved_one_replaces_itself(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    history = TinyHistory(path, lambda: AN_INSTANT)
    history.keep(TEST)
    earlier = replace(TEST, id="t0", taken_at=AN_INSTANT - timedelta(days=28))
    history.keep(earlier)
    later = replace(TEST, left=27, updated_at=AN_INSTANT + timedelta(seconds=1))
    history.keep(later)
    assert history.tests() == (earlier, later)
    history.close()
    with TinyDB(path) as plain:
        assert {each["id"] for each in plain.table("tests").all()} == {"t0", "t1"}
    assert TinyHistory(path, lambda: AN_INSTANT).tests() == history.tests()


def test_a_damaged_test_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    history = TinyHistory(path, lambda: AN_INSTANT)
    history.keep(TEST)
    history.close()
    with TinyDB(path) as plain:
        plain.table("tests").insert({"id": "t2", "left": "x"})
    reading = TinyHistory(path, lambda: AN_INSTANT)
    assert (reading.tests(), reading.left_out()) == ((TEST,), 1)


def test_the_records_are_the_very_same_while_nothing_changed(tmp_path: Path) -> None:
    with closing(TinyHistory(tmp_path / "training.json", lambda: AN_INSTANT)) as history:
        history.save(make_session())
        history.keep(TEST)
        kept = history.sessions(), history.tests()
        assert history.sessions() is kept[0]
        assert history.tests() is kept[1]
        history.save(make_session(record_id="another"))
        assert history.sessions() is not kept[0]
