"""What the coach knows of a runner on a day: everything that a rule may ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby, takewhile
from typing import Literal

from calf_tui.core.coach.past_sessions import LONG_OFF_DAYS, NOTHING_TRAINED, Past, TrainedSession
from calf_tui.core.coach.training_plan import Plan
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK, SETS_OF_A_TRAINING_DAY
from calf_tui.core.records.coach_records import UNKNOWN_PROFILE, CoachAnswer, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause
from calf_tui.core.routines.progression_ladder import END_KG, LADDERS, Level
from calf_tui.core.session.interrupted_session import StartedSession

DayType = Literal["before-run", "after-run", "rest-day"]
FIRST_WEEKS_DAYS = 14
WEEKS_BEFORE = 4
"""Of running, with whose mean a week is compared."""


@dataclass(frozen=True)
class RunnerState:
    """What is known on the day `today`, whose week begins with `week_start`.

    `at` is the wall time; without it two dates apart are 48 h. `day_type` is what the runner says
    the day is.
    `target` are the training days of the week, `met_weeks` the weeks met in a row before it.
    `deload` is the day on which a deload week was taken. `suggestions` are the answers to suggested
    increases, `clearances` those about stops for pain. `plan` is in its week `plan_week`, from 0.
    `begun` is a session that has not ended. `moves_of` gives the moves of each routine by its id;
    those `left_out` are not proposed.
    """

    today: date
    at: datetime | None = None
    day_type: DayType | None = None
    past: Past = NOTHING_TRAINED
    week_start: date = date.min
    target: int = 3
    met_weeks: int = 0
    runs: tuple[Run, ...] = ()
    tests: tuple[HeelRiseTest, ...] = ()
    suggestions: tuple[CoachAnswer, ...] = ()
    clearances: tuple[CoachAnswer, ...] = ()
    profile: Profile = UNKNOWN_PROFILE
    plan: Plan | None = None
    plan_week: int = 0
    deload: date | None = None
    begun: StartedSession | None = None
    pauses: tuple[Pause, ...] = ()
    moves_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @property
    def heel_raises(self) -> int | None:
        """What the weaker leg can do, by the last test or by what the runner said."""
        for test in reversed(self.tests):
            legs = [each for each in (test.left, test.right) if each is not None]
            if legs:
                return min(legs)
        return self.profile.heel_raises

    @property
    def most_kg(self) -> float:
        """The heaviest load that the runner has, in all."""
        if not self.profile.has_dumbbells:
            return 0.0
        return END_KG if self.profile.heaviest_kg is None else self.profile.heaviest_kg

    def plan_limit(self, exercise: str) -> Level | None:
        """The highest level of a move in this week of the plan; None where there is none."""
        return None if self.plan is None else self.plan.week(self.plan_week).most.get(exercise)

    def pause_on(self, day: date) -> Pause | None:
        """The pause that includes the day; of several the one that lasts longest."""
        covering = [each for each in self.pauses if each.covers(day)]
        return max(covering, key=lambda each: each.end or date.max, default=None)

    @property
    def unpaused_days_left(self) -> int:
        """How many of the days left are in no pause."""
        if not self.pauses:
            return self.days_left
        last = min(self.today.toordinal() + self.days_left, date.max.toordinal())
        ahead = map(date.fromordinal, range(self.today.toordinal() + 1, last + 1))
        return sum(self.pause_on(each) is None for each in ahead)

    @cached_property
    def days_trained(self) -> int:
        """The training days of this week so far."""
        return self.past.training_days(self.week_start, self.today)

    @property
    def days_missing(self) -> int:
        """The training days still missing this week."""
        return self.target - self.days_trained

    @property
    def days_left(self) -> int:
        """The days of this week after today."""
        return DAYS_OF_A_WEEK - 1 - (self.today - self.week_start).days

    @property
    def training_days_left(self) -> int:
        """On how many of the days left the runner trains: on any, where none is named."""
        weekdays = self.profile.weekdays
        if not weekdays:
            return self.days_left
        ahead = range(1, self.days_left + 1)
        return sum((self.today.weekday() + days) % DAYS_OF_A_WEEK in weekdays for days in ahead)

    @property
    def is_other_day(self) -> bool:
        """Whether the runner named days to train on, and this is none of them."""
        weekdays = self.profile.weekdays
        return bool(weekdays) and self.today.weekday() not in weekdays

    def has_done(self, routine: str) -> bool:
        """Whether that routine was trained today."""
        return any(
            each.date == self.today
            and each.routine == routine
            and each.sets >= SETS_OF_A_TRAINING_DAY
            for each in self.past.sessions
        )

    @property
    def sessions_left(self) -> tuple[str, ...]:
        """The sessions of the plan's week that are not done yet, in turn."""
        if self.plan is None:
            return ()
        latest = takewhile(lambda each: each.date >= self.week_start, reversed(self.past.sessions))
        week = [each for each in latest if each.date <= self.today][::-1]
        return sessions_left(self.plan.week(self.plan_week).sessions, week, self.moves_of)

    @cached_property
    def is_first_weeks(self) -> bool:
        """Whether these are the first two weeks of training, or of it again after four off."""
        resumed, last = self.past.resumed, self.past.last
        if resumed is None or last is None:
            return True
        is_new = (self.today - resumed).days < FIRST_WEEKS_DAYS
        return is_new or (self.today - last.date).days >= LONG_OFF_DAYS

    @property
    def deload_end(self) -> date | None:
        """The first day after the deload week that was taken last."""
        return None if self.deload is None else self.deload + timedelta(days=DAYS_OF_A_WEEK)

    @cached_property
    def is_deload(self) -> bool:
        """Whether the day lies in a deload week that the runner took."""
        end = self.deload_end
        return self.deload is not None and end is not None and self.deload <= self.today < end

    @cached_property
    def days_to_race(self) -> int | None:
        """In how many days the race is, within a week; a race-week plan ends with its race."""
        race = self.profile.race
        if race is None and self.plan is not None and self.plan.is_race_week:
            race = self.week_start + timedelta(days=DAYS_OF_A_WEEK - 1)
        days = None if race is None else (race - self.today).days
        return days if days is not None and 0 <= days < DAYS_OF_A_WEEK else None

    @property
    def has_half_the_sets(self) -> bool:
        """Whether a deload or race week halves the sets."""
        return self.is_deload or self.days_to_race is not None

    @cached_property
    def running_rise(self) -> int | None:
        """By how many percent this week's running is above the mean of four, if over a third.

        [ours]
        """
        weeks = [0.0] * (WEEKS_BEFORE + 1)
        oldest = 0
        for run in self.runs:
            week = (self.week_start - run.local_date).days
            back = 0 if week <= 0 else (week + DAYS_OF_A_WEEK - 1) // DAYS_OF_A_WEEK
            if week > -DAYS_OF_A_WEEK:
                oldest = max(oldest, back)
                if back <= WEEKS_BEFORE:
                    weeks[back] += run.length
        kept = min(oldest, WEEKS_BEFORE)
        if not kept:
            return None
        mean = sum(weeks[1 : kept + 1]) / kept
        if weeks[0] <= mean * 4 / 3 or not weeks[0]:
            return None
        return round(100 * (weeks[0] / mean - 1)) if mean else 100


def sessions_left(
    sessions: Iterable[str],
    trained: Iterable[TrainedSession],
    moves_of: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """The sessions of a plan's week that nothing trained in it has done, in turn.

    `trained` is oldest first. A training day does one session at most: the one whose routine it
    had, with two finished sets or more, or one that is equal to it, as all its moves were trained.
    So a few stretches do not take the place of Strength, while Daily six may. [ours]
    """
    left = list(sessions)
    for _, day in groupby(trained, key=lambda each: each.date):
        of_day = list(day)
        if sum(each.sets for each in of_day) < SETS_OF_A_TRAINING_DAY:
            continue
        routines = [each.routine for each in of_day if each.sets >= SETS_OF_A_TRAINING_DAY]
        moves = {
            move
            for each in of_day
            for move, legs in each.moves.items()
            if any(leg is not None and leg.sets for leg in legs)
        }
        own = (each for each in left if each in routines)
        equal = (each for each in left if has_all_moves(each, moves, moves_of))
        done = next(own, None) or next(equal, None)
        if done is not None:
            left.remove(done)
    return tuple(left)


def has_all_moves(
    session: str, moves: Collection[str], moves_of: Mapping[str, Sequence[str]]
) -> bool:
    """Whether these are all the moves of a session that the coach knows, and there are any."""
    asked = LADDERS.keys() & set(moves_of.get(session, ()))
    return bool(asked) and asked <= set(moves)
