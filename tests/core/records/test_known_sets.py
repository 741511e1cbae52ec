"""What is asked of every session of ten years is known without reading its sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, overload

from calf_tui.core.coach.runner_state_from_records import RECENT_DAYS, runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.search import SessionSearch, query_of
from calf_tui.core.records.session_record import KnownSets, SetRecord
from tests.records import make_session

if TYPE_CHECKING:
    from typing import SupportsIndex

TODAY = date(2026, 11, 22)
OLD, NEW = 400, RECENT_DAYS


class UnreadSets(KnownSets):
    """Three finished sets of a move of the runner's own, which must not be read."""

    finished = 3
    exercises = frozenset({"towel_scrunch"})
    amounts = ()
    pain_sites = frozenset({"left calf"})

    def __len__(self) -> int:
        return 3

    @overload
    def __getitem__(self, place: SupportsIndex) -> SetRecord: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SetRecord, ...]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> SetRecord | tuple[SetRecord, ...]:
        raise AssertionError("the sets of an old session were read")


def test_progress_and_the_coach_read_no_sets_of_old_sessions() -> None:
    days = [TODAY - timedelta(days=back) for back in reversed(range(OLD + NEW))]
    sessions = [make_session(day, record_id=str(day), sets=2) for day in days]
    old = [replace(each, sets=UnreadSets()) for each in sessions[:OLD]]
    snapshot = ProgressSnapshot(TODAY, (*old, *sessions[OLD:]))

    assert snapshot.progress.totals.sets == OLD * 3 + NEW * 2
    assert snapshot.progress.streak.current > OLD // 7
    assert len(runner_state(snapshot, TODAY).past.sessions) >= NEW


def test_a_search_reads_no_sets() -> None:
    unread = replace(make_session(TODAY), sets=UnreadSets())
    search = SessionSearch({"towel_scrunch": "Towel scrunch"})

    def found(line: str) -> bool:
        return bool(search.matching([unread], query_of(line, TODAY)))

    assert found("left calf move:towel sunday strength")
    assert not found("right")
