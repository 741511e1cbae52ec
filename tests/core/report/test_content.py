"""What a report holds of a made-up history, and what stays out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.progression_ladder import NO_FLIGHT
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, Profile
from calf_tui.core.report.content import ReportStop, report_of
from calf_tui.core.report.report_totals import pain_place
from calf_tui.core.routines.routine import Tempo
from tests.core.report.histories import (
    A_DAY,
    MONDAY,
    NAMES,
    SIGN,
    SNAPSHOT,
    TODAY,
    WEEK,
    raise_of,
    session,
)
from tests.records import make_set

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.report.content import Report
    from calf_tui.core.routines.routine import Side


def report(weeks: int = 12, *, with_notes: bool = False) -> Report:
    return report_of(SNAPSHOT, NAMES, weeks, with_notes=with_notes)


def test_the_weeks_end_with_this_one_and_stand_against_their_targets() -> None:
    weeks = report().weeks
    assert report().start == MONDAY - 11 * WEEK
    assert [each.week.start for each in weeks] == [MONDAY - n * WEEK for n in range(11, -1, -1)]
    assert [(each.week.days, each.week.target, each.week.state) for each in weeks[-3:]] == [
        (1, 1, "met"),
        (0, 1, "frozen"),
        (1, 2, "frozen"),
    ]


def test_runs_are_by_week() -> None:
    weeks = report().weeks
    assert [each.runs for each in weeks[-2:]] == [(2, 1, 50.0, 14.5), (0, 0, None, None)]


@pytest.mark.parametrize(
    ("weeks", "start"),
    [(1, MONDAY), (20, MONDAY - 19 * WEEK), (9999, MONDAY - 40 * WEEK)],
)
def test_a_report_begins_no_earlier_than_the_records(weeks: int, start: date) -> None:
    assert report(weeks).start == start


def test_totals_are_those_of_the_weeks() -> None:
    totals = report().totals
    assert (totals.sessions, totals.training_days, totals.sets) == (3, 2, 3 + 0 + 2)


def test_each_move_has_its_loads_and_amounts_by_side() -> None:
    found = [
        (each.exercise, each.side, each.days, each.first_kg, each.last_kg)
        for each in report().moves
    ]
    assert found == [
        ("heel_raise_box", "both", 1, 0.0, 0.0),
        ("heel_raise_box", "left", 2, 8.0, 10.0),
        ("heel_raise_box", "right", 2, 8.0, 10.0),
        ("tiptoe_walk", "both", 1, 10.0, 10.0),
    ]
    amounts = [(each.totals.reps, each.totals.seconds) for each in report().moves]
    assert amounts == [(4, 0.0), (57, 0.0), (30, 0.0), (0, 60.0)]
    left = report().moves[1]
    assert [each.reps for each in left.last] == [15, 12]
    assert (left.effort, left.totals.worst) == (7.0, 4)
    assert report().moves[3].effort is None


def test_charts_need_two_weeks_of_the_report() -> None:
    titles = [each.title for each in report().move_trends]
    assert titles == ["Load · Heel raise on a box", "Repetitions · Heel raise on a box"]
    assert report(1).move_trends == ()


def test_jumps_and_squats_without_flight_have_charts_of_their_own() -> None:
    one = make_set(exercise="jump_squat")
    sessions = tuple(
        replace(session(MONDAY - n * WEEK, replace(one, tempo=tempo)), id=str(n))
        for n, tempo in enumerate((Tempo(1, 0, 2, 2), NO_FLIGHT))
    )
    content = report_of(ProgressSnapshot(TODAY, sessions[::-1]), NAMES, 12, with_notes=False)
    assert [each.title for each in content.move_trends] == [
        "Repetitions · Squat to the toes",
        "Landings · Jump squat",
    ]


def test_pain_is_by_place_with_the_mornings_after() -> None:
    pain = report().pain
    assert (pain.answered, pain.painful, pain.mornings) == (5, 4, (5, 0))
    achilles, unsaid = pain.places
    assert (achilles.place, achilles.sessions, achilles.worst) == ("left Achilles", 3, 7)
    assert (achilles.mean, achilles.last) == (4.0, MONDAY)
    assert (achilles.mornings, achilles.higher) == ((5, 0), 1)
    assert (unsaid.place, unsaid.sessions, unsaid.mornings) == ("not said", 1, (5,))


@pytest.mark.parametrize(
    ("site", "side", "place"),
    [
        ("calf", "both", "calf"),
        ("calf", "right", "right calf"),
        ("left knee", "right", "left knee"),
        ("achilles", "both", "Achilles"),
        ("old scar", "both", "other"),
        ("left old scar", "both", "left other"),
        ("left", "both", "left other"),
        (" ", "left", "not said"),
        (None, "left", "not said"),
    ],
)
def test_a_place_is_one_that_the_app_offers(site: str | None, side: Side, place: str) -> None:
    assert pain_place(raise_of(side=side, place=site)) == place


def test_tests_have_the_one_before_and_what_is_typical() -> None:
    found = report()
    assert found.earlier is not None
    assert found.earlier.local_date == MONDAY - 19 * WEEK
    assert [(each.left, each.right) for each in found.tests] == [(18, 27), (19, 28)]
    assert (found.age, found.typical) == (41, 24)
    assert found.imbalance.startswith("The left leg was weaker")
    assert [each.title for each in found.test_trends] == ["Heel-rise test", "Left and right"]


@pytest.mark.parametrize(
    "profile",
    [Profile(sex="male"), Profile(birth_year=1985), Profile(birth_year=2999, sex="male")],
)
def test_without_age_or_sex_nothing_is_typical(profile: Profile) -> None:
    snapshot = replace(SNAPSHOT, coach=CoachRecords(profile=profile))
    assert report_of(snapshot, NAMES, 12, with_notes=False).typical is None


def test_a_stop_says_its_sign_and_where_it_hurt() -> None:
    assert report().stops == (ReportStop(MONDAY - WEEK, SIGN, ("left Achilles",)),)


def test_own_words_stay_out_unless_asked_for() -> None:
    private, whole = report(), report(with_notes=True)
    assert private.notes is None
    assert whole.notes == (
        (MONDAY - WEEK, (SIGN, "the dog barked")),
        (MONDAY, ("knee <b>fine</b>", "slept & rested")),
    )
    assert [each.reason for each in private.pauses] == ["illness", ""]
    assert [each.reason for each in whole.pauses] == ["illness", "wedding of Ann"]
    assert [each.ended_by for each in private.tests] == ["pace lost", ""]
    assert [each.ended_by for each in whole.tests] == ["pace lost", "the phone rang"]


def test_nothing_dated_ahead_is_told() -> None:
    ahead = ProgressSnapshot(TODAY, (session(TODAY + A_DAY, raise_of(99.0, pain=9)),))
    found = report_of(ahead, NAMES, 12, with_notes=True)
    assert (found.totals.sessions, found.moves, found.pain.answered) == (0, (), 0)
    assert found.start == MONDAY
