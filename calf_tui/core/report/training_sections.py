"""The sections of a report on training: its weeks and its moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_totals import EASING, ExerciseTotals
from calf_tui.core.progress.met_and_missed_weeks import Week, totals_of
from calf_tui.core.progress.progress_text import STATE_WORDS
from calf_tui.core.progress.trends import SIDES, Measure, move_trends, names_as_done, title_of
from calf_tui.core.records.coach_records import Run, RunSums, run_sums
from calf_tui.core.report.sections import NONE, Period, Row, Section, clean, day_words, rounded
from calf_tui.core.routines.routine import Dose, Side
from calf_tui.core.text.formatting import count, duration, long_duration, name_from_id, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from calf_tui.core.progress.trends import Trend
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

CHARTED: tuple[Measure, ...] = ("load", "reps", "landings", "time")
"""The charts of a move that a report shows [ours]."""


def weeks_section(period: Period) -> Section:
    """Returns the weeks with their targets and runs."""
    snapshot = period.snapshot
    every = tuple(_weeks_with_runs(period))
    shown = [(week, runs) for week, runs in every if week.state is not None or runs.number]
    days = [each for each in snapshot.days if period.start <= each.date <= snapshot.today]
    totals = totals_of(days)
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
    streak = snapshot.progress.streak
    paragraphs = [summary]
    if streak.best:
        paragraphs.append(
            f"Weeks in a row that met their target: {streak.current} up to now, "
            f"{streak.best} at best."
        )
    if any(week.state == "frozen" for week, _ in shown):
        paragraphs.append("A frozen week had a pause or a stop for pain, and is not missed.")
    has_runs = any(runs.number for _, runs in shown)
    heads: Row = ("Week of", "Days", "State", "Sets", "Time")
    if has_runs:
        heads = (*heads, "Runs", "Running", "Distance")
    return Section(
        "Weeks against targets",
        paragraphs,
        heads if shown else (),
        [(*_week_row(week), *(_run_cells(runs) if has_runs else ())) for week, runs in shown],
        weeks=[week for week, _ in shown if week.state is not None],
    )


def _weeks_with_runs(period: Period) -> Iterator[tuple[Week, RunSums]]:
    snapshot, calendar = period.snapshot, period.snapshot.calendar
    number_of_weeks = calendar.week_of(snapshot.today) - calendar.week_of(period.start) + 1
    runs: dict[date, list[Run]] = {}
    for each in snapshot.coach.runs:
        if period.start <= each.local_date <= snapshot.today:
            runs.setdefault(calendar.week_start(each.local_date), []).append(each)
    for week in snapshot.progress_until(snapshot.today, number_of_weeks).weeks:
        yield week, run_sums(runs.get(week.start, ()))


def _week_row(week: Week) -> Row:
    return (
        day_words(week.start),
        f"{week.days} of {week.target}",
        STATE_WORDS[week.state] if week.state else NONE,
        str(week.sets),
        duration(week.active_seconds) if week.sessions else NONE,
    )


def _run_cells(runs: RunSums) -> Row:
    hard = f" ({runs.hard} hard)" if runs.hard else ""
    return (
        f"{runs.number}{hard}" if runs.number else NONE,
        NONE if runs.minutes is None else f"{runs.minutes:.0f} min",
        NONE if runs.km is None else f"{number(round(runs.km, 1))} km",
    )


def moves_section(period: Period, names: Mapping[str, str]) -> Section:
    """Returns what was done of each move; `names` are the moves' names by id."""
    snapshot = period.snapshot
    own = {move: clean(names.get(move, name_from_id(move))) for move in snapshot.moves}
    known = names_as_done(snapshot, own)
    moves = move_sums(period.sessions)
    if not moves:
        return Section("Loads and repetitions", ["No set was done in these weeks."])
    return Section(
        "Loads and repetitions",
        [
            "Loads are in kg in all, at the first and the last session. Effort is the mean of the "
            "answers from 1 to 10, pain the worst of those from 0 to 10."
        ],
        ("Move", "Leg", "Days", "kg", "Last", "In all", "Effort", "Pain"),
        [_move_row(each, known[each.exercise]) for each in moves],
        trends=tuple(period.drawable(_charts(period, known))),
    )


def _charts(period: Period, names: Mapping[str, str]) -> Iterator[Trend]:
    """The charts of the moves that load the calves; stretches and rolling are in the table."""
    loading = {
        title_of(measure, move, names[move])
        for move in names.keys() - EASING
        for measure in CHARTED
    }
    return (each for each in move_trends(period.snapshot, names) if each.title in loading)


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
        rounded(each.effort),
        str(totals.worst) if totals.pains else NONE,
    )


def _sets(doses: Sequence[Dose]) -> str:
    """Returns "3 × 15", "3 × 60 s", or "15, 15, 12"."""
    said = [f"{number(each.amount)}{' s' if each.reps is None else ''}" for each in doses]
    return f"{len(said)} × {said[0]}" if len(set(said)) == 1 else ", ".join(said)


@dataclass(frozen=True, slots=True)
class MoveSums:
    """A move on a side: on how many days, with which loads in kg, and how much of it in all.

    `first_kg` and `last_kg` are the heaviest loads of the first and the last session. `last` is
    what was done in each set of the last session. `effort` is the mean of the answers (1-10), None
    where nothing was answered.
    """

    exercise: str
    side: Side
    days: int
    first_kg: float
    last_kg: float
    last: tuple[Dose, ...]
    effort: float | None
    totals: ExerciseTotals


def move_sums(sessions: Iterable[SessionRecord]) -> tuple[MoveSums, ...]:
    """Returns the sums: strength moves first, then the most trained first; sides side by side.

    `sessions` are oldest first. What was skipped does not count.
    """
    found: dict[tuple[str, Side], list[tuple[date, list[SetRecord]]]] = {}
    for session in sessions:
        sets: dict[tuple[str, Side], list[SetRecord]] = {}
        for each in session.sets:
            if each.done.amount > 0:
                sets.setdefault((each.exercise, each.side), []).append(each)
        for key, done in sets.items():
            found.setdefault(key, []).append((session.local_date, done))
    sums = [_sums(move, side, done) for (move, side), done in found.items()]
    days: dict[str, int] = {}
    for one in sums:
        days[one.exercise] = max(days.get(one.exercise, 0), one.days)

    def place(one: MoveSums) -> tuple[object, ...]:
        return one.exercise in EASING, -days[one.exercise], one.exercise, SIDES.index(one.side)

    return tuple(sorted(sums, key=place))


def _sums(move: str, side: Side, done: list[tuple[date, list[SetRecord]]]) -> MoveSums:
    """The sums of a move on a side; `done` are the days of its sessions with its sets."""
    loads = [max(each.load_kg for each in sets) for _, sets in done]
    every = [each for _, sets in done for each in sets]
    efforts = [each.rpe for each in every if each.rpe is not None]
    totals = ExerciseTotals()
    for each in every:
        totals.add(each)
    return MoveSums(
        move,
        side,
        days=len({day for day, _ in done}),
        first_kg=loads[0],
        last_kg=loads[-1],
        last=tuple(each.done for each in done[-1][1]),
        effort=sum(efforts) / len(efforts) if efforts else None,
        totals=totals,
    )
