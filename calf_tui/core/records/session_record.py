"""The records: sessions, sets, targets, pauses, tests. Their fields are those of the data file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import Dose, Side, Tempo

if TYPE_CHECKING:
    from calf_tui.core.records.set_amounts import SetAmounts


Outcome = Literal["done", "short", "skipped"]
Status = Literal["completed", "partial", "stopped_pain"]
NEVER = datetime(1970, 1, 1, tzinfo=timezone.utc)
"""The `updated_at` of a record that was not saved yet or does not have one."""
TIMESTAMP_STEP = timedelta(milliseconds=1)
"""The smallest time between two changes: the file keeps milliseconds."""
YEARS = range(1900, 9000)
"""The years that a record may have; date arithmetic fails nearer to the calendar's ends [ours]."""
EARLIEST = datetime(YEARS[0], 1, 1, tzinfo=timezone.utc)
LATEST = datetime(YEARS[-1], 12, 31, 23, 59, 59, 999_000, tzinfo=timezone.utc)
_LAST_BUT_ONE = LATEST - TIMESTAMP_STEP


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set on one side, with what was planned and what was done.

    `tempo` is None for timed and free sets. `rpe` (rate of perceived exertion) is 1-10, `pain`
    0-10; they are None if not answered. `ended_at` is aware, in UTC.
    """

    exercise: str
    set: int
    side: Side
    planned: Dose
    done: Dose
    load_kg: float
    outcome: Outcome
    ended_at: datetime
    tempo: Tempo | None = None
    rpe: int | None = None
    pain: int | None = None
    pain_site: str | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the set was done, or short with at least half of the planned amount."""
        return is_finished(self.outcome, self.planned, self.done)


class KnownSets(Sequence[SetRecord]):
    """A sequence of sets of which the most important is known before any of them is read."""

    __slots__ = ()

    @property
    @abstractmethod
    def finished(self) -> int:
        """What `finished_sets` returns for these sets."""

    @property
    @abstractmethod
    def amounts(self) -> Sequence[SetAmounts]:
        """The amounts of these sets."""

    @property
    @abstractmethod
    def exercises(self) -> frozenset[str]:
        """What `exercises_in` returns for these sets."""

    @property
    @abstractmethod
    def pain_sites(self) -> frozenset[str]:
        """Where these sets hurt."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session.

    `id` is a uuid. `started_at`, `ended_at` and `updated_at` are aware, in UTC; `local_date` is
    the date the session counts for and is never recomputed. `active_seconds` are the seconds from
    start to end without the pauses. `planned_sets` is how many sets the routine has, if the session
    ended before it reached all of them; else None. `stop_sign` is the id of the sign for which it
    was stopped, where one was chosen.
    """

    id: str
    routine: str
    routine_name: str
    status: Status
    started_at: datetime
    ended_at: datetime
    utc_offset_minutes: int
    local_date: date
    active_seconds: float
    sets: Sequence[SetRecord]
    updated_at: datetime
    note: str = ""
    morning_pain: int | None = None
    planned_sets: int | None = None
    stop_sign: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A weekly target of `days` training days (1-7), from the week that contains `start` on.

    `id` is a uuid, empty until it is saved. `updated_at` is aware, in UTC.
    """

    start: date
    days: int
    id: str = ""
    updated_at: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Pause:
    """A break from training that the runner entered.

    `start` and `end` are both included; `end` is None while it lasts. `id` is a uuid, empty until
    it is saved. `updated_at` is aware, in UTC.
    """

    start: date
    end: date | None = None
    reason: str = ""
    id: str = ""
    updated_at: datetime = NEVER

    def covers(self, day: date) -> bool:
        """Returns whether the pause includes the day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class HeelRiseTest:
    """A heel-rise test: the repetitions of each leg, None for a leg that was not tested.

    `ended_by` says why the test ended, if that was noted. `id` is a uuid; `taken_at` and
    `updated_at` are aware, in UTC; `local_date` is the date the test counts for.
    """

    id: str
    taken_at: datetime
    local_date: date
    left: int | None
    right: int | None
    updated_at: datetime
    ended_by: str | None = None


def changed_at(now: datetime, before: datetime) -> datetime:
    """Returns the `updated_at` of a change made now, later than `before`; all three are aware."""
    return max(now, min(before, _LAST_BUT_ONE) + TIMESTAMP_STEP)


def offset_minutes(moment: datetime) -> int:
    """Returns the UTC offset of an aware time, in whole minutes."""
    return int((moment.utcoffset() or timedelta(0)).total_seconds() // 60)


def is_finished(outcome: Outcome, planned: Dose, done: Dose) -> bool:
    """Whether a set was done, or short with at least half of the planned amount."""
    if outcome != "short":
        return outcome == "done"
    return done.amount * 2 >= planned.amount


def outcome_of(planned: Dose, done: Dose) -> Outcome:
    """Returns the outcome of a set for which `planned` was planned and `done` was done."""
    if done.amount >= planned.amount:
        return "done"
    return "short" if done.amount > 0 else "skipped"


def training_date(started: datetime, day_cutoff: time) -> date:
    """Returns the date a session counts for: its local start minus the cut-off [ours]."""
    cutoff = timedelta(hours=day_cutoff.hour, minutes=day_cutoff.minute)
    return (started.replace(tzinfo=None) - cutoff).date()


class SideOfSet(Protocol):
    """Which set of a session this is, and on which side."""

    @property
    def exercise(self) -> str:
        """The id of its exercise."""

    @property
    def set(self) -> int:
        """The number of the set, from 1."""

    @property
    def side(self) -> Side:
        """The side."""


def count_sets(sets: Iterable[SideOfSet]) -> int:
    """Returns the number of sets; the left and the right side of one set count as one."""
    count = 0
    sides: dict[tuple[str, int], list[int]] = {}
    for each in sets:
        if each.side == "both":
            count += 1
            continue
        left_right = sides.setdefault((each.exercise, each.set), [0, 0])
        side = each.side == "right"
        left_right[side] += 1
        # The second side of a set that was counted already adds nothing.
        count += left_right[side] > left_right[not side]
    return count


class SetCount(NamedTuple):
    """The number of finished sets, of those among them that were done in part, and of all planned.

    A set is finished from half of it on, and with one of its two sides. Weeks, training days and
    every text count in this way.
    """

    finished: int
    in_part: int
    planned: int


def counted(sets: Sequence[SetRecord], planned: int | None) -> SetCount:
    """Returns the count of these sets. `planned` is None if the session reached all that it has.

    Then a move with sets on only one side was planned for one side.
    """
    finished = count_sets(each for each in sets if each.is_finished)
    in_part = max(0, finished - _count_full(sets, is_whole=planned is None))
    return SetCount(finished, in_part, max(planned or 0, count_sets(sets)))


def _count_full(sets: Iterable[SetRecord], *, is_whole: bool) -> int:
    """Returns how many sets were done in full; a set with two sides counts if both sides were."""
    count = 0
    full: dict[tuple[str, int], list[int]] = {}
    sides: dict[str, set[Side]] = {}
    for each in sets:
        if each.side == "both":
            count += each.outcome == "done"
            continue
        sides.setdefault(each.exercise, set()).add(each.side)
        left_right = full.setdefault((each.exercise, each.set), [0, 0])
        left_right[each.side == "right"] += each.outcome == "done"
    for (exercise, _), left_right in full.items():
        is_one_sided = is_whole and len(sides[exercise]) == 1
        count += max(left_right) if is_one_sided else min(left_right)
    return count


def set_count(record: SessionRecord) -> SetCount:
    """Returns how many sets of the session are finished, and of how many.

    If the record does not say how many sets were planned, its own sets are the plan.
    """
    return counted(tuple(record.sets), record.planned_sets)


def finished_sets(sets: Iterable[SetRecord]) -> int:
    """Returns the number of finished sets; left and right of one set count as one."""
    if isinstance(sets, KnownSets):
        return sets.finished
    return count_sets(each for each in sets if each.is_finished)


def sets_of_day(sessions: Sequence[SessionRecord], record: SessionRecord) -> int:
    """Returns the finished sets of a session's date; `sessions`, oldest first, may lack it."""
    day = takewhile(lambda each: each.local_date >= record.local_date, reversed(sessions))
    others = (e for e in day if e.local_date == record.local_date and e.id != record.id)
    return finished_sets(record.sets) + sum(finished_sets(each.sets) for each in others)


def exercises_in(sets: Iterable[SetRecord]) -> frozenset[str]:
    """Returns the ids of the exercises of these sets."""
    if isinstance(sets, KnownSets):
        return sets.exercises
    return frozenset(each.exercise for each in sets)
