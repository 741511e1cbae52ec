"""What a report holds of a made-up history, and what stays out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, Profile
from calf_tui.core.report.pain_sections import pain_sums
from calf_tui.core.report.report import report_of
from calf_tui.core.report.sections import NONE, day_words
from calf_tui.core.report.training_sections import move_sums
from calf_tui.core.routines.progression_ladder import NO_FLIGHT
from calf_tui.core.routines.routine import Tempo
from calf_tui.core.session.pain_scale import pain_place
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

    from calf_tui.core.report.report import Report
    from calf_tui.core.report.sections import Section
    from calf_tui.core.routines.routine import Side


def report(weeks: int = 12, *, with_notes: bool = False) -> Report:
    return report_of(SNAPSHOT, NAMES, weeks, with_notes=with_notes)


def part(title: str, content: Report | None = None) -> Section:
    """The section of a report, of that of twelve weeks by default, whose title begins so."""
    sections = (content or report()).sections
    (found,) = [each for each in sections if each.title.startswith(title)]
    return found


SESSIONS = [each for each in SNAPSHOT.sessions_until_today if each.local_date >= report().start]


def test_the_weeks_end_with_this_one_and_stand_against_their_targets() -> None:
    weeks = part("Weeks").weeks
    assert report().start == MONDAY - 11 * WEEK
    assert [each.start for each in weeks] == [MONDAY - n * WEEK for n in range(11, -1, -1)]
    assert [(each.days, each.target, each.state) for each in weeks[-3:]] == [
        (1, 1, "met"),
        (0, 1, "frozen"),
        (1, 2, "frozen"),
    ]


@pytest.mark.parametrize(
    ("weeks", "start"),
    [(1, MONDAY), (20, MONDAY - 19 * WEEK), (9999, MONDAY - 40 * WEEK)],
)
def test_a_report_begins_no_earlier_than_the_records(weeks: int, start: date) -> None:
    assert report(weeks).start == start


def test_totals_are_those_of_the_weeks() -> None:
    assert (
        part("Weeks")
        .paragraphs[0]
        .startswith(
            "In these weeks: 3 sessions, 2 training days (two finished sets or more), 5 sets, "
        )
    )


def test_each_move_has_its_loads_and_amounts_by_side() -> None:
    found = [
        (each.exercise, each.side, each.days, each.first_kg, each.last_kg)
        for each in move_sums(SESSIONS)
    ]
    assert found == [
        ("heel_raise_box", "both", 1, 0.0, 0.0),
        ("heel_raise_box", "left", 2, 8.0, 10.0),
        ("heel_raise_box", "right", 2, 8.0, 10.0),
        ("tiptoe_walk", "both", 1, 10.0, 10.0),
    ]
    amounts = [(each.totals.reps, each.totals.seconds) for each in move_sums(SESSIONS)]
    assert amounts == [(4, 0.0), (57, 0.0), (30, 0.0), (0, 60.0)]
    left = move_sums(SESSIONS)[1]
    assert [each.reps for each in left.last] == [15, 12]
    assert (left.effort, left.totals.worst) == (7.0, 4)
    assert move_sums(SESSIONS)[3].effort is None


def test_charts_need_two_weeks_of_the_report() -> None:
    titles = [each.title for each in part("Loads").trends]
    assert titles == ["Load · Heel raise on a box", "Repetitions · Heel raise on a box"]
    assert part("Loads", report(1)).trends == ()


def test_jumps_and_squats_without_flight_have_charts_of_their_own() -> None:
    one = make_set(exercise="jump_squat")
    sessions = tuple(
        replace(session(MONDAY - n * WEEK, replace(one, tempo=tempo)), id=str(n))
        for n, tempo in enumerate((Tempo(1, 0, 2, 2), NO_FLIGHT))
    )
    content = report_of(ProgressSnapshot(TODAY, sessions[::-1]), NAMES, 12, with_notes=False)
    assert [each.title for each in part("Loads", content).trends] == [
        "Repetitions · Squat to the toes",
        "Landings · Jump squat",
    ]


def test_pain_is_by_place_with_the_mornings_after() -> None:
    pain = pain_sums(SESSIONS)
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
    tests = part("Heel-rise tests")
    assert [row[:3] for row in tests.rows] == [
        (day_words(MONDAY - 19 * WEEK), "21", "25"),
        (day_words(MONDAY - WEEK), "18", "27"),
        (day_words(MONDAY), "19", "28"),
    ]
    _, typical, imbalance, first_row = tests.paragraphs
    assert typical.startswith("Typical for women in their 40s: 24, ")
    assert imbalance.startswith("The left leg was weaker")
    assert first_row == "The first row is the last test before these weeks."
    assert [each.title for each in tests.trends] == ["Heel-rise test", "Left and right"]


@pytest.mark.parametrize(
    "profile",
    [Profile(sex="male"), Profile(birth_year=1985), Profile(birth_year=2999, sex="male")],
)
def test_without_age_or_sex_nothing_is_typical(profile: Profile) -> None:
    snapshot = replace(SNAPSHOT, coach=CoachRecords(profile=profile))
    tests = part("Heel-rise tests", report_of(snapshot, NAMES, 12, with_notes=False))
    assert not any(each.startswith("Typical") for each in tests.paragraphs)


def test_own_words_stay_out_unless_asked_for() -> None:
    private, whole = report(), report(with_notes=True)
    assert not any(each.title == "Notes" for each in private.sections)
    assert part("Notes", whole).notes == [
        (day_words(MONDAY - WEEK), [SIGN, "the dog barked"]),
        (day_words(MONDAY), ["knee <b>fine</b>", "slept & rested"]),
    ]
    for content, pauses, ends in (
        (private, ["illness", NONE], [NONE, "pace lost", NONE]),
        (whole, ["illness", "wedding of Ann"], [NONE, "pace lost", "the phone rang"]),
    ):
        rows = part("Pauses", content).rows
        assert [row[2] for row in rows if row[0] == "pause"] == pauses
        assert [row[4] for row in part("Heel-rise tests", content).rows] == ends


def test_nothing_dated_ahead_is_told() -> None:
    ahead = ProgressSnapshot(TODAY, (session(TODAY + A_DAY, raise_of(99.0, pain=9)),))
    found = report_of(ahead, NAMES, 12, with_notes=True)
    assert [part(title, found).paragraphs[0] for title in ("Weeks", "Loads", "Pain")] == [
        "No session was kept in these weeks.",
        "No set was done in these weeks.",
        "No question about pain was answered in these weeks.",
    ]
    assert found.start == MONDAY
