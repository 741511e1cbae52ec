"""Saves what the runner tells the coach: runs, tests, answers, the profile, the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.rules.stop_rules import answers_about, open_stops
from calf_tui.core.errors import UserError
from calf_tui.core.progress.met_and_missed_weeks import start_of_week
from calf_tui.core.records.coach_records import (
    UNKNOWN_PROFILE,
    CoachAnswer,
    PlanChange,
    PlanEntry,
    Profile,
    Run,
)
from calf_tui.core.records.imported_runs import is_possible, run_of, sorted_runs
from calf_tui.core.records.record_edits import require_possible, wall_time, with_new_timestamp
from calf_tui.core.records.session_record import NEVER, HeelRiseTest, training_date
from calf_tui.training.undoable_change import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from calf_tui.core.coach.past_sessions import StopAnswer
    from calf_tui.core.coach.runner_state import RunnerState
    from calf_tui.core.ports import Clock, History
    from calf_tui.core.records.imported_runs import Activity, SortedRuns
    from calf_tui.core.settings import Settings

A_DAY = timedelta(days=1)
NOON = time(12, 0)
"""The assumed time of a test on another day [ours]."""


class CoachRecordEditor:
    """Saves and reads the records of the coach; a change is on disk when its method returns.

    `settings` returns the current settings, which say when a day begins. Every method may raise
    `UserError`.
    """

    def __init__(self, clock: Clock, history: History, settings: Callable[[], Settings]) -> None:
        self._clock = clock
        self._history = history
        self._settings = settings

    @property
    def today(self) -> date:
        """Today's training day."""
        return training_date(self._clock.now(), self._settings().day_cutoff)

    @property
    def this_week(self) -> date:
        """The first day of the week that contains today."""
        return start_of_week(self.today, self._settings().first_day_of_week)

    @property
    def profile(self) -> Profile:
        """The runner's profile."""
        return (UNKNOWN_PROFILE, *self._history.kept(Profile))[-1]

    def run_of(
        self, day: date | None, minutes: float | None, km: float | None, *, hard: bool
    ) -> Run:
        """Makes a run on a day, by default today, without saving it.

        Raises `UserError` if both minutes and kilometres are missing.
        """
        day = day or self.today
        require_possible(day, self.today, "run")
        if minutes is None and km is None:
            raise UserError("Say how long the run was: its minutes, its kilometres, or both.")
        return Run(day, minutes, km, hard)

    def same_run(self, run: Run) -> Run | None:
        """Returns a saved run of the same day and length."""
        wanted = run.local_date, run.minutes, run.km
        kept = self._history.kept(Run)
        return next((e for e in kept if (e.local_date, e.minutes, e.km) == wanted), None)

    def add_run(self, run: Run) -> Run:
        """Saves a run."""
        run = with_new_timestamp(replace(run, id=new_id()), self._clock.now())
        self._history.keep(run)
        return run

    def sorted_runs(self, activities: Sequence[Activity]) -> SortedRuns:
        """Finds the runs of files that are new, and counts those already saved or deleted.

        Runs that begin in the future or last too long are counted as `odd`. Nothing is saved.
        """
        latest = self._clock.now() + A_DAY
        possible = [each for each in activities if is_possible(each) and each.start <= latest]
        found = [(each, run_of(each, self._day_of(each.start))) for each in possible]
        result = sorted_runs(found, self._history.kept(Run), self._history.known_ids(Run))
        return result._replace(impossible=len(activities) - len(possible))

    def add_imported(self, runs: Sequence[Run]) -> None:
        """Saves runs of files, all or none of them."""
        self._history.keep_all(runs)

    def test_of(self, day: date | None, left: int | None, right: int | None) -> HeelRiseTest:
        """Makes a heel-rise test done elsewhere, without saving it.

        Raises `UserError` if the results of both legs are missing.
        """
        is_today = day is None or day == self.today
        day = day or self.today
        require_possible(day, self.today, "test")
        if left is None and right is None:
            raise UserError("Say how often a heel rose: of the left leg, the right one, or both.")
        cutoff = self._settings().day_cutoff
        taken = self._clock.now() if is_today else self._clock.at(wall_time(day, NOON, cutoff))
        taken = taken.astimezone(timezone.utc)
        return HeelRiseTest(new_id(), taken, day, left, right, taken)

    def same_test(self, test: HeelRiseTest) -> HeelRiseTest | None:
        """Returns a saved test of the same day with the same result."""
        wanted = test.local_date, test.left, test.right
        tests = self._history.tests()
        return next((e for e in tests if (e.local_date, e.left, e.right) == wanted), None)

    def add_test(self, test: HeelRiseTest) -> HeelRiseTest:
        """Saves a test."""
        test = replace(test, updated_at=self._clock.now().astimezone(timezone.utc))
        self._history.keep(test)
        return test

    def remove_last_test(self, day: date | None) -> HeelRiseTest:
        """Takes the last test out, or the last one of a day; returns it.

        Raises `UserError` if there is none.
        """
        found = [each for each in self._history.tests() if day in (None, each.local_date)]
        if not found:
            of_day = "" if day is None else f" of {day:%d %b %Y}"
            raise UserError(f"There is no heel-rise test{of_day}; `calf-tui history` lists them.")
        self._history.take_out(HeelRiseTest, found[-1].id)
        return found[-1]

    def suggestions(self) -> tuple[CoachAnswer, ...]:
        """Returns the answers to suggested increases, oldest first."""
        return tuple(each for each in self._history.kept(CoachAnswer) if each.is_of_load)

    def answer_stop(self, state: RunnerState, answer: StopAnswer) -> None:
        """Saves an answer for the place of each stop for pain not settled, or answered today.

        Raises `UserError` if there is none, or if "gone" is not enough.
        """
        stops = open_stops(state) or tuple(
            stop
            for stop in state.past.stops
            if any(each.local_date == self.today for each in answers_about(state, stop))
        )
        if not stops:
            raise UserError("No session was stopped for pain that is not settled by now.")
        needing = [stop for stop in stops if stop.needs_check]
        if needing and answer == "gone":
            raise UserError(
                f"What you stopped for on {needing[-1].date:%d %b %Y} is for a professional to "
                "see: say `checked` once it was."
            )
        for place in dict.fromkeys(stop.place for stop in stops):
            self.save_answer(CoachAnswer(self.today, answer, place=place))

    def save_answer(self, answer: CoachAnswer) -> tuple[CoachAnswer | None, CoachAnswer]:
        """Saves an answer; it replaces the one of the same date, move and leg, or place.

        Returns that one, if there is one, and the answer as it is saved.
        """

        def place(one: CoachAnswer) -> tuple[object, ...]:
            return one.local_date, one.exercise, one.side, one.place

        same = (each for each in self._history.kept(CoachAnswer) if place(each) == place(answer))
        before = next(same, None)
        answer = replace(
            answer,
            id=before.id if before else new_id(),
            updated_at=before.updated_at if before else answer.updated_at,
        )
        answer = with_new_timestamp(answer, self._clock.now())
        self._history.keep(answer)
        return before, answer

    def use_plan(self, plan: str, target_before: int | None = None) -> PlanEntry:
        """Uses the plan with this id from today on; an empty id means no plan."""
        return self._add_entry(PlanEntry(self.today, plan, target_before=target_before))

    def change_week(self, plan: str, change: PlanChange) -> PlanEntry:
        """Moves, skips or repeats this week of the plan in use."""
        return self._add_entry(PlanEntry(self.today, plan, change))

    def last_change_of_week(self) -> PlanEntry | None:
        """How this week of the plan was changed last, if it was."""
        kept = self._history.kept(PlanEntry)
        of_week = (each for each in reversed(kept) if each.start >= self.this_week)
        last = next(of_week, None)
        return None if last is None or last.change == "used" else last

    def delete_entry(self, entry: PlanEntry) -> None:
        """Undoes a change of the plan."""
        self._history.take_out(PlanEntry, entry.id)

    def change_profile(self, **changes: Any) -> Profile:
        """Changes fields of the profile."""
        profile = with_new_timestamp(replace(self.profile, **changes), self._clock.now())
        self._history.keep(profile)
        return profile

    def _add_entry(self, entry: PlanEntry) -> PlanEntry:
        now = self._clock.now()
        before = max((each.updated_at for each in self._history.kept(PlanEntry)), default=NEVER)
        entry = with_new_timestamp(
            replace(entry, id=new_id(), updated_at=before), now
        )  # the last one holds
        self._history.keep(entry)
        return entry

    def _day_of(self, start: datetime) -> date:
        """Returns the training day of a run, in the runner's time zone."""
        guess = start.astimezone(self._clock.now().tzinfo).replace(tzinfo=None)
        here = start.astimezone(self._clock.at(guess).tzinfo)
        return training_date(here, self._settings().day_cutoff)
