"""What a report holds: some weeks of the records, without what is private unless it is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_totals import EASING
from calf_tui.core.progress.heel_rise_test import FAULTS, heel_rise_trends, imbalance, typical_rises
from calf_tui.core.progress.trends import (
    Measure,
    Trend,
    move_trends,
    names_as_done,
    pain_trend,
    title_of,
)
from calf_tui.core.progress.weeks_and_streak import Streak, Totals, Week, totals_of
from calf_tui.core.records.coach_records import Profile, Run, RunSums, Sex, run_sums
from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord
from calf_tui.core.report.report_totals import MoveSums, PainSums, move_sums, pain_place, pain_sums
from calf_tui.core.text.formatting import spelt
from calf_tui.core.text.sanitizing import REPLACEMENT, storable_name, storable_text

if TYPE_CHECKING:
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

CHARTED: tuple[Measure, ...] = ("load", "reps", "landings", "time")
"""The charts of a move that a report shows [ours]."""
PAUSE_REASONS = ("holiday", "illness", "injury")
"""Reasons that the app offers; others are the runner's own words."""
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ReportWeek:
    """A week's training and runs."""

    week: Week
    runs: RunSums


@dataclass(frozen=True, slots=True)
class ReportStop:
    """A session stopped for pain: the sign that was marked and where it hurt, empty if unsaid."""

    date: date
    sign: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a report on the days from `start` to `today`, both included.

    Everything is oldest first. `names` are those of the moves by id, on one line each. `earlier` is
    the last test before `start`. `typical` are the repetitions of a test that are typical for `sex`
    and `age` in years, where both are known. `notes` are None where they are not wanted, else the
    lines of each.
    """

    start: date
    today: date
    totals: Totals
    streak: Streak
    weeks: tuple[ReportWeek, ...]
    names: Mapping[str, str]
    moves: tuple[MoveSums, ...]
    move_trends: tuple[Trend, ...]
    pain: PainSums
    pain_trend: Trend | None
    earlier: HeelRiseTest | None
    tests: tuple[HeelRiseTest, ...]
    test_trends: tuple[Trend, ...]
    imbalance: str
    sex: Sex | None
    age: int | None
    typical: int | None
    pauses: tuple[Pause, ...]
    stops: tuple[ReportStop, ...]
    notes: tuple[tuple[date, tuple[str, ...]], ...] | None


def report_of(
    snapshot: ProgressSnapshot, names: Mapping[str, str], weeks: int, *, with_notes: bool
) -> Report:
    """Returns the report of the last `weeks` weeks, this one included; fewer if there are fewer.

    `names` are the moves' names by id. Without `with_notes` the runner's own words stay out: notes,
    and the reasons of pauses and of the ends of tests that the app does not offer.
    """
    start = _start(snapshot, weeks)
    sessions = [each for each in snapshot.sessions_until_today if each.local_date >= start]
    tests = [each for each in snapshot.tests if each.local_date <= snapshot.today]
    recent = [_test(each, with_notes) for each in tests if each.local_date >= start]
    before = [_test(each, with_notes) for each in tests if each.local_date < start]
    own = {move: clean(names.get(move, spelt(move))) for move in snapshot.moves}
    known = names_as_done(snapshot, own)
    pain = pain_trend(snapshot)
    profile = snapshot.coach.profile
    age = _age(profile, snapshot.today)
    days = [each for each in snapshot.days if start <= each.date <= snapshot.today]
    return Report(
        start=start,
        today=snapshot.today,
        totals=totals_of(days),
        streak=snapshot.progress.streak,
        weeks=tuple(_weeks(snapshot, start)),
        names=known,
        moves=move_sums(sessions),
        move_trends=tuple(_drawable(_charted(snapshot, known), start)),
        pain=pain_sums(sessions),
        pain_trend=next(_drawable([] if pain is None else [pain], start), None),
        earlier=before[-1] if before else None,
        tests=tuple(recent),
        test_trends=tuple(_drawable(heel_rise_trends(snapshot), start)),
        imbalance=imbalance(tests),
        sex=profile.sex,
        age=age,
        typical=None if profile.sex is None or age is None else typical_rises(profile.sex, age),
        pauses=tuple(_pauses(snapshot.pauses, start, snapshot.today, with_notes)),
        stops=tuple(_stop(each) for each in sessions if each.status == "stopped_pain"),
        notes=tuple(_notes(sessions)) if with_notes else None,
    )


def clean(text: str) -> str:
    """Returns a text of the records on one line, with no control and nothing that XML forbids."""
    return _NOT_IN_XML.sub(REPLACEMENT, storable_name(text))


def _start(snapshot: ProgressSnapshot, weeks: int) -> date:
    """The first day of the report: not before the week of the first record."""
    kept = [
        *(each.date for each in snapshot.days[:1]),
        *(each.local_date for each in snapshot.tests[:1]),
        *(each.local_date for each in snapshot.coach.runs),
    ]
    this_week = snapshot.calendar.week_of(snapshot.today)
    first = min((snapshot.calendar.week_of(each) for each in kept), default=this_week)
    return snapshot.calendar.start_of(max(min(first, this_week), this_week - weeks + 1))


def _weeks(snapshot: ProgressSnapshot, start: date) -> Iterator[ReportWeek]:
    calendar = snapshot.calendar
    count = calendar.week_of(snapshot.today) - calendar.week_of(start) + 1
    runs: dict[date, list[Run]] = {}
    for each in snapshot.coach.runs:
        if start <= each.local_date <= snapshot.today:
            runs.setdefault(calendar.week_start(each.local_date), []).append(each)
    for week in snapshot.progress_until(snapshot.today, count).weeks:
        yield ReportWeek(week, run_sums(runs.get(week.start, ())))


def _charted(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> Iterator[Trend]:
    """The charts of the moves that load the calves; stretches and rolling are in the table."""
    loading = {
        title_of(measure, move, names[move])
        for move in names.keys() - EASING
        for measure in CHARTED
    }
    return (each for each in move_trends(snapshot, names) if each.title in loading)


def _drawable(trends: Iterable[Trend], start: date) -> Iterator[Trend]:
    """The trends that have two points or more on a line since then: one makes no picture."""
    for each in trends:
        since = each.since(start)
        if any(len(line.points) > 1 for line in since.lines):
            yield since


def _test(test: HeelRiseTest, with_notes: bool) -> HeelRiseTest:
    why = test.ended_by or ""
    said = clean(why) if with_notes or why in FAULTS else ""
    return replace(test, ended_by=said)


def _age(profile: Profile, today: date) -> int | None:
    """In the year of the report: the day of birth is not kept."""
    if profile.birth_year is None or profile.birth_year > today.year:
        return None
    return today.year - profile.birth_year


def _pauses(pauses: Sequence[Pause], start: date, today: date, with_notes: bool) -> Iterator[Pause]:
    for each in pauses:
        if each.overlaps(start, today):
            is_shown = with_notes or each.reason in PAUSE_REASONS
            yield replace(each, reason=clean(each.reason) if is_shown else "")


def _stop(session: SessionRecord) -> ReportStop:
    """A stop keeps its sign as the note, to which the runner may have added lines."""
    first_line = session.note.partition("\n")[0]
    sign = first_line if any(each.sign == first_line for each in STOP_SIGNS) else ""
    places = (pain_place(each) for each in session.sets if each.pain)
    return ReportStop(session.local_date, sign, tuple(dict.fromkeys(places)))


def _notes(sessions: Iterable[SessionRecord]) -> Iterator[tuple[date, tuple[str, ...]]]:
    for each in sessions:
        lines = [clean(line) for line in storable_text(each.note).split("\n")]
        if any(line.strip() for line in lines):
            yield each.local_date, tuple(lines)
