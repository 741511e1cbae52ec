from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.records.session_record import (
    LATEST,
    TIMESTAMP_STEP,
    Outcome,
    SetRecord,
    changed_at,
    training_date,
)
from calf_tui.core.routines.routine import Dose
from tests.core.progress.naive_progress import naive_training_date
from tests.records import AN_INSTANT, make_set

THREE = time(3, 0)


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip(f"no time zone data for {name} on this system")


@pytest.mark.parametrize(
    ("started", "cutoff", "expected"),
    [
        ("2026-11-22T18:00:00+01:00", THREE, date(2026, 11, 22)),
        ("2026-11-23T00:00:00+01:00", THREE, date(2026, 11, 22)),
        ("2026-11-23T02:59:59.999999+01:00", THREE, date(2026, 11, 22)),
        ("2026-11-23T03:00:00+01:00", THREE, date(2026, 11, 23)),
        ("2026-11-23T00:00:00+01:00", time(0, 0), date(2026, 11, 23)),
        ("2026-11-23T04:29:00+01:00", time(4, 30), date(2026, 11, 22)),
        ("2027-01-01T01:00:00+00:00", THREE, date(2026, 12, 31)),
        ("2028-03-01T01:00:00+00:00", THREE, date(2028, 2, 29)),
        ("2027-03-01T01:00:00+00:00", THREE, date(2027, 2, 28)),
        ("2026-11-22T23:30:00-10:00", THREE, date(2026, 11, 22)),
        ("2026-11-23T02:30:00+14:00", THREE, date(2026, 11, 22)),
    ],
)
def test_a_session_counts_for_the_local_date_of_its_start_less_the_cutoff(
    started: str, cutoff: time, expected: date
) -> None:
    wall = datetime.fromisoformat(started)
    assert training_date(wall, cutoff) == expected
    assert naive_training_date(wall, wall.tzinfo or timezone.utc, cutoff) == expected


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        (datetime(2026, 10, 25, 2, 30, fold=0), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, fold=1), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 3, 0), date(2026, 10, 25)),
        (datetime(2026, 3, 29, 1, 59), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 3, 0), date(2026, 3, 29)),
    ],
)
def test_the_cutoff_is_read_off_the_clock_on_the_wall_when_the_clocks_change(
    wall: datetime, expected: date
) -> None:
    assert training_date(wall.replace(tzinfo=zone("Europe/Berlin")), THREE) == expected


@given(
    wall=st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)),
    offset=st.integers(-12 * 60, 14 * 60),
    cutoff=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
)
def test_the_date_is_the_walls_or_the_one_before(wall: datetime, offset: int, cutoff: time) -> None:
    started = wall.replace(tzinfo=timezone(timedelta(minutes=offset)))
    expected = wall.date() if wall.time() >= cutoff else wall.date() - timedelta(days=1)
    assert training_date(started, cutoff) == expected


@pytest.mark.parametrize(
    ("outcome", "planned", "done", "expected"),
    [
        ("done", 15, 15, True),
        ("short", 15, 8, True),
        ("short", 16, 8, True),
        ("short", 15, 7, False),
        ("short", 15, 0, False),
        ("skipped", 15, 0, False),
        ("skipped", 15, 15, False),
    ],
)
def test_a_set_is_finished_when_done_or_at_least_half_done(
    outcome: Outcome, planned: int, done: int, expected: bool
) -> None:
    assert make_set(outcome, planned=planned, done=done).is_finished is expected


def test_a_timed_set_is_finished_from_half_of_its_seconds() -> None:
    def short(seconds: float) -> SetRecord:
        whole = make_set("short")
        return SetRecord(
            whole.exercise,
            whole.set,
            whole.side,
            planned=Dose(seconds=60.0),
            done=Dose(seconds=seconds),
            tempo=None,
            load_kg=0.0,
            outcome="short",
            ended_at=whole.ended_at,
        )

    assert short(30.0).is_finished
    assert not short(29.9).is_finished


@pytest.mark.parametrize(
    ("now", "before", "later"),
    [
        (AN_INSTANT, AN_INSTANT - timedelta(days=1), AN_INSTANT),
        (AN_INSTANT, AN_INSTANT, AN_INSTANT + TIMESTAMP_STEP),
        (
            AN_INSTANT,
            AN_INSTANT + timedelta(days=1),
            AN_INSTANT + timedelta(days=1) + TIMESTAMP_STEP,
        ),
        (AN_INSTANT, LATEST, LATEST),
    ],
)
def test_a_change_is_later_than_the_one_before_and_can_be_kept(
    now: datetime, before: datetime, later: datetime
) -> None:
    assert changed_at(now, before) == later
