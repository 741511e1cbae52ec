"""The day that the rules are asked about, with its week."""

from __future__ import annotations

from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.plan_sessions import sessions_left
from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.coach.rules.day_rules import WEEK_DAYS
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from calf_tui.core.coach.runner_state import Known, Wish


class Day(NamedTuple):
    """The day asked about. `at` is the wall time, where it is known; `days` were trained in its
    week, `left` are the days of the week after it. `moves_of` gives a routine's moves by its id;
    those that are `left_out` are not proposed.
    """

    known: Known
    today: date
    at: datetime | None
    wish: Wish | None
    days: int
    left: int
    moves_of: Mapping[str, Sequence[str]] = MappingProxyType({})
    left_out: frozenset[str] = frozenset()

    @property
    def needed(self) -> int:
        """Training days still missing this week."""
        return self.known.target - self.days

    @property
    def sessions_left(self) -> tuple[str, ...]:
        """The sessions of the plan's week that are not done yet, in turn."""
        plan, start = self.known.plan, self.known.week_start
        if plan is None:
            return ()
        latest = takewhile(lambda each: each.date >= start, reversed(self.known.past.sessions))
        week = [each for each in latest if each.date <= self.today][::-1]
        return sessions_left(plan.week(self.known.plan_week).sessions, week, self.moves_of)

    @property
    def own_days_left(self) -> int:
        """On how many days of the week after today the runner trains."""
        ahead = range(1, self.left + 1)
        weekdays = self.known.profile.weekdays
        return sum((self.today.weekday() + days) % WEEK_DAYS in weekdays for days in ahead)

    @property
    def is_other_day(self) -> bool:
        """Whether the runner named days to train on, and this is none of them."""
        weekdays = self.known.profile.weekdays
        return bool(weekdays) and self.today.weekday() not in weekdays

    def has_every_move(self, routine: str) -> bool:
        """Whether all six moves are in that routine, and none of them is left out."""
        return LADDERS.keys() <= set(self.moves_of.get(routine, ())) - self.left_out

    def has_done(self, routine: str) -> bool:
        """Whether that routine was trained today."""
        return any(
            each.date == self.today
            and each.routine == routine
            and each.sets >= SETS_OF_A_TRAINING_DAY
            for each in self.known.past.sessions
        )


def day_of(
    known: Known,
    today: date,
    at: datetime | None,
    wish: Wish | None,
    moves_of: Mapping[str, Sequence[str]] = MappingProxyType({}),
    left_out: frozenset[str] = frozenset(),
) -> Day:
    """The day with its week."""
    days = known.past.training_days(known.week_start, today)
    left = WEEK_DAYS - 1 - (today - known.week_start).days
    return Day(known, today, at, wish, days, left, moves_of, left_out)
