"""Which day a session counts for: wherever the runner is, whatever the clocks are put to.

Held to an independent reckoning that walks back minute by minute on the wall's clock.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calf_tui.core.progress.met_and_missed_weeks import start_of_week
from calf_tui.core.records.record_edits import moved, wall_time
from calf_tui.core.records.session_record import SessionRecord, training_date
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.settings import FIRST_DAYS, FirstDay, Settings
from calf_tui.storage.history import TinyHistory
from calf_tui.training.record_editor import RecordEditor
from calf_tui.training.trainer import Trainer
from tests.core.progress.naive_progress import NaiveRunner
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer
from tests.records import make_session, progress_until

if TYPE_CHECKING:
    from pathlib import Path

UTC = timezone.utc
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",  # its summer is the standard time
    "America/New_York",
    "America/St_Johns",  # half an hour
    "Asia/Kathmandu",  # three quarters of an hour
    "Australia/Lord_Howe",  # changes by half an hour
    "Antarctica/Troll",  # changes by two hours
    "Pacific/Apia",  # left out 30 December 2011
    "Pacific/Kiritimati",  # fourteen hours ahead
    "Pacific/Pago_Pago",  # eleven behind
)
TELLING = (
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # Berlin's clocks go back
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # and forward
    datetime(2026, 11, 1, 6, 0, tzinfo=UTC),  # New York's go back
    datetime(2026, 4, 4, 15, 0, tzinfo=UTC),  # Lord Howe's
    datetime(2011, 12, 30, 10, 0, tzinfo=UTC),  # Apia jumps over a day
    datetime(2028, 2, 29, 0, 0, tzinfo=UTC),  # a leap day
    datetime(2100, 2, 28, 23, 59, tzinfo=UTC),  # none
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
)
ROUTINE = Routine("two", "Two", (Step(Exercise("move", "Move"), 2, Dose(seconds=5), rest=1),))


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip(f"no time zone data for {name} on this system")


def walked_back(wall: datetime, cutoff: time) -> date:
    """The date on which the wall's clock last showed the cut-off."""
    wall = wall.replace(tzinfo=None, second=0, microsecond=0)
    while (wall.hour, wall.minute) != (cutoff.hour, cutoff.minute):
        wall -= MINUTE
    return wall.date()


zones = st.sampled_from(ZONES)
cutoffs = st.sampled_from(
    [time(0, 0), time(3, 0), time(2, 30), time(12, 0), time(23, 59)]
) | st.builds(time, st.integers(0, 23), st.integers(0, 59))
near_telling = st.builds(
    lambda moment, minutes: moment + minutes * MINUTE,
    st.sampled_from(TELLING),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)
instants = near_telling | st.datetimes(
    datetime(1980, 1, 3), datetime(2199, 1, 1), timezones=st.just(UTC)
)
first_days = st.sampled_from(FIRST_DAYS)


def clock_in(name: str, instant: datetime) -> FakeClock:
    """A clock there, which shows local time with the offset of that moment, as a system's does."""
    local = instant.astimezone(zone(name))
    return FakeClock(local.astimezone(timezone(local.utcoffset() or timedelta(0))))


def trained(name: str, instant: datetime, cutoff: time) -> SessionRecord:
    """A session of two sets, begun there and then."""
    history, clock = MemoryHistory(), clock_in(name, instant)
    trainer = Trainer(
        clock=clock,
        history=history,
        player=RecordingPlayer(),
        settings=Settings(day_cutoff=cutoff),
    )
    trainer.start(ROUTINE)
    for _ in range(5):
        clock.run(4)
        trainer.tick()
    (record,) = history.sessions()
    return record


@given(zones, instants, cutoffs)
@example("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), time(2, 30))
@example("Europe/Berlin", datetime(2026, 10, 25, 1, 29, tzinfo=UTC), time(2, 30))
@example("Pacific/Apia", datetime(2011, 12, 30, 10, 1, tzinfo=UTC), time(3, 0))
def test_a_session_counts_for_the_day_whose_cutoff_the_wall_showed_last(
    name: str, instant: datetime, cutoff: time
) -> None:
    record = trained(name, instant, cutoff)
    wall = instant.astimezone(zone(name))
    assert record.local_date == walked_back(wall, cutoff)
    assert record.started_at == instant
    assert record.started_wall == wall.replace(tzinfo=None)
    assert (record.status, len(record.sets)) == ("completed", 2)


@given(zones, st.sampled_from(TELLING), st.sampled_from([time(0, 0), time(3, 30), time(12, 0)]))
def test_hour_by_hour_no_day_comes_twice_and_none_is_lost_but_by_law(
    name: str, moment: datetime, cutoff: time
) -> None:
    hours = [(moment + hour * HOUR).astimezone(zone(name)) for hour in range(-72, 73)]
    dates = [training_date(wall, cutoff) for wall in hours]
    assert dates == sorted(dates)
    steps = {later - earlier for earlier, later in pairwise(dates)}
    skipped = DAY * 2 if name == "Pacific/Apia" and moment.year == 2011 else DAY
    assert steps <= {timedelta(0), DAY, skipped}


@given(
    st.lists(st.tuples(zones, near_telling), min_size=1, max_size=12),
    cutoffs,
    first_days,
    near_telling,
)
def test_a_travelling_runner_has_the_weeks_of_the_dates_on_the_wall(
    journey: list[tuple[str, datetime]], cutoff: time, first_day: FirstDay, now: datetime
) -> None:
    sessions = []
    expected = []
    for number, (name, instant) in enumerate(sorted(journey, key=lambda stop: stop[1])):
        day = walked_back(instant.astimezone(zone(name)), cutoff)
        session = replace(trained(name, instant, cutoff), id=str(number))
        sessions.append(session)
        expected.append(
            make_session(day, record_id=str(number), active_seconds=session.active_seconds)
        )
    today = walked_back(now.astimezone(zone(journey[-1][0])), cutoff)
    naive = NaiveRunner(today, expected, [], [], first_day)
    progress = progress_until(today, sessions, first_day_of_week=first_day, count=6)
    this_week = start_of_week(today, first_day)
    assert this_week == naive.start_of_week(today)
    assert progress.this_week.days == naive.trained(this_week)
    assert [week.days for week in progress.weeks] == [
        naive.trained(this_week - timedelta(weeks=back)) for back in reversed(range(6))
    ]


@given(zones, instants, cutoffs, zones, cutoffs)
def test_the_date_kept_outlives_a_flight_a_new_cutoff_and_an_edit(
    name: str, instant: datetime, cutoff: time, elsewhere: str, other: time
) -> None:
    record = trained(name, instant, cutoff)
    history = MemoryHistory([record])
    clock = clock_in(elsewhere, instant + 2 * DAY)
    record_editor = RecordEditor(clock, history, Settings(day_cutoff=other))
    edited = record_editor.edit(record, replace(record, note="on the plane"))
    fields = ("started_at", "ended_at", "utc_offset_minutes", "local_date", "sets")
    assert [getattr(edited, field) for field in fields] == [
        getattr(record, field) for field in fields
    ]
    record_editor.delete(edited)
    record_editor.undo()
    (restored,) = history.sessions()
    assert restored == replace(edited, updated_at=restored.updated_at)


@given(zones, near_telling, cutoffs, st.integers(0, 400))
def test_a_date_edited_is_the_date_kept_and_the_wall_shows_the_same_hour(
    name: str, instant: datetime, cutoff: time, back: int
) -> None:
    record = trained(name, instant, cutoff)
    day = record.local_date - back * DAY
    after = moved(record, day, None, cutoff)
    assert after.local_date == day
    assert training_date(after.started_wall, cutoff) == day
    assert after.started_wall.time() == record.started_wall.time()


@given(zones, near_telling, cutoffs, st.times())
def test_an_hour_edited_stays_on_its_training_day(
    name: str, instant: datetime, cutoff: time, at: time
) -> None:
    at = at.replace(second=0, microsecond=0)
    record = trained(name, instant, cutoff)
    after = moved(record, record.local_date, at, cutoff)
    assert after.local_date == record.local_date == training_date(after.started_wall, cutoff)
    assert walked_back(wall_time(record.local_date, at, cutoff), cutoff) == record.local_date


@given(zones, near_telling, cutoffs, st.integers(0, 400))
def test_what_was_done_elsewhere_counts_for_its_day_there(
    name: str, instant: datetime, cutoff: time, back: int
) -> None:
    clock = clock_in(name, instant)
    record_editor = RecordEditor(clock, MemoryHistory(), Settings(day_cutoff=cutoff))
    today = walked_back(clock.now(), cutoff)
    assert record_editor.today == today
    added = record_editor.add(ROUTINE, today - back * DAY)
    assert added.local_date == today - back * DAY
    assert training_date(added.started_wall, cutoff) == added.local_date
    assert added.started_at <= instant or added.local_date == today


def test_the_file_keeps_instant_offset_and_date_side_by_side(tmp_path: Path) -> None:
    """Around the world in one day: the same instant, three dates."""
    instant = datetime(2026, 12, 31, 10, 30, tzinfo=UTC)
    names = ("Pacific/Pago_Pago", "Europe/Berlin", "Pacific/Kiritimati")
    records = [replace(trained(name, instant, time(3, 0)), id=name) for name in names]
    with closing(TinyHistory(tmp_path / "training.json", lambda: instant)) as history:
        for each in records:
            history.save(each)
    kept = {
        each.id: each
        for each in TinyHistory(tmp_path / "training.json", lambda: instant).sessions()
    }
    assert [(kept[name].utc_offset_minutes, kept[name].local_date) for name in names] == [
        (-660, date(2026, 12, 30)),
        (60, date(2026, 12, 31)),
        (840, date(2026, 12, 31)),
    ]
    assert {each.started_at for each in kept.values()} == {instant}
