from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.training_calendar import days_of
from calf_tui.core.records.session_record import (
    LATEST,
    TIMESTAMP_STEP,
    Outcome,
    SetCount,
    SetRecord,
    changed_at,
    finished_sets,
    set_count,
    training_date,
)
from calf_tui.core.records.session_summary_text import sets_done
from calf_tui.core.records.session_to_record import SessionStart, record_of, set_count_of
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Side, Step
from calf_tui.core.session.engine import advance, apply_command, start
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from tests.records import AN_INSTANT, make_session, make_set

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
        ("2026-11-22T23:30:00-10:00", THREE, date(2026, 11, 22)),
        ("2026-11-23T02:30:00+14:00", THREE, date(2026, 11, 22)),
    ],
)
def test_a_session_counts_for_the_local_date_of_its_start_less_the_cutoff(
    started: str, cutoff: time, expected: date
) -> None:
    assert training_date(datetime.fromisoformat(started), cutoff) == expected


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
    ("sets", "expected"),
    [
        ([], 0),
        ([make_set(), make_set(number=2)], 2),
        ([make_set(), make_set("skipped", number=2)], 1),
        ([make_set(side="left"), make_set(side="right")], 1),
        ([make_set(side="left"), make_set("skipped", side="right")], 1),
        ([make_set("skipped", side="left"), make_set("skipped", side="right")], 0),
        ([make_set(side="left"), make_set(side="right", number=2)], 2),
        ([make_set(side="left"), make_set(side="right", exercise="foam_roll_calf")], 2),
        ([make_set(side="left"), make_set(side="right"), make_set()], 2),
        # The same move twice in a routine: each has its own set 1.
        ([make_set(), make_set()], 2),
        ([make_set(side="left"), make_set(side="right")] * 2, 2),
    ],
)
def test_left_and_right_of_a_set_count_once(sets: list[SetRecord], expected: int) -> None:
    assert finished_sets(tuple(sets)) == expected


@given(
    st.lists(
        st.builds(
            make_set,
            st.sampled_from(["done", "skipped"]),
            number=st.integers(1, 3),
            side=st.sampled_from(["left", "right", "both"]),
        )
    )
)
def test_swapping_left_and_right_changes_no_count(sets: list[SetRecord]) -> None:
    other: dict[Side, Side] = {"left": "right", "right": "left", "both": "both"}
    swapped = tuple(make_set(each.outcome, number=each.set, side=other[each.side]) for each in sets)
    assert finished_sets(swapped) == finished_sets(tuple(sets))


LEFT_1, RIGHT_1 = make_set(side="left"), make_set(side="right")
LEFT_2, RIGHT_2 = make_set(side="left", number=2), make_set(side="right", number=2)
UNDER_HALF = make_set("short", number=3, done=7)
SKIPPED, SHORT = make_set("skipped", number=3, done=0), make_set("short", number=3, done=9)


@pytest.mark.parametrize(
    ("sets", "planned_sets", "count"),
    [
        ([], None, (0, 0, 0)),
        ([], 5, (0, 0, 5)),
        ([make_set(), make_set(number=2)], None, (2, 0, 2)),
        ([make_set(), make_set(number=2)], 5, (2, 0, 5)),
        ([make_set(), SKIPPED], None, (1, 0, 2)),
        ([make_set(), SHORT], None, (2, 1, 2)),
        ([make_set(), UNDER_HALF], None, (1, 0, 2)),
        ([LEFT_1, RIGHT_1, LEFT_2, RIGHT_2], None, (2, 0, 2)),
        ([LEFT_1, RIGHT_1, LEFT_2], None, (2, 1, 2)),  # its other side is not there
        ([LEFT_1, RIGHT_1, LEFT_2], 3, (2, 1, 3)),
        ([LEFT_1], 3, (1, 1, 3)),  # the session ended between the sides
        ([LEFT_1, LEFT_2], None, (2, 0, 2)),  # one leg only was trained
        ([LEFT_1, make_set("skipped", side="right", done=0)], None, (1, 1, 1)),
        ([LEFT_1, RIGHT_1, LEFT_1, RIGHT_1], None, (2, 0, 2)),  # the move comes twice
        ([make_set()] * 3, 2, (3, 0, 3)),  # a set was added by hand
    ],
)
def test_finished_sets_those_in_part_and_those_planned(
    sets: list[SetRecord], planned_sets: int | None, count: tuple[int, int, int]
) -> None:
    record = replace(make_session(), sets=tuple(sets), planned_sets=planned_sets)
    assert set_count(record) == SetCount(*count)
    assert set_count(record).finished == finished_sets(record.sets)


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([SHORT], "1 of 3 sets (1 in part)"),
        ([UNDER_HALF], "0 of 3 sets"),
        ([make_set(), make_set("skipped", done=0)], "1 of 3 sets"),
        ([make_set(), make_set(number=2), make_set(number=3)], "3 sets"),
        ([make_set(), make_set(number=2), SHORT], "3 of 3 sets (1 in part)"),
        ([LEFT_1], "1 of 3 sets (1 in part)"),
    ],
)
def test_the_sets_that_count_in_a_week_are_said_of_a_session(
    sets: list[SetRecord], said: str
) -> None:
    record = replace(make_session(), sets=tuple(sets), planned_sets=3)
    assert sets_done(record) == said
    (day,) = days_of([record])
    assert said.startswith(str(day.sets))


sessions_of_commands = st.lists(
    st.tuples(st.sampled_from([Command.NEXT, Command.SKIP, Command.DONE]), st.floats(0, 40)),
    max_size=20,
)


@given(sessions_of_commands)
def test_a_session_under_way_counts_as_its_record_does(
    commands: list[tuple[Command, float]],
) -> None:
    walk = Step(Exercise("walk", "Walk"), 2, Dose(seconds=20), rest=5)
    stretch = Step(Exercise("stretch", "Stretch"), 2, Dose(seconds=10), rest=5, sides="each")
    session, now = start(build(Routine("r", "R", (walk, stretch))), 0.0), 0.0
    for command, seconds in commands:
        session, _ = advance(session, now := now + min(seconds, 4))
        session, _ = apply_command(session, command, now)
        instants = dict.fromkeys(session.results, AN_INSTANT)
        beginning = SessionStart("id", AN_INSTANT, 0, AN_INSTANT.date())
        record = record_of(session, beginning, instants, now, AN_INSTANT)
        assert set_count(record) == set_count_of(session)
        assert set_count(record).planned == 4


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
