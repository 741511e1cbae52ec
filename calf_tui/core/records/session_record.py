"""What is kept of a session. The fields are those of the file on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.routines.exercise import Tempo
from calf_tui.core.routines.routine import Dose, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

Outcome = Literal["done", "short", "skipped"]
Status = Literal["completed", "partial", "stopped_pain"]
NEVER = datetime(1970, 1, 1, tzinfo=timezone.utc)
"""When something was changed that was not kept yet, or that does not say."""
A_MOMENT = timedelta(milliseconds=1)
"""What two changes are told apart by: the file keeps milliseconds."""
YEARS = range(1900, 9000)
"""Of dates and instants that are kept; nearer to the calendar's edges nobody can reckon [ours]."""
EARLIEST = datetime(YEARS[0], 1, 1, tzinfo=timezone.utc)
LATEST = datetime(YEARS[-1], 12, 31, 23, 59, 59, 999_000, tzinfo=timezone.utc)


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set on one side: planned and done apart.

    `tempo` is None for timed and free sets. `rpe` is 1-10, `pain` 0-10; None where not answered.
    `ended_at` is aware, in UTC.
    """

    exercise: str
    set: int
    side: Side
    planned: Dose
    done: Dose
    tempo: Tempo | None
    load_kg: float
    outcome: Outcome
    ended_at: datetime
    rpe: int | None = None
    pain: int | None = None
    pain_site: str | None = None

    @property
    def is_finished(self) -> bool:
        """Done, or short with at least half of the plan."""
        return self.outcome == "done" or (
            self.outcome == "short" and self.done.amount * 2 >= self.planned.amount
        )


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session.

    `id` is a uuid. `started_at`, `ended_at` and `updated_at` are aware, in UTC; `local_date` is
    the date the session counts for and is never recomputed. `active_seconds` are the seconds from
    start to end without the pauses. `planned_sets` is how many sets the routine asked for, where
    the session ended before it came to all of them; else None.
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


@dataclass(frozen=True, slots=True)
class Target:
    """Training days a week (1-7), holding from the week that contains `start` on.

    `id` is a uuid, empty while it is not kept. `updated_at` is aware, in UTC.
    """

    start: date
    days: int
    id: str = ""
    updated_at: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Pause:
    """A time off the runner entered; both days included, no `end` while it lasts.

    `id` is a uuid, empty while it is not kept. `updated_at` is aware, in UTC.
    """

    start: date
    end: date | None = None
    reason: str = ""
    id: str = ""
    updated_at: datetime = NEVER

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class HeelRiseTest:
    """How often each heel rose before the test's end: repetitions of one leg, then the other.

    A leg that was not tested is None. `ended_by` says what ended it, where that was noted. `id` is
    a uuid; `taken_at` and `updated_at` are aware, in UTC; `local_date` is as a session's.
    """

    id: str
    taken_at: datetime
    local_date: date
    left: int | None
    right: int | None
    updated_at: datetime
    ended_by: str | None = None


def changed_at(now: datetime, before: datetime) -> datetime:
    """When a change of now is said to be: after the one before, whatever the clock says; aware."""
    return max(now, min(before, LATEST - A_MOMENT) + A_MOMENT)


def outcome_of(planned: Dose, done: Dose) -> Outcome:
    """What a set that ended with this much came to."""
    if done.amount >= planned.amount:
        return "done"
    return "short" if done.amount > 0 else "skipped"


def training_date(started: datetime, day_cutoff: time) -> date:
    """The date a session counts for: the local date of its start, minus the cut-off [ours].

    `started` is aware, in the runner's time zone.
    """
    cutoff = timedelta(hours=day_cutoff.hour, minutes=day_cutoff.minute)
    return (started.replace(tzinfo=None) - cutoff).date()


def count_sets(sets: Iterable[SetRecord]) -> int:
    """How many sets these are; left and right of one set count as one."""
    count = 0
    sides: dict[tuple[str, int], list[int]] = {}
    for each in sets:
        if each.side == "both":
            count += 1
            continue
        left_right = sides.setdefault((each.exercise, each.set), [0, 0])
        side = each.side == "right"
        left_right[side] += 1
        # One more only where this side has come further than the other.
        count += left_right[side] > left_right[not side]
    return count


class SetCount(NamedTuple):
    """Sets done in full, of those that were planned."""

    done: int
    planned: int


class SetPlace(NamedTuple):
    """Which set it is, on which side, and whether it was done in full."""

    exercise: str
    set: int
    side: Side
    is_done: bool


def count_done(sets: Iterable[SetPlace], *, is_whole: bool) -> int:
    """How many sets were done in full; one with two sides only where both of them were.

    `is_whole`: whether the session came to all of its sets. Then a move of which there is one side
    only was meant for one side.
    """
    count = 0
    done: dict[tuple[str, int], list[int]] = {}
    sides: dict[str, set[Side]] = {}
    for each in sets:
        if each.side == "both":
            count += each.is_done
            continue
        sides.setdefault(each.exercise, set()).add(each.side)
        done.setdefault((each.exercise, each.set), [0, 0])[each.side == "right"] += each.is_done
    for (exercise, _), left_right in done.items():
        is_one_sided = is_whole and len(sides[exercise]) == 1
        count += max(left_right) if is_one_sided else min(left_right)
    return count


def set_count(record: SessionRecord) -> SetCount:
    """How many sets of the session were done in full, of all its routine asked for.

    Skipped sets, and sets cut short, are planned and not done. Where the record does not say what
    was planned, that is what it came to.
    """
    places = (SetPlace(s.exercise, s.set, s.side, s.outcome == "done") for s in record.sets)
    done = count_done(places, is_whole=record.planned_sets is None)
    return SetCount(done, max(record.planned_sets or 0, count_sets(record.sets)))


def sets_in_part(record: SessionRecord) -> int:
    """How many sets count as finished though not done in full: cut short, or one side of two."""
    return max(0, finished_sets(record.sets) - set_count(record).done)


def finished_sets(sets: Iterable[SetRecord]) -> int:
    """How many sets were finished; left and right of one set count as one."""
    return count_sets(each for each in sets if each.is_finished)
