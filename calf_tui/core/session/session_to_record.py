"""Makes the record of a session, and of a routine that was done as planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_record import (
    NEVER,
    SessionRecord,
    SetRecord,
    offset_minutes,
    training_date,
)
from calf_tui.core.records.session_sets import SetCount, counted
from calf_tui.core.session.state import Answer, Session, SetResult
from calf_tui.core.session.timeline import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.timeline import Phase, Timeline


@dataclass(frozen=True, slots=True)
class SessionStart:
    """What is fixed when a session starts.

    `id` is a uuid, `started_at` is aware, in UTC, and `local_date` is the date the session counts
    for.
    """

    id: str
    started_at: datetime
    utc_offset_minutes: int
    local_date: date


def session_start_at(wall: datetime, day_cutoff: time, new_id: str) -> SessionStart:
    """Returns the start of a session that begins at `wall`, an aware local time."""
    return SessionStart(
        id=new_id,
        started_at=wall.astimezone(timezone.utc),
        utc_offset_minutes=offset_minutes(wall),
        local_date=training_date(wall, day_cutoff),
    )


def record_of(
    session: Session,
    beginning: SessionStart,
    instants: Mapping[SetResult, datetime],
    now: float,
    now_utc: datetime,
    note: str = "",
    stop_sign: str | None = None,
) -> SessionRecord:
    """Returns the record of a session as it is at `now`; it is "partial" while the session runs.

    `now` is an instant of the monotonic clock, `now_utc` the same instant in UTC. `instants` holds
    the time (UTC) at which each set ended.
    """
    routine = session.timeline.routine
    is_whole = len(session.results) == len(session.timeline.sets)
    return SessionRecord(
        id=beginning.id,
        routine=routine.id,
        routine_name=routine.name,
        status=session.status or "partial",
        started_at=beginning.started_at,
        ended_at=now_utc,
        utc_offset_minutes=beginning.utc_offset_minutes,
        local_date=beginning.local_date,
        active_seconds=round(session.active_seconds(now), 3),
        sets=tuple(_set_record(session, each, instants[each]) for each in session.results),
        updated_at=now_utc,
        note=note,
        planned_sets=None if is_whole else planned_sets_of(session.timeline),
        stop_sign=stop_sign,
    )


def set_count_of(session: Session) -> SetCount:
    """Returns the count of the sets of a session, as its record will have it."""
    is_whole = len(session.results) == len(session.timeline.sets)
    sets = [_set_record(session, each, NEVER) for each in session.results]
    count = counted(sets, None if is_whole else planned_sets_of(session.timeline))
    return count._replace(planned=planned_sets_of(session.timeline))


def planned_sets_of(timeline: Timeline) -> int:
    """Returns how many sets the routine of a session has."""
    return sum(step.sets for step in timeline.routine.steps)


def _set_record(session: Session, result: SetResult, ended_at: datetime) -> SetRecord:
    answer = session.answer(result.phase) or Answer(result.phase)
    return replace(
        set_record_of(session.timeline.phases[result.phase], ended_at),
        done=result.done,
        outcome=result.outcome,
        rpe=answer.rpe,
        pain=answer.pain,
        pain_site=answer.place,
    )


def set_record_of(phase: Phase, ended_at: datetime) -> SetRecord:
    """Returns the record of a set that was done as planned."""
    step = phase.step
    return SetRecord(
        exercise=step.exercise.id,
        set=phase.set,
        side=phase.side,
        planned=step.dose,
        done=step.dose,
        tempo=step.tempo,
        load_kg=step.load_kg,
        outcome="done",
        ended_at=ended_at,
    )


def done_as_planned(
    routine: Routine, new_id: str, start: datetime, day: date, note: str = ""
) -> SessionRecord:
    """Returns a session with every set done, from an aware `start`, counting for `day`."""
    timeline = build(routine)
    utc = start.astimezone(timezone.utc)
    end = utc + timedelta(seconds=timeline.seconds)
    return SessionRecord(
        id=new_id,
        routine=routine.id,
        routine_name=routine.name,
        status="completed",
        started_at=utc,
        ended_at=end,
        utc_offset_minutes=offset_minutes(start),
        local_date=day,
        active_seconds=timeline.seconds,
        sets=_sets_as_planned(timeline, utc),
        updated_at=end,
        note=note,
    )


def _sets_as_planned(timeline: Timeline, start: datetime) -> tuple[SetRecord, ...]:
    sets: list[SetRecord] = []
    passed = 0.0
    for phase in timeline.phases:
        passed += phase.seconds or 0.0
        if phase.is_set:
            sets.append(set_record_of(phase, start + timedelta(seconds=passed)))
    return tuple(sets)
