"""The sums of each date: sessions, finished sets, and whether it is a training day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import fsum
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from calf_tui.core.records.session_record import finished_sets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.session_record import Pause, SessionRecord

DayState = Literal["trained", "some", "none", "future", "stopped", "paused"]
SETS_OF_A_TRAINING_DAY = 2
"""Finished sets that make a date a training day [ours]."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date with at least one session.

    `sets` are the finished sets of all its sessions; `stopped` says whether one of the sessions was
    stopped because of pain.
    """

    date: date
    sessions: int
    sets: int
    active_seconds: float
    stopped: bool

    @property
    def is_training_day(self) -> bool:
        """Whether it has at least two finished sets, whatever the status of its sessions [ours]."""
        return self.sets >= SETS_OF_A_TRAINING_DAY


def days_of(sessions: Iterable[SessionRecord]) -> tuple[Day, ...]:
    """Returns the dates with sessions, oldest first."""
    by_date = attrgetter("local_date")
    in_order = sorted(sessions, key=by_date)
    return tuple(_day(when, tuple(group)) for when, group in groupby(in_order, key=by_date))


def state_of(date: date, day: Day | None, today: date, pauses: Iterable[Pause]) -> DayState:
    """Returns the state of a date; a stop because of pain overrides all others [ours]."""
    if day is not None and day.stopped:
        return "stopped"
    if day is not None and day.sessions:
        return "trained" if day.is_training_day else "some"
    if any(pause.covers(date) for pause in pauses):
        return "paused"
    return "future" if date > today else "none"


def _day(when: date, sessions: tuple[SessionRecord, ...]) -> Day:
    return Day(
        date=when,
        sessions=len(sessions),
        sets=sum(finished_sets(each.sets) for each in sessions),
        active_seconds=fsum(each.active_seconds for each in sessions),
        stopped=any(each.status == "stopped_pain" for each in sessions),
    )
