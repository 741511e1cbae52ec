"""Changes a runner makes to the records: what is possible, and what a change makes of a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TypeVar

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import (
    HeelRiseTest,
    Pause,
    SessionRecord,
    SetRecord,
    Target,
    changed_at,
    outcome_of,
    training_date,
)
from calf_tui.core.routines.routine import Dose

Kept = TypeVar(
    "Kept",
    bound=SessionRecord | Target | Pause | HeelRiseTest | Run | CoachAnswer | Profile | PlanEntry,
)
EARLIEST = date(1980, 1, 1)
"""An earlier date is a typing error; some systems know no local time before it [ours]."""
LONGEST_NOTE = 1000
"""The most characters in a note [ours]."""


def require_possible(day: date, today: date, what: str = "session") -> None:
    """Raises `UserError` where no session, or what else it is, can have been on that day."""
    if day > today:
        raise UserError(f"{day} is still to come; a {what} can be today's ({today}) at the latest.")
    if day < EARLIEST:
        raise UserError(f"{day} is too long ago to be kept; check the year.")


def require_short(note: str) -> None:
    """Raises `UserError` if a note is longer than `LONGEST_NOTE`."""
    if len(note) > LONGEST_NOTE:
        raise UserError(
            f"The note has {len(note):,} characters; up to {LONGEST_NOTE:,} can be kept."
        )


def wall_time(day: date, at: time, day_cutoff: time) -> datetime:
    """Returns the naive local time at which a clock shows `at` on the training day `day`.

    If `at` is before the cut-off, that is on the next calendar day.
    """
    wall = datetime.combine(day, at)
    return wall if training_date(wall, day_cutoff) == day else wall + timedelta(days=1)


def moved(record: SessionRecord, day: date, at: time | None, day_cutoff: time) -> SessionRecord:
    """Returns the session on another day and, if `at` is given, at another time of day.

    Its UTC offset, its length and the distances between its sets stay. It counts for `day`,
    whatever its new start is.
    """
    before = record.started_wall
    if at is None or at == before.time().replace(second=0, microsecond=0):
        distance = day - record.local_date
    else:
        distance = wall_time(day, at, day_cutoff) - before
    if not distance and day == record.local_date:
        return record
    return replace(_shifted(record, distance), local_date=day)


def with_amount_done(one: SetRecord, amount: float) -> SetRecord:
    """Returns the set with `amount` repetitions or seconds done, and the outcome they give."""
    amount = max(0.0, amount)
    done = Dose(seconds=amount) if one.done.seconds is not None else Dose(reps=round(amount))
    return replace(one, done=done, outcome=outcome_of(one.planned, done))


def with_checked_status(record: SessionRecord) -> SessionRecord:
    """Returns the session as "partial" if it says "completed" and not every set was done."""
    if record.status == "completed" and any(each.outcome != "done" for each in record.sets):
        return replace(record, status="partial")
    return record


def with_new_timestamp(record: Kept, now: datetime) -> Kept:
    """Returns the record with `updated_at` set to now, or to just after its last change."""
    utc = now.astimezone(timezone.utc)
    return replace(record, updated_at=changed_at(utc, record.updated_at))


def _shifted(record: SessionRecord, distance: timedelta) -> SessionRecord:
    return replace(
        record,
        started_at=record.started_at + distance,
        ended_at=record.ended_at + distance,
        sets=tuple(replace(each, ended_at=each.ended_at + distance) for each in record.sets),
    )


def session_name(record: SessionRecord) -> str:
    """Returns the name of a session in a sentence: "Strength of 20 Nov 2026"."""
    return f"{record.routine_name} of {record.local_date:%d %b %Y}"


def require_order(pause: Pause) -> None:
    """Raises `UserError` if the pause would end before it starts."""
    if pause.end is not None and pause.end < pause.start:
        raise UserError(f"The pause would end on {pause.end}, before it starts on {pause.start}.")
