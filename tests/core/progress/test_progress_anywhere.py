"""Weeks and streaks of runners who travel, train at midnight and change their clocks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.session_record import (
    Pause,
    SessionRecord,
    SetRecord,
    Status,
    Target,
    training_date,
)
from calf_tui.core.routines.routine import Dose
from tests.core.progress.naive_progress import NaiveRunner, naive_training_date
from tests.full import of_full
from tests.records import make_session, progress_until

if TYPE_CHECKING:
    from calf_tui.core.settings import FirstDay

UTC = timezone.utc
NAMES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
TURNS = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 0, 15, tzinfo=UTC),
    datetime(2028, 12, 31, 12, tzinfo=UTC),
)
"""Clocks that change, years that end, a day that few years have."""


def _zones() -> list[tzinfo]:
    fixed = [timezone(timedelta(hours=hours)) for hours in (-12, 0, 14)]
    # A machine may lack the zones' data.
    return [*fixed, *(ZoneInfo(name) for name in NAMES if name in available_timezones())]


zones = st.sampled_from(_zones())
cutoffs = st.sampled_from([time(0), time(0, 30), time(3), time(5, 45), time(11, 59)])
sets = st.builds(
    SetRecord,
    exercise=st.sampled_from(["heel", "wall"]),
    set=st.integers(1, 2),
    side=st.sampled_from(["both", "left", "right"]),
    planned=st.just(Dose(reps=15)),
    done=st.sampled_from([0, 7, 8, 15]).map(lambda reps: Dose(reps=reps)),
    tempo=st.none(),
    load_kg=st.just(0.0),
    outcome=st.sampled_from(["done", "short", "skipped"]),
    ended_at=st.just(TURNS[0]),
)


@dataclass(frozen=True)
class Start:
    """When a session began, and where."""

    instant: datetime
    zone: tzinfo
    sets: tuple[SetRecord, ...]
    status: Status

    def session(self, local_date: date, number: int) -> SessionRecord:
        record = asdict(make_session(local_date, record_id=str(number)))
        kept = {"sets": self.sets, "status": self.status, "started_at": self.instant}
        return SessionRecord(**{**record, **kept})


starts = st.builds(
    Start,
    instant=st.builds(
        lambda turn, days, minutes: turn + timedelta(days=days, minutes=minutes),
        st.shared(st.sampled_from(TURNS), key="turn"),
        st.integers(-40, 10),
        st.integers(-400, 400),
    ),
    zone=zones,
    sets=st.lists(sets, max_size=5).map(tuple),
    status=st.sampled_from(["completed", "completed", "partial", "stopped_pain"]),
)


@settings(max_examples=of_full(1500, 40))
@given(
    starts=st.lists(starts, max_size=40),
    turn=st.shared(st.sampled_from(TURNS), key="turn"),
    cutoff=cutoffs,
    targets=st.lists(st.tuples(st.integers(-40, 10), st.integers(1, 4)), max_size=3),
    pauses=st.lists(st.tuples(st.integers(-40, 10), st.none() | st.integers(0, 12)), max_size=2),
    first_day=st.sampled_from(["monday", "sunday"]),
    later=st.integers(-3, 12),
)
def test_the_reckoning_agrees_with_a_naive_one_anywhere(
    starts: list[Start],
    turn: datetime,
    cutoff: time,
    targets: list[tuple[int, int]],
    pauses: list[tuple[int, int | None]],
    first_day: FirstDay,
    later: int,
) -> None:
    sessions, naive_sessions = [], []
    for number, start in enumerate(starts):
        there = start.instant.astimezone(start.zone)
        sessions.append(start.session(training_date(there, cutoff), number))
        naive_date = naive_training_date(start.instant, start.zone, cutoff)
        naive_sessions.append(start.session(naive_date, number))
    around = turn.date()
    wanted = [Target(around + timedelta(days=days), aim) for days, aim in sorted(targets)]
    off = [
        Pause(
            around + timedelta(days=days),
            None if length is None else around + timedelta(days=days + length),
        )
        for days, length in pauses
    ]
    today = around + timedelta(days=later)

    progress = progress_until(today, sessions, wanted, off, first_day_of_week=first_day, count=10)

    naive = NaiveRunner(today, naive_sessions, wanted, off, first_day)
    assert asdict(progress) == naive.progress(10)
    snapshot = ProgressSnapshot(
        today, tuple(sessions), tuple(wanted), tuple(off), first_day_of_week=first_day
    )
    assert snapshot.progress_until(today, 10) == progress
    assert snapshot.progress.streak == progress.streak
    days = tuple({each.local_date for each in sessions[::2]})
    of_days = tuple(each for each in sessions if each.local_date in days)
    assert snapshot.sessions_of(days) == of_days
