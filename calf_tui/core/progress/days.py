"""What each date holds: sessions, finished sets, and whether it is a training day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import fsum
from operator import attrgetter
from typing import TYPE_CHECKING

from calf_tui.core.record import finished_sets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.record import SessionRecord

SETS_OF_A_TRAINING_DAY = 2
"""Finished sets that make a date a training day [ours]."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date with at least one session.

    `sets` are the finished ones of all its sessions together, `stopped` says that one of them was
    stopped for pain.
    """

    date: date
    sessions: int
    sets: int
    active_seconds: float
    stopped: bool

    @property
    def is_training_day(self) -> bool:
        """At least two finished sets, whatever the sessions' endings [ours]."""
        return self.sets >= SETS_OF_A_TRAINING_DAY


def days_until(today: date, sessions: Iterable[SessionRecord]) -> tuple[Day, ...]:
    """The dates with sessions, oldest first; sessions after `today` are left out."""
    by_date = attrgetter("local_date")
    past = sorted((each for each in sessions if each.local_date <= today), key=by_date)
    return tuple(_day(when, tuple(group)) for when, group in groupby(past, key=by_date))


def _day(when: date, sessions: tuple[SessionRecord, ...]) -> Day:
    return Day(
        date=when,
        sessions=len(sessions),
        sets=sum(finished_sets(each.sets) for each in sessions),
        active_seconds=fsum(each.active_seconds for each in sessions),
        stopped=any(each.status == "stopped_pain" for each in sessions),
    )
