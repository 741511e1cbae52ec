from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.pain_monitoring import session_to_ask_about
from tests.records import make_session

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord

LAST = make_session()
EARLIER = replace(
    make_session(record_id="earlier"),
    ended_at=LAST.ended_at - timedelta(hours=3),
    morning_pain=None,
)


@pytest.mark.parametrize(
    ("hours", "is_asked"), [(0, False), (11.9, False), (12, True), (36, True), (36.1, False)]
)
def test_the_question_comes_the_next_morning_only(hours: float, is_asked: bool) -> None:
    asked = session_to_ask_about([EARLIER, LAST], LAST.ended_at + timedelta(hours=hours))
    assert asked == (LAST if is_asked else None)


@pytest.mark.parametrize(
    "last",
    [
        replace(LAST, morning_pain=0),
        replace(LAST, morning_pain=4),
        make_session(sets=0),
    ],
)
def test_an_answer_or_nothing_done_leaves_no_question(last: SessionRecord) -> None:
    now = LAST.ended_at + timedelta(hours=20)
    assert session_to_ask_about([EARLIER, last], now) is None


def test_without_sessions_there_is_nothing_to_ask() -> None:
    assert session_to_ask_about([], LAST.ended_at) is None
