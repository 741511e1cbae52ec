"""A session that was cut short by a kill, a closed window or an empty battery, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import SessionRecord
from calf_tui.core.records.session_to_record import SessionStart
from calf_tui.core.routines.routine import Routine
from calf_tui.core.session.commands import LEAD_IN_SECONDS
from calf_tui.core.session.state import Answer, Session, SetResult
from calf_tui.core.session.timeline import Timeline, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.session.timeline import Phase

OFFERED_FOR = timedelta(hours=12)
"""Since its start; what was cut short longer ago is another day's session [ours]."""


@dataclass(frozen=True, slots=True)
class SessionInProgress:
    """What the records do not say of a session that has not ended.

    `broken_off` is the phase of the set in which the program was told to end; None where nobody
    told it. What that set came to is on record and no reason not to do it in full.
    """

    beginning: SessionStart
    routine: Routine
    broken_off: int | None = None


@dataclass(frozen=True, slots=True)
class InterruptedSession:
    """A session to go on with: its record so far, and the phases of the sets that stay done."""

    session_in_progress: SessionInProgress
    record: SessionRecord
    timeline: Timeline
    done: tuple[int, ...]

    @property
    def following(self) -> Phase:
        """The set it goes on with."""
        return self.timeline.sets[len(self.done)]


def interrupted_from(
    session_in_progress: SessionInProgress, record: SessionRecord, now: datetime
) -> InterruptedSession | None:
    """What to go on with at `now` (aware); None where it is too late, or nothing is left to do."""
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
    """The session from the set that comes next on, after time to get ready.

    Second, the time of day (UTC) at which each of its results came about.
    """
    instants = {
        _result(phase, each, now - (now_utc - each.ended_at).total_seconds()): each.ended_at
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
    """The phase of each set on record, in order, as far as record and timeline agree.

    A session comes to a result for every set that it leaves, so they are its first ones.
    """
    indices = (index for index, phase in enumerate(timeline.phases) if phase.is_set)
    for index, each in zip(indices, record.sets, strict=False):
        phase = timeline.phases[index]
        place = (phase.step.exercise.id, phase.set, phase.side)
        if place != (each.exercise, each.set, each.side):
            return
        yield index


def _loaded(cut: InterruptedSession) -> Timeline:
    """The timeline with the loads on record; a move goes on with its last one."""
    on_record = dict(zip(cut.done, (each.load_kg for each in cut.record.sets), strict=False))
    last: dict[int, float] = {}
    phases = []
    for index, phase in enumerate(cut.timeline.phases):
        if index in on_record:
            last[phase.move] = on_record[index]
        load = last.get(phase.move, phase.step.load_kg)
        phases.append(replace(phase, step=replace(phase.step, load_kg=load)))
    return replace(cut.timeline, phases=tuple(phases))


def _result(phase: int, each: SetRecord, ended: float) -> SetResult:
    return SetResult(phase, each.done, each.outcome, ended)
