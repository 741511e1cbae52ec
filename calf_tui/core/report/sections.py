"""A report in words: sections with sentences, a table and charts, for every form of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import CARRY_ON, DISCLAIMER, TOO_MUCH
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.heel_rise_test import (
    LIKELY_REAL,
    NOISE,
    TYPICAL,
    WORDS_OF_SEX,
    symmetry,
)
from calf_tui.core.progress.progress_text import STATE_WORDS
from calf_tui.core.progress.trends import Trend
from calf_tui.core.progress.weeks_and_streak import Week
from calf_tui.core.text.formatting import count, duration, long_duration, number

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.records.session_record import HeelRiseTest, Pause
    from calf_tui.core.report.content import Report, ReportWeek
    from calf_tui.core.report.report_totals import MoveSums, PainAt
    from calf_tui.core.routines.routine import Dose

Row = tuple[str, ...]
NONE = "–"
MADE_WITH = "Made with Calf TUI from what the runner kept."
LEFT_OUT = "Notes and other words of the runner's own are left out."


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: paragraphs, a table, then charts; each of them may be missing.

    `heads` are the headings of the columns, `rows` have as many cells. `notes` are days with the
    lines that the runner wrote on them.
    """

    title: str
    paragraphs: Sequence[str] = ()
    heads: Row = ()
    rows: Sequence[Row] = ()
    weeks: Sequence[Week] = ()
    trends: Sequence[Trend] = ()
    notes: Sequence[tuple[str, Sequence[str]]] = ()


def title(report: Report) -> str:
    """Returns "Calf training, 07 Sep 2026 to 29 Nov 2026"."""
    return f"Calf training, {_day(report.start)} to {_day(report.today)}"


def sections(report: Report) -> tuple[Section, ...]:
    """Returns the parts of the report in order."""
    said = (_weeks(report), _moves(report), _pain(report), _tests(report), _time_off(report))
    return said if report.notes is None else (*said, _notes(report))


def closing(report: Report) -> tuple[str, ...]:
    """Returns the sentences below everything."""
    left_out = "" if report.notes is not None else f" {LEFT_OUT}"
    return (f"{MADE_WITH}{left_out}", DISCLAIMER)


def _weeks(report: Report) -> Section:
    shown = [each for each in report.weeks if each.week.state is not None or each.runs.number]
    totals = report.totals
    if not totals.sessions:
        summary = "No session was kept in these weeks."
    else:
        facts = (
            count(totals.sessions, "session"),
            f"{count(totals.training_days, 'training day')} (two finished sets or more)",
            count(totals.sets, "set"),
            long_duration(totals.active_seconds),
        )
        summary = f"In these weeks: {', '.join(facts)}."
    streak = report.streak
    paragraphs = [summary]
    if streak.best:
        paragraphs.append(
            f"Weeks in a row that met their target: {streak.current} up to now, "
            f"{streak.best} at best."
        )
    if any(each.week.state == "frozen" for each in shown):
        paragraphs.append("A frozen week had a pause or a stop for pain, and is not missed.")
    has_runs = any(each.runs.number for each in shown)
    heads: Row = ("Week of", "Days", "State", "Sets", "Time")
    if has_runs:
        heads = (*heads, "Runs", "Running", "Distance")
    return Section(
        "Weeks against targets",
        paragraphs,
        heads if shown else (),
        [_week_row(each, has_runs=has_runs) for each in shown],
        weeks=[each.week for each in shown if each.week.state is not None],
    )


def _week_row(each: ReportWeek, *, has_runs: bool) -> Row:
    week = each.week
    row = (
        _day(week.start),
        f"{week.days} of {week.target}",
        STATE_WORDS[week.state] if week.state else NONE,
        str(week.sets),
        duration(week.active_seconds) if week.sessions else NONE,
    )
    if not has_runs:
        return row
    runs = each.runs
    hard = f" ({runs.hard} hard)" if runs.hard else ""
    return (
        *row,
        f"{runs.number}{hard}" if runs.number else NONE,
        NONE if runs.minutes is None else f"{runs.minutes:.0f} min",
        NONE if runs.km is None else f"{number(round(runs.km, 1))} km",
    )


def _moves(report: Report) -> Section:
    if not report.moves:
        return Section("Loads and repetitions", ["No set was done in these weeks."])
    return Section(
        "Loads and repetitions",
        [
            "Loads are in kg in all, at the first and the last session. Effort is the mean of the "
            "answers from 1 to 10, pain the worst of those from 0 to 10."
        ],
        ("Move", "Leg", "Days", "kg", "Last", "In all", "Effort", "Pain"),
        [_move_row(each, report.names[each.exercise]) for each in report.moves],
        trends=report.move_trends,
    )


def _move_row(each: MoveSums, name: str) -> Row:
    totals = each.totals
    load = number(each.last_kg)
    if each.first_kg != each.last_kg:
        load = f"{number(each.first_kg)} → {load}"
    amounts = (
        count(totals.landings, "landing") if totals.landings else "",
        count(totals.reps, "rep") if totals.reps else "",
        duration(totals.seconds) if totals.seconds else "",
    )
    return (
        name,
        each.side,
        str(each.days),
        load if totals.load else NONE,
        _sets(each.last),
        ", ".join(filter(None, amounts)),
        _rounded(each.effort),
        str(totals.worst) if totals.pains else NONE,
    )


def _sets(doses: Sequence[Dose]) -> str:
    """Returns "3 × 15", "3 × 60 s", or "15, 15, 12"."""
    said = [f"{number(each.amount)}{' s' if each.reps is None else ''}" for each in doses]
    return f"{len(said)} × {said[0]}" if len(set(said)) == 1 else ", ".join(said)


def _pain(report: Report) -> Section:
    pain = report.pain
    if not pain.answered and not pain.mornings:
        return Section("Pain", ["No question about pain was answered in these weeks."])
    paragraphs = [
        f"{count(pain.answered, 'set')} answered, {pain.painful} of them above 0 of 10. "
        f"The app asks to carry on up to {CARRY_ON}, not to add load and not to jump from "
        f"{CARRY_ON + 1} to {TOO_MUCH}, and to end the move above {TOO_MUCH}."
    ]
    if pain.mornings:
        asked = count(len(pain.mornings), "morning")
        paragraphs.append(
            f"{asked} after a session answered: {_worst_and_mean(pain.mornings)}. "
            "The question is about the whole session, so one that hurt at two places counts at "
            "both. Higher are mornings with more pain than the worst of their session."
        )
    return Section(
        "Pain by place, and the mornings after",
        paragraphs,
        ("Place", "Sessions", "Worst", "Mean", "Last", "Mornings after", "Higher")
        if pain.places
        else (),
        [_place_row(each) for each in pain.places],
        trends=() if report.pain_trend is None else (report.pain_trend,),
    )


def _place_row(each: PainAt) -> Row:
    return (
        each.place,
        str(each.sessions),
        str(each.worst),
        _rounded(each.mean),
        _day(each.last),
        _worst_and_mean(each.mornings) if each.mornings else "not answered",
        f"{each.higher} of {len(each.mornings)}" if each.mornings else NONE,
    )


def _worst_and_mean(answers: Sequence[int]) -> str:
    return f"worst {max(answers)}, mean {_rounded(sum(answers) / len(answers))}"


def _tests(report: Report) -> Section:
    tests = [*([] if report.earlier is None else [report.earlier]), *report.tests]
    noise = (
        f"Repetitions differ by ±{NOISE} from day to day: a change of {LIKELY_REAL} or more is "
        "likely real (Hébert-Losier 2017)."
    )
    if not tests:
        return Section("Heel-rise tests", ["No test has been kept."])
    paragraphs = [noise, *_typical(report), *([report.imbalance] if report.imbalance else [])]
    if report.earlier is not None:
        paragraphs.append("The first row is the last test before these weeks.")
    says_why = any(each.ended_by for each in tests)
    return Section(
        "Heel-rise tests",
        paragraphs,
        ("Day", "Left", "Right", "Weaker leg", *(("Ended by",) if says_why else ())),
        [_test_row(each, says_why=says_why) for each in tests],
        trends=report.test_trends,
    )


def _typical(report: Report) -> Iterator[str]:
    """The band of the runner's decade of life, where age and sex are known."""
    if report.typical is None or report.sex is None or report.age is None:
        return
    who, typical = WORDS_OF_SEX[report.sex], report.typical
    first, last = 20, 10 + 10 * len(TYPICAL[report.sex])
    decade = min(last, max(first, report.age // 10 * 10))
    yield (
        f"Typical for {who} in their {decade}s: {typical}, with a day's noise {typical - NOISE} to "
        f"{typical + NOISE} (Hébert-Losier 2017). A band and no grade: another study found no "
        "effect of age, and medians of 25 and 24."
    )


def _test_row(each: HeelRiseTest, *, says_why: bool) -> Row:
    percent = symmetry(each)
    return (
        _day(each.local_date),
        NONE if each.left is None else str(each.left),
        NONE if each.right is None else str(each.right),
        NONE if percent is None else f"{percent:.0f} % of the stronger",
        *((each.ended_by or NONE,) if says_why else ()),
    )


def _time_off(report: Report) -> Section:
    rows = sorted(
        (
            *((each.start, ("pause", _span(each), each.reason or NONE)) for each in report.pauses),
            *(
                (each.date, ("stopped for pain", _day(each.date), _why(each.sign, each.places)))
                for each in report.stops
            ),
        )
    )
    if not rows:
        return Section("Pauses and stops for pain", ["None in these weeks."])
    return Section(
        "Pauses and stops for pain", (), ("What", "When", "Why"), [row for _, row in rows]
    )


def _why(sign: str, places: Sequence[str]) -> str:
    where = f"pain: {', '.join(places)}" if places else ""
    return "; ".join(filter(None, (sign, where))) or NONE


def _span(pause: Pause) -> str:
    until = ", still on" if pause.end is None else f" to {_day(pause.end)}"
    return f"{_day(pause.start)}{until}"


def _notes(report: Report) -> Section:
    notes = [(_day(day), lines) for day, lines in report.notes or ()]
    return Section("Notes", () if notes else ["None in these weeks."], notes=notes)


def _rounded(value: float | None) -> str:
    return NONE if value is None else number(round(value, 1))


def _day(day: date) -> str:
    return f"{day:%d %b %Y}"
