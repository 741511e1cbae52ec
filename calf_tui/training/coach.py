"""What the runner tells the coach, kept: runs, tests, answers, the profile, the plan."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import (
    UNKNOWN,
    CoachAnswer,
    Profile,
    Run,
)
from calf_tui.core.records.editing import require_possible, stamped, wall_time
from calf_tui.core.records.session_record import HeelRiseTest, training_date
from calf_tui.core.runs.imported_runs import is_possible, run_of, sorted_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.runner_state import Answer
    from calf_tui.core.ports import Clock, History
    from calf_tui.core.routines.routine import Side
    from calf_tui.core.runs.imported_runs import Activity, Sorted
    from calf_tui.core.settings import Settings

A_DAY = timedelta(days=1)
NOON = time(12, 0)
"""When a test on another day was taken, as far as anybody knows [ours]."""


class Coach:
    """Keeps what the coach goes by, on disk when a method returns. Every method raises `UserError`.

    `settings` give those in force, which say when a day begins.
    """

    def __init__(self, clock: Clock, history: History, settings: Callable[[], Settings]) -> None:
        self._clock = clock
        self._history = history
        self._settings = settings

    @property
    def today(self) -> date:
        """The training day that it is now."""
        return training_date(self._clock.now(), self._settings().day_cutoff)

    @property
    def profile(self) -> Profile:
        """What the runner said once."""
        return (UNKNOWN, *self._history.kept(Profile))[-1]

    def run_of(
        self, day: date | None, minutes: float | None, km: float | None, *, hard: bool
    ) -> Run:
        """A run on a day (today); nothing is kept yet. Minutes or km have to be given."""
        day = day or self.today
        require_possible(day, self.today, "run")
        if minutes is None and km is None:
            raise UserError("Say how long the run was: its minutes, its kilometres, or both.")
        return Run(day, minutes, km, hard)

    def same_run(self, run: Run) -> Run | None:
        """One that is kept, of the same day and length."""
        for each in self._history.kept(Run):
            if (each.local_date, each.minutes, each.km) == (run.local_date, run.minutes, run.km):
                return each
        return None

    def add_run(self, run: Run) -> Run:
        """Keeps it."""
        run = stamped(replace(run, id=_new_id()), self._clock.now())
        self._history.keep(run)
        return run

    def sorted_runs(self, activities: Iterable[Activity]) -> Sorted:
        """Which runs of files are new, and how many are here, or were deleted; nothing is kept.

        Those are left out that begin in the future, or last longer than any run.
        """
        now = self._clock.now()
        found = [
            (each, run_of(each, self._day_of(each.start)))
            for each in activities
            if each.start <= now + A_DAY and is_possible(each)
        ]
        kept = self._history.kept(Run)
        return sorted_runs(found, kept, self._history.known_ids(Run))

    def add_imported(self, runs: Sequence[Run]) -> None:
        """Keeps runs of files, all or none of them."""
        self._history.keep_all(runs)

    def delete_run(self, run: Run) -> None:
        """Takes a run out."""
        self._history.take_out(Run, run.id)

    def test_of(self, day: date | None, left: int | None, right: int | None) -> HeelRiseTest:
        """A heel-rise test done elsewhere; nothing is kept yet. One leg has to be given."""
        is_today = day is None or day == self.today
        day = day or self.today
        require_possible(day, self.today, "test")
        if left is None and right is None:
            raise UserError("Say how often a heel rose: of the left leg, the right one, or both.")
        cutoff = self._settings().day_cutoff
        taken = self._clock.now() if is_today else self._clock.at(wall_time(day, NOON, cutoff))
        taken = taken.astimezone(timezone.utc)
        return HeelRiseTest(_new_id(), taken, day, left, right, taken)

    def same_test(self, test: HeelRiseTest) -> HeelRiseTest | None:
        """One that is kept, of the same day and with the same result."""
        for each in self._history.tests():
            is_of_day = each.local_date == test.local_date
            if is_of_day and (each.left, each.right) == (test.left, test.right):
                return each
        return None

    def add_test(self, test: HeelRiseTest) -> HeelRiseTest:
        """Keeps it."""
        test = replace(test, updated_at=self._now())
        self._history.save_test(test)
        return test

    def answer_suggestion(
        self, exercise: str, side: Side, level: Level, *, is_accepted: bool
    ) -> CoachAnswer:
        """Keeps that more of a move was accepted, or refused, which holds it for a week.

        `level` is the one that was suggested.
        """
        return self._answer(
            CoachAnswer(
                self.today,
                "accepted" if is_accepted else "refused",
                exercise,
                side,
                form=level.form,
                reps=level.reps,
                seconds=level.seconds,
                load_kg=level.load_kg,
            )
        )

    def answer_stop(self, answer: Answer, place: str | None = None) -> CoachAnswer:
        """Keeps what became of a stop for pain at a place; None answers for all places."""
        return self._answer(CoachAnswer(self.today, answer, place=place))

    def change_profile(self, **changes: Any) -> Profile:
        """Keeps the profile with these fields changed."""
        profile = stamped(replace(self.profile, **changes), self._clock.now())
        self._history.keep(profile)
        return profile

    def _answer(self, answer: CoachAnswer) -> CoachAnswer:
        answer = stamped(replace(answer, id=_new_id()), self._clock.now())
        self._history.keep(answer)
        return answer

    def _day_of(self, start: datetime) -> date:
        """The day a run counts for, where the runner is at home."""
        guess = start.astimezone(self._clock.now().tzinfo).replace(tzinfo=None)
        here = start.astimezone(self._clock.at(guess).tzinfo)
        return training_date(here, self._settings().day_cutoff)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(timezone.utc)


def _new_id() -> str:
    return str(uuid.uuid4())
