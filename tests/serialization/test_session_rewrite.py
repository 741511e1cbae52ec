"""Saving a session with every set of it makes the same documents as saving it once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.serialization.codec import SessionRewriter, session_document
from tests.records import make_session, session_records, set_records

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, SetRecord


@given(session_records, st.lists(st.tuples(st.integers(0, 3), set_records), max_size=6))
def test_each_time_its_document_is_what_it_is_without_those_before(
    record: SessionRecord, changes: list[tuple[int, SetRecord]]
) -> None:
    saved = SessionRewriter()
    for place, changed in changes:
        sets = (*record.sets[:place], changed, *record.sets[place + 1 :])
        record = replace(record, sets=sets)
        assert saved.document(record) == session_document(record)


def test_a_set_out_of_range_is_refused_and_not_remembered() -> None:
    record = make_session(sets=2)
    bad = replace(record, sets=(record.sets[0], replace(record.sets[1], pain=11)))
    saved = SessionRewriter()
    for _ in range(2):
        with pytest.raises(ValueError, match="sets"):
            saved.document(bad)
    assert saved.document(record) == session_document(record)


def test_a_document_keeps_its_sets_when_the_next_has_more() -> None:
    record = make_session(sets=3)
    saved = SessionRewriter()
    first = saved.document(replace(record, sets=record.sets[:1]))
    saved.document(record)
    assert first == session_document(replace(record, sets=record.sets[:1]))
