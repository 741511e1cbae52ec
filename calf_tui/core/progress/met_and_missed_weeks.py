"""The weeks, the streak and the totals of a runner."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.training_calendar import Day, WeekCalendar
from calf_tui.core.settings import DEFAULT_WEEKLY_TARGET, FirstDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calf_tui.core.records.session_record import Pause, Target

WeekState = Literal["met", "frozen", "in_progress", "missed"]


@dataclass(frozen=True, slots=True)
class Week:
    """One week, with its training days and its target.

    `sets` are finished sets. `state` is None in weeks before that of the first session.
    """

    start: date
    days: int
    target: int
    state: WeekState | None
    sessions: int
    sets: int
    active_seconds: float


@dataclass(frozen=True, slots=True)
class Streak:
    """Met weeks in a row, not interrupted by frozen ones: the present run and the longest ever."""

    current: int
    best: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of all days up to today. `sets` are finished sets."""

    sessions: int
    training_days: int
    sets: int
    active_seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a runner on a date. `weeks` are oldest first and end with the present one.

    `days_left` are the days of that week after today, plus today if it is not a training day yet.
    """

    as_of: date
    streak: Streak
    days_left: int
    weeks: tuple[Week, ...]
    totals: Totals

    @property
    def this_week(self) -> Week:
        """The week that contains the date."""
        return self.weeks[-1]


def progress_of(
    today: date,
    days: Sequence[Day],
    targets: Sequence[Target],
    pauses: Iterable[Pause],
    *,
    first_day_of_week: FirstDay,
    count: int | None,
) -> Progress:
    """Returns the progress on `today`; later days are left out [ours].

    `days` and `targets` are oldest first. `count` is how many weeks to list, None for all since the
    first session; there are fewer at the start of the calendar.
    """
    days = days[: bisect_right(days, today, key=lambda day: day.date)]
    calendar = WeekCalendar(first_day_of_week)
    current = calendar.week_of(today)
    first = calendar.week_of(days[0].date) if days else current
    count = current - first + 1 if count is None else count
    numbers = range(max(0, min(first, current - count + 1)), current + 1)
    by_week = {
        number: tuple(group)
        for number, group in groupby(days, key=lambda day: calendar.week_of(day.date))
    }
    frozen = _paused_weeks(pauses, numbers, calendar)
    frozen |= {number for number, held in by_week.items() if any(day.stopped for day in held)}
    weeks = tuple(
        _week(
            calendar.start_of(number),
            by_week.get(number, ()),
            target,
            _unmet_state(number, first, current, frozen),
        )
        for number, target in zip(numbers, _targets(targets, numbers, calendar), strict=True)
    )
    has_counted = bool(days) and days[-1].date == today and days[-1].is_training_day
    return Progress(
        as_of=today,
        streak=streak_of(week.state for week in weeks),
        days_left=calendar.days_after(today) + (not has_counted),
        weeks=weeks[max(0, len(weeks) - count) :],
        totals=totals_of(days),
    )


def start_of_week(day: date, first_day_of_week: FirstDay) -> date:
    """Returns the first day of the week that contains this day."""
    return WeekCalendar(first_day_of_week).week_start(day)


def streak_of(states: Iterable[WeekState | None]) -> Streak:
    """Returns the streak of weeks, oldest first; the last one is the present week [ours].

    A met week makes the run longer. A frozen week and a week in progress leave it as it is. A
    missed week, or one before the first session (None), ends it.
    """
    run = best = 0
    for state in states:
        if state == "met":
            run += 1
            best = max(best, run)
        elif state in ("missed", None):
            run = 0
    return Streak(current=run, best=best)


def target_in_week(targets: Sequence[Target], day: date, first_day_of_week: FirstDay) -> int:
    """Returns the target of the week that contains this day."""
    calendar = WeekCalendar(first_day_of_week)
    number = calendar.week_of(day)
    return _targets(targets, range(number, number + 1), calendar)[0]


def _targets(targets: Sequence[Target], numbers: range, calendar: WeekCalendar) -> list[int]:
    """Returns the target of each week: the latest that starts in it or before it."""
    starts = [calendar.week_of(target.start) for target in targets]
    days = [DEFAULT_WEEKLY_TARGET, *(target.days for target in targets)]
    return [days[bisect_right(starts, number)] for number in numbers]


def _paused_weeks(pauses: Iterable[Pause], numbers: range, calendar: WeekCalendar) -> set[int]:
    """Returns the weeks that overlap a pause; a pause without an end reaches to the last week."""
    paused: set[int] = set()
    for pause in pauses:
        begin = max(calendar.week_of(pause.start), numbers[0])
        end = min(calendar.week_of(pause.end), numbers[-1]) if pause.end else numbers[-1]
        paused.update(range(begin, end + 1))
    return paused


def _unmet_state(number: int, first: int, current: int, frozen: set[int]) -> WeekState | None:
    """Returns the state of a week whose target is not met."""
    if number < first:
        return None
    if number in frozen:
        return "frozen"
    return "in_progress" if number == current else "missed"


def _week(start: date, days: tuple[Day, ...], target: int, unmet: WeekState | None) -> Week:
    sums = totals_of(days)
    state = "met" if sums.training_days >= target else unmet
    return Week(
        start, sums.training_days, target, state, sums.sessions, sums.sets, sums.active_seconds
    )


def totals_of(days: Sequence[Day]) -> Totals:
    """Returns the totals of these days."""
    return Totals(
        sessions=sum(day.sessions for day in days),
        training_days=sum(day.is_training_day for day in days),
        sets=sum(day.sets for day in days),
        active_seconds=fsum(day.active_seconds for day in days),
    )
