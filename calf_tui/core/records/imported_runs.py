"""Turns the runs of files into records, and tells new runs from saved ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_OID, uuid5

from calf_tui.core.records.coach_records import LONGEST_RUN, Run, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

A_MINUTE = timedelta(minutes=1)
ALIKE = 0.1
"""The relative difference up to which a typed and an imported run of a day are the same [ours]."""
YEARS = range(1980, 8999)


class Activity(NamedTuple):
    """A run in a file: its aware start, seconds, metres; None for what the file does not say."""

    start: datetime
    seconds: float | None
    metres: float | None
    source: Source


class SortedRuns(NamedTuple):
    """The new runs, the number of those already saved, and the number of impossible ones."""

    new: tuple[Run, ...]
    saved: int = 0
    impossible: int = 0


def is_possible(activity: Activity) -> bool:
    """Whether an activity has a possible year and a possible time or distance."""
    minutes, km = LONGEST_RUN
    limits = ((activity.seconds, minutes * 60), (activity.metres, km * 1000))
    is_said = any(each is not None for each, _ in limits)
    is_short = all(each is None or 0 < each <= most for each, most in limits)
    return is_said and is_short and activity.start.year in YEARS


def run_of(activity: Activity, day: date) -> Run:
    """Returns the record of an activity; its id follows from its start, to the minute."""
    minutes = None if activity.seconds is None else round(activity.seconds / 60, 1)
    km = None if activity.metres is None else round(activity.metres / 1000, 2)
    utc = activity.start.astimezone(timezone.utc)
    return Run(day, minutes, km, source=activity.source, id=_id_at(utc), updated_at=utc)


def sorted_runs(
    found: Iterable[tuple[Activity, Run]], kept: Iterable[Run], known: Collection[str]
) -> SortedRuns:
    """Finds the new runs. `kept` has the saved ones, `known` the ids of saved and deleted ones.

    The same run from two programs may begin some seconds apart.
    """
    typed = [each for each in kept if each.source == "typed"]
    seen = set(known)
    new: list[Run] = []
    saved = 0
    for activity, run in found:
        near = {_id_at(activity.start + shift) for shift in (-A_MINUTE, 0 * A_MINUTE, A_MINUTE)}
        same = next((each for each in typed if _is_alike(each, run)), None)
        if near & seen or same is not None:
            saved += 1
            if same is not None and not near & seen:
                typed.remove(same)
        else:
            new.append(run)
        seen.add(run.id)
    return SortedRuns(tuple(new), saved)


def _id_at(start: datetime) -> str:
    minute = start.astimezone(timezone.utc).replace(second=0, microsecond=0)
    return str(uuid5(NAMESPACE_OID, f"run {minute.isoformat()}"))


def _is_alike(typed: Run, run: Run) -> bool:
    if typed.local_date != run.local_date:
        return False
    pairs = ((typed.minutes, run.minutes), (typed.km, run.km))
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return bool(both) and all(abs(one - other) <= ALIKE * max(one, other) for one, other in both)
