"""A session that the end of the program interrupted, and how to resume it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_record import SessionRecord, local_time
from calf_tui.core.routines.routine import Routine
from calf_tui.core.session.commands import LEAD_IN_SECONDS
from calf_tui.core.session.session_to_record import SessionStart
from calf_tui.core.session.state import Answer, Session, SetResult
from calf_tui.core.session.timeline import Phase, Timeline, build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


OFFERED_FOR = timedelta(hours=12)
"""The time after its start in which an interrupted session can be resumed [ours]."""


@dataclass(frozen=True, slots=True)
class SessionInProgress:
    """What is needed to resume a session, beyond its record.

    `broken_off` is the index of the phase of the set during which the program was asked to end;
    None if it was not asked. The record holds that set as far as it came, but it is done again.
    """

    beginning: SessionStart
    routine: Routine
    broken_off: int | None = None


class StartedSession(NamedTuple):
    """A session that has begun and not ended: its routine's name, the wall time of its start."""

    name: str
    since: datetime


def started_session_of(
    session_in_progress: SessionInProgress | None, sessions: Iterable[SessionRecord], now: datetime
) -> StartedSession | None:
    """Returns the session if it has not ended at `now` (aware); None also if it is too old."""
    if session_in_progress is None:
        return None
    start = session_in_progress.beginning
    is_over = any(each.id == start.id and each.status != "partial" for each in sessions)
    if is_over or not timedelta() <= now - start.started_at <= OFFERED_FOR:
        return None
    wall = local_time(start.started_at, start.utc_offset_minutes)
    return StartedSession(session_in_progress.routine.name, wall)


@dataclass(frozen=True, slots=True)
class InterruptedSession:
    """A session to resume: its record so far, and the phases (indices) of sets that stay done."""

    session_in_progress: SessionInProgress
    record: SessionRecord
    timeline: Timeline
    done: tuple[int, ...]

    @property
    def following(self) -> Phase:
        """The set with which it is resumed."""
        return self.timeline.sets[len(self.done)]


def interrupted_from(
    session_in_progress: SessionInProgress, record: SessionRecord, now: datetime
) -> InterruptedSession | None:
    """Returns the session to resume at `now` (aware); None if it is too late or no set is left."""
    if record.status != "partial" or now - session_in_progress.beginning.started_at > OFFERED_FOR:
        return None
    timeline = build(session_in_progress.routine)
    done = tuple(
        phase for phase in _phases_of(record, timeline) if phase != session_in_progress.broken_off
    )
    if len(done) == len(timeline.sets):
        return None
    return InterruptedSession(session_in_progress, record, timeline, done)


def resumed(
    cut: InterruptedSession, now: float, now_utc: datetime
) -> tuple[Session, Mapping[SetResult, datetime]]:
    """Returns the session from the next set on, after some seconds to get ready.

    The second value is the time (UTC) at which each of its results came about.
    """
    instants = {
        SetResult(
            phase, each.done, each.outcome, now - (now_utc - each.ended_at).total_seconds()
        ): each.ended_at
        for phase, each in zip(cut.done, cut.record.sets, strict=False)
    }
    answers = (
        Answer.of(phase, each.rpe, each.pain, each.pain_site)
        for phase, each in zip(cut.done, cut.record.sets, strict=False)
    )
    session = Session(
        _loaded(cut),
        began=now - cut.record.active_seconds,
        seen=now,
        anchor=now + max(LEAD_IN_SECONDS, cut.timeline.routine.get_ready),
        index=cut.timeline.phases.index(cut.following),
        results=tuple(instants),
        answers=tuple(each for each in answers if each != Answer(each.phase)),
    )
    return session, instants


def _phases_of(record: SessionRecord, timeline: Timeline) -> Iterator[int]:
    """Yields the phase of each set in the record, in order, as far as record and timeline agree.

    A session gets a result for every set that it leaves, so these are its first sets.
    """
    indices = (index for index, phase in enumerate(timeline.phases) if phase.is_set)
    for index, each in zip(indices, record.sets, strict=False):
        phase = timeline.phases[index]
        planned = (phase.step.exercise.id, phase.set, phase.side)
        if planned != (each.exercise, each.set, each.side):
            return
        yield index


def _loaded(cut: InterruptedSession) -> Timeline:
    """Returns the timeline with the loads of the record; a move goes on with its last load."""
    on_record = dict(zip(cut.done, (each.load_kg for each in cut.record.sets), strict=False))
    last: dict[int, float] = {}
    phases = []
    for index, phase in enumerate(cut.timeline.phases):
        if index in on_record:
            last[phase.move] = on_record[index]
        load = last.get(phase.move, phase.step.load_kg)
        phases.append(replace(phase, step=replace(phase.step, load_kg=load)))
    return replace(cut.timeline, phases=tuple(phases))
