"""How many sets of a session are finished, and what is known before the sets are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.coach.runner_state_from_records import RECENT_DAYS, runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.training_calendar import days_of
from calf_tui.core.records.record_text import sets_done
from calf_tui.core.records.search import SessionSearch, query_of
from calf_tui.core.records.session_sets import KnownSets, SetCount, finished_sets, set_count
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Side, Step
from calf_tui.core.session.engine import advance, apply_command, start
from calf_tui.core.session.session_to_record import SessionStart, record_of, set_count_of
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from tests.records import AN_INSTANT, make_session, make_set

if TYPE_CHECKING:
    from typing import SupportsIndex

    from calf_tui.core.records.session_record import SetRecord

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
