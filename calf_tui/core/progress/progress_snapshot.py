"""The records at one moment, and what follows from them, computed once for all screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeVar

from calf_tui.core.progress.met_and_missed_weeks import Progress, progress_of
from calf_tui.core.progress.training_calendar import (
    DayState,
    WeekCalendar,
    days_of,
    state_of,
)
from calf_tui.core.records.coach_records import (
    NO_COACH_RECORDS,
    UNKNOWN_PROFILE,
    CoachAnswer,
    CoachRecords,
    PlanEntry,
    Profile,
    Run,
)
from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.settings import FirstDay
from calf_tui.core.text.formatting import run_sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from calf_tui.core.ports import History
    from calf_tui.core.progress.exercise_totals import MoveWeeks
    from calf_tui.core.progress.training_calendar import Day

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class ProgressSnapshot:
    """All records, and what follows from them on the date `today`.

    `sessions`, `targets`, `pauses` and `tests` are oldest first. Each property is computed when it
    is first read.
    """

    today: date
    sessions: tuple[SessionRecord, ...]
    targets: tuple[Target, ...] = ()
    pauses: tuple[Pause, ...] = ()
    tests: tuple[HeelRiseTest, ...] = ()
    first_day_of_week: FirstDay = "monday"
    coach: CoachRecords = NO_COACH_RECORDS

    @classmethod
    def of_history(
        cls, history: History, today: date, first_day_of_week: FirstDay
    ) -> ProgressSnapshot:
        """Returns the snapshot of a history; raises `UserError`."""
        records = (history.sessions(), history.targets(), history.pauses(), history.tests())
        coach = CoachRecords(
            history.kept(Run),
            history.kept(CoachAnswer),
            (UNKNOWN_PROFILE, *history.kept(Profile))[-1],
            history.kept(PlanEntry),
        )
        return cls(today, *records, first_day_of_week, coach)

    def has_records_of(self, other: ProgressSnapshot) -> bool:
        """Returns whether the other snapshot has the same day, records and first day of the week.

        The sessions must be the same object, because comparing ten years of them takes too long.
        """
        is_same = self.sessions is other.sessions
        return is_same and replace(self, sessions=()) == replace(other, sessions=())

    @cached_property
    def calendar(self) -> WeekCalendar:
        """The calendar that numbers the weeks."""
        return WeekCalendar(self.first_day_of_week)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The dates with sessions, oldest first."""
        return days_of(self.sessions)

    @cached_property
    def sessions_until_today(self) -> tuple[SessionRecord, ...]:
        """The sessions without those dated after today."""
        if all(each.local_date <= self.today for each in self.sessions):
            return self.sessions
        return tuple(each for each in self.sessions if each.local_date <= self.today)

    @cached_property
    def progress(self) -> Progress:
        """Streak, totals, and every week since the first session."""
        return self.progress_until(self.today, None)

    @cached_property
    def moves(self) -> MoveWeeks:
        """The totals of each move by side and week, up to today."""
        from calf_tui.core.progress.exercise_totals import exercise_weeks

        return exercise_weeks(self.sessions_until_today, self.calendar)

    def progress_until(self, date: date, weeks: int | None) -> Progress:
        """Returns the progress on a date, with `weeks` weeks, None for all."""
        if date == self.today and weeks is not None and weeks <= len(self.progress.weeks):
            every = self.progress.weeks
            return replace(self.progress, weeks=every[len(every) - weeks :])
        return progress_of(
            date,
            self.days,
            self.targets,
            self.pauses,
            first_day_of_week=self.first_day_of_week,
            count=weeks,
        )

    def day(self, date: date) -> Day | None:
        """Returns the sums of a date; None if it has no session."""
        return self._by_date.get(date)

    def days_of_year(self, year: int) -> tuple[Day, ...]:
        """Returns the dates of a year with sessions, oldest first."""
        return self._by_year.get(year, ())

    def state(self, date: date) -> DayState:
        """Returns the state of a date."""
        return state_of(date, self.day(date), self.today, self.pauses)

    def sessions_of(self, dates: Sequence[date]) -> tuple[SessionRecord, ...]:
        """Returns the sessions of these dates, oldest first."""
        places = (self._places_by_date.get(each, ()) for each in set(dates))
        return tuple(self.sessions[place] for place in sorted(chain.from_iterable(places)))

    def runs_of(self, date: date) -> tuple[Run, ...]:
        """Returns the runs of a date."""
        return self._runs_by_date.get(date, ())

    @property
    def is_empty(self) -> bool:
        """Whether neither a session nor a run is kept."""
        return not self.sessions and not self.coach.runs

    @cached_property
    def _runs_by_date(self) -> dict[date, tuple[Run, ...]]:
        return _grouped((each.local_date, each) for each in self.coach.runs)

    @cached_property
    def _places_by_date(self) -> dict[date, tuple[int, ...]]:
        """The places in `sessions` by date."""
        return _grouped((each.local_date, place) for place, each in enumerate(self.sessions))

    @cached_property
    def _by_year(self) -> dict[int, tuple[Day, ...]]:
        return {year: tuple(days) for year, days in groupby(self.days, lambda day: day.date.year)}

    @cached_property
    def _by_date(self) -> dict[date, Day]:
        return {day.date: day for day in self.days}


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the present week. `runs` is the sign of its runs, empty if there is none."""

    date: date
    state: DayState
    runs: str
    is_today: bool


def week_days(snapshot: ProgressSnapshot) -> tuple[WeekDay, ...]:
    """Returns the days of the present week, in the order of the runner's calendar."""
    calendar, today = snapshot.calendar, snapshot.today
    return tuple(
        WeekDay(
            day,
            snapshot.state(day),
            run_sign(runs) if (runs := snapshot.runs_of(day)) else "",
            day == today,
        )
        for day in calendar.week_days(today)
    )


def last_days(snapshot: ProgressSnapshot, routines: Collection[str]) -> dict[str, date]:
    """Returns the day on which each of these routines was last trained, by id; up to today."""
    found: dict[str, date] = {}
    for session in reversed(snapshot.sessions_until_today):
        if session.routine in routines and finished_sets(session.sets):
            found.setdefault(session.routine, session.local_date)
            if len(found) == len(routines):
                break
    return found


def _grouped(dated: Iterable[tuple[date, Kept]]) -> dict[date, tuple[Kept, ...]]:
    """Returns what belongs to each date, in its order."""
    found: dict[date, tuple[Kept, ...]] = {}
    for day, each in dated:
        found[day] = (*found.get(day, ()), each)
    return found
