"""Week, streak and days as text. It never urges the runner on through pain or above the target."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.progress.met_and_missed_weeks import Progress, Week, WeekState, totals_of
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK, Day
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import WEEK, amount_in_words, count, run_amount, run_sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.coach_records import Run
    from calf_tui.core.records.session_record import Pause

STATE_WORDS: dict[WeekState, str] = {
    "met": "met",
    "in_progress": "under way",
    "frozen": "frozen",
    "missed": "missed",
}

TRAINED, UNTRAINED = "●", "·"
LONGEST_MONTH = 31
ABOUT_A_YEAR = 330
"""Days after which the year is named, because the month alone would mislead [ours]."""
ROOMY = 49
"""The cells that a full row of a week needs."""


def week_in_words(progress: Progress) -> str:
    """Returns "2 of 3 this week, 4 days left", or an invitation if there is no session yet."""
    if not progress.totals.sessions:
        return "Your first session starts week one."
    week = progress.this_week
    if week.days > week.target:
        return f"{week.days} days this week, target of {week.target} met"
    done = f"{week.days} of {week.target} this week"
    if week.state == "met":
        return done
    if week.state == "frozen":
        return f"{done}, frozen: take the time you need"
    if progress.days_left:
        return f"{done}, {formatting.count(progress.days_left, 'day')} left"
    return f"{done}, a new week starts tomorrow"


def streak_in_words(progress: Progress) -> str:
    """Returns "5 weeks in a row, best 9"."""
    streak = progress.streak
    if streak.current:
        return f"{formatting.count(streak.current, 'week')} in a row, best {streak.best}"
    if streak.best:
        return f"Best so far: {formatting.count(streak.best, 'week')} in a row"
    return "A streak begins with the first week that meets its target."


def week_line(week: Week, pauses: Iterable[Pause] = ()) -> str:
    """Returns "16 Nov 2026: 2 of 3 days, frozen (holiday), 31 sets, 56 min"."""
    said = [formatting.days_of_target(week.days, week.target)]
    if week.state:
        said.append(STATE_WORDS[week.state] + _reasons(_pauses_in(week, pauses)))
    if week.sessions:
        said += [formatting.count(week.sets, "set"), formatting.duration(week.active_seconds)]
    return f"{week.start:%d %b %Y}: {', '.join(said)}"


def week_row(week: Week, pauses: Iterable[Pause] = (), width: int = ROOMY) -> str:
    """Returns the same in columns; below `ROOMY` cells without the sets and the pauses."""
    state = STATE_WORDS[week.state] if week.state else ""
    duration = f"{formatting.duration(week.active_seconds):>7}"
    if width < ROOMY:
        return f"{week.start:%d %b %Y} {week.days}/{week.target} {state:<9} {duration}"
    sets = f"{formatting.count(week.sets, 'set'):>8}"
    days = f"{week.days} of {week.target}"
    columns = (f"{week.start:%d %b %Y}", days, f"{state:<9}", sets, duration)
    return "  ".join(columns) + _reasons(_pauses_in(week, pauses))


def calendar_rows(snapshot: ProgressSnapshot) -> list[tuple[date, str]]:
    """Returns a row with its date for each day with sessions, pause and run, newest first."""
    rows = [
        *((day.date, _day_row(day)) for day in snapshot.days),
        *((pause.start, _pause_row(pause)) for pause in snapshot.pauses),
        *((run.local_date, _run_row(run)) for run in snapshot.coach.runs),
    ]
    return sorted(rows, key=lambda row: row[0], reverse=True)


def _day_row(day: Day) -> str:
    return (
        f"{day.date:%a %d %b %Y}  {formatting.count(day.sets, 'set'):>8}  "
        f"{formatting.duration(day.active_seconds):>7}{'  stopped for pain' if day.stopped else ''}"
    )


def _pause_row(pause: Pause) -> str:
    until = "from then on" if pause.end is None else f"to {pause.end:%d %b %Y}"
    return f"{pause.start:%a %d %b %Y}  paused {until}{_reasons([pause])}"


def _run_row(run: Run) -> str:
    return f"{run.local_date:%a %d %b %Y}  {run_sign([run])} run, {run_amount(run)}"


def day_line(snapshot: ProgressSnapshot, date: date, *, brief: bool = False) -> str:
    """Returns "Tue 17 Nov 2026: 2 sessions, 18 sets, 34 min"; if `brief`, without this year."""
    day, state = snapshot.day(date), snapshot.state(date)
    said = []
    if day is not None:
        if day.sessions > 1:
            said.append(formatting.count(day.sessions, "session"))
        said += [formatting.count(day.sets, "set"), formatting.duration(day.active_seconds)]
    if state == "stopped":
        said.append("stopped for pain")
    if runs := snapshot.runs_of(date):
        said.append(f"{run_sign(runs)} {runs_in_words(runs, date)}")
    pauses = [each for each in snapshot.pauses if each.covers(date)]
    if pauses:
        said.append("paused" + _reasons(pauses))
    elif state == "future":
        said.append("still to come")
    nothing = "nothing yet" if date == snapshot.today else "nothing"
    year = "" if brief and date.year == snapshot.today.year else f" {date.year}"
    return f"{date:%a %d %b}{year}: {', '.join(said) or nothing}"


def year_line(snapshot: ProgressSnapshot, year: int) -> str:
    """Returns "2026: 142 training days, 2310 sets, 61 h 5 min"."""
    totals = totals_of(snapshot.days_of_year(year))
    days = formatting.count(totals.training_days, "training day")
    sets = formatting.count(totals.sets, "set")
    return f"{year}: {days}, {sets}, {formatting.long_duration(totals.active_seconds)}"


class MonthRow(NamedTuple):
    """A month: its name, a mark for each of its days in 31 columns, and its sums."""

    name: str
    marks: str
    sums: str


def month_rows(snapshot: ProgressSnapshot, year: int) -> Iterator[MonthRow]:
    """Yields the months of a year up to today."""
    of_month: dict[int, list[Day]] = {}
    for day in snapshot.days_of_year(year):
        of_month.setdefault(day.date.month, []).append(day)
    for month in range(1, 13):
        if (year, month) > (snapshot.today.year, snapshot.today.month):
            return
        days = of_month.get(month, [])
        totals = totals_of(days)
        count = formatting.count(totals.training_days, "day")
        sums = (
            f"{count:<7}  {totals.sets:>4} sets  {formatting.long_duration(totals.active_seconds)}"
        )
        trained = {day.date.day for day in days if day.is_training_day}
        marks = "".join(
            TRAINED if number in trained else UNTRAINED
            for number in range(1, monthrange(year, month)[1] + 1)
        )
        name = f"{date(year, month, 1):%b}"
        yield MonthRow(name, f"{marks:<{LONGEST_MONTH}}", sums if days else "–")


def day_in_short(day: date | None, today: date) -> str:
    """ "today", "Tue" within a week, "3 Nov" within a year, else "2024"; "" for no day."""
    if day is None:
        return ""
    back = (today - day).days
    if back == 0:
        return "today"
    if back < DAYS_OF_A_WEEK:
        return f"{day:%a}"
    return f"{day.day} {day:%b}" if back < ABOUT_A_YEAR else f"{day.year}"


def _pauses_in(week: Week, pauses: Iterable[Pause]) -> Iterable[Pause]:
    """Yields the pauses that include a day of the week."""
    last = week.start + timedelta(days=DAYS_OF_A_WEEK - 1)
    return (each for each in pauses if each.overlaps(week.start, last))


def _reasons(pauses: Iterable[Pause]) -> str:
    reasons = ", ".join(filter(None, (each.reason for each in pauses)))
    return f" ({reasons})" if reasons else ""


def running_this_week(runs: Iterable[Run], week_start: date) -> str:
    """ "Running this week: 2 runs, 85 min, 15 km"; empty where there was none."""
    said = runs_in_words(runs, week_start)
    return f"Running this week: {said}" if said else ""


def runs_in_words(runs: Iterable[Run], start: date) -> str:
    """ "2 runs, 85 min, 15 km, 1 hard", of a week; empty where there was none."""
    from calf_tui.core.records.coach_records import run_sums  # the first frame needs no records

    sums = run_sums(each for each in runs if start <= each.local_date < start + WEEK)
    if not sums.number:
        return ""
    tail = "" if not sums.hard else ", hard" if sums.number == 1 else f", {sums.hard} hard"
    return f"{count(sums.number, 'run')}, {amount_in_words(sums.minutes, sums.km)}{tail}"
