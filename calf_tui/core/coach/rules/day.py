"""The day that the rules are asked about, with its week."""

from __future__ import annotations

from itertools import groupby, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK, SETS_OF_A_TRAINING_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from calf_tui.core.coach.runner_state import Known, Trained, Wish

    MovesOf = Mapping[str, Sequence[str]]
    """The moves of each routine by its id."""


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
    def training_days_left(self) -> int:
        """On how many days of the week after today the runner trains: any, where none is named."""
        weekdays = self.known.profile.weekdays
        if not weekdays:
            return self.left
        ahead = range(1, self.left + 1)
        return sum((self.today.weekday() + days) % DAYS_OF_A_WEEK in weekdays for days in ahead)

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
    left = DAYS_OF_A_WEEK - 1 - (today - known.week_start).days
    return Day(known, today, at, wish, days, left, moves_of, left_out)


def sessions_left(
    sessions: Iterable[str], trained: Iterable[Trained], moves_of: MovesOf
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
        done = _first_done(left, of_day, moves_of)
        if done is not None:
            left.remove(done)
    return tuple(left)


def _first_done(
    sessions: Sequence[str], of_day: Sequence[Trained], moves_of: MovesOf
) -> str | None:
    routines = [each.routine for each in of_day if each.sets >= SETS_OF_A_TRAINING_DAY]
    moves = {
        move
        for each in of_day
        for move, legs in each.moves.items()
        if any(leg is not None and leg.sets for leg in legs)
    }
    own = (each for each in sessions if each in routines)
    equal = (each for each in sessions if has_all_moves(each, moves, moves_of))
    return next(own, None) or next(equal, None)


def has_all_moves(session: str, moves: Collection[str], moves_of: MovesOf) -> bool:
    """Whether these are all the moves of a session that the coach knows, and there are any."""
    asked = LADDERS.keys() & set(moves_of.get(session, ()))
    return bool(asked) and asked <= set(moves)
