"""The records: sessions, sets, targets, pauses, tests. Their fields are those of the data file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import Dose, Side, Tempo

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

    @property
    def started_wall(self) -> datetime:
        """The naive local time at which it started, where it took place."""
        return local_time(self.started_at, self.utc_offset_minutes)


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
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        """Returns whether the pause includes a day from `first` to `last`, both included."""
        return self.start <= last and (self.end is None or first <= self.end)


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


def local_time(moment: datetime, utc_offset_minutes: int) -> datetime:
    """Returns the naive time that a clock with this UTC offset shows at an aware moment."""
    return moment.astimezone(timezone.utc).replace(tzinfo=None) + timedelta(
        minutes=utc_offset_minutes
    )


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
