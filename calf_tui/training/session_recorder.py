"""Keeps the record of the session in progress, and finds the one that was cut short."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.ports import Job
from calf_tui.core.records.session_record import SessionRecord
from calf_tui.core.session.interrupted_session import (
    SessionInProgress,
    interrupted_from,
    started_session_of,
)
from calf_tui.core.session.session_to_record import record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from calf_tui.core.ports import History, Writer
    from calf_tui.core.session.engine import ClockReading
    from calf_tui.core.session.interrupted_session import InterruptedSession, StartedSession
    from calf_tui.core.session.session_to_record import SessionStart
    from calf_tui.core.session.state import Session, SetResult


RETRY_SECONDS = 5.0
"""The seconds between two attempts to save."""
SLOW_SECONDS = 1.0
"""If saving takes longer than this, the runner is told [ours]."""
SLOW = "the disk takes its time."


@dataclass(frozen=True, slots=True)
class CompletedJob:
    """A job that has already run; `error` is what it raised."""

    error: Exception | None = None

    def done(self) -> bool:
        """Returns True: the job has already run."""
        return True

    def exception(self) -> Exception | None:
        """Returns what the job raised."""
        return self.error


class ImmediateWriter:
    """Implements `core.ports.Writer` by running each job in `submit`."""

    def submit(self, job: Callable[[], object]) -> Job:
        """Runs the job before it returns."""
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the caller reads it from the job
            return CompletedJob(error)
        return CompletedJob()

    def close(self) -> None:
        """Does nothing: no job is left."""


@dataclass(frozen=True, slots=True)
class _Saving:
    """The last submitted save: the session's state, its record (None: removed), its instant."""

    state: tuple[object, ...]
    record: SessionRecord | None
    since: float
    job: Job


class SessionRecorder:
    """Saves the session in progress, through a writer that may not wait.

    `save_fault` says why the present state is not on disk; `record` is the last record that is.
    `instants` holds the times (UTC) of the results of a resumed session, whose record is `record`.
    """

    def __init__(
        self,
        session: Session,
        beginning: SessionStart,
        reading: ClockReading,
        history: History,
        writer: Writer,
        instants: Mapping[SetResult, datetime] = MappingProxyType({}),
        record: SessionRecord | None = None,
    ) -> None:
        self.session = session
        self.beginning = beginning
        self.last_reading = reading
        self.save_fault = ""
        self.note = "" if record is None else record.note
        self.stop_sign: str | None = None
        self.record = record
        self._history = history
        self._writer = writer
        self._instants = dict(instants)
        utc = reading.wall.astimezone(timezone.utc)
        self._began = reading.now, max(utc, *instants.values()) if instants else utc
        # The state of a session that has just begun, of which nothing needs to be saved.
        self._saving = _Saving(((), None, (), ""), None, 0.0, CompletedJob())
        self._is_settled = True
        self._retry_at = 0.0

    @property
    def is_kept(self) -> bool:
        """Whether the present state of the session is on disk."""
        state = self._state_of(self.session)
        return self._is_settled and not self.save_fault and self._saving.state == state

    @property
    def storage_notice(self) -> str:
        """A sentence that the record is not saved, or only in the journal; else empty."""
        return f"Not saved yet: {self.save_fault}" if self.save_fault else self._history.waiting()

    def try_again(self) -> None:
        """Lets the next `keep` try to save again, without waiting for `RETRY_SECONDS`."""
        self._retry_at = 0.0

    def keep(self, session: Session, reading: ClockReading) -> None:
        """Saves the session if its record has changed; a failed save is tried again later."""
        self.session = session
        self.last_reading, now = reading, reading.now
        self.take_result(now)
        state = self._state_of(session)
        is_refused = self._is_settled and bool(self.save_fault)
        if state == self._saving.state and not (is_refused and now >= self._retry_at):
            return
        for result in session.results:
            self._instants.setdefault(result, self._instant(result.ended))
        ended = session.ended if session.ended is not None else now
        record = record_of(
            session,
            self.beginning,
            self._instants,
            ended,
            self._instant(ended),
            self.note,
            self.stop_sign,
        )
        is_any = bool(session.results) or session.status == "stopped_pain"
        save = self._history.save if is_any else lambda each: self._history.remove(each.id)
        job = self._writer.submit(lambda: save(record))
        self._saving = _Saving(state, record if is_any else None, now, job)
        self._is_settled = False
        self._writer.submit(lambda: self._compact(job, is_over=session.is_over))
        self.take_result(now)

    def wait_for_save(self, now: float) -> None:
        """Waits for the last save to end, whether it succeeds or fails."""
        self._saving.job.exception()
        self.take_result(now)

    def take_result(self, now: float) -> None:
        """Takes the result of the last save from the writer, if there is one yet."""
        if self._is_settled:
            return
        saving = self._saving
        if not saving.job.done():
            if not self.save_fault and now - saving.since > SLOW_SECONDS:
                self.save_fault = SLOW
            return
        self._is_settled = True
        error = saving.job.exception()
        if error is None:
            self.save_fault, self.record = "", saving.record
        elif isinstance(error, UserError):
            self.save_fault, self._retry_at = str(error), now + RETRY_SECONDS
        else:
            raise error

    def _instant(self, seconds: float) -> datetime:
        """Returns the UTC time of an instant, counted from the session's start.

        The time of day is not read again, because it may be set while the session runs.
        """
        now, utc = self._began
        return utc + timedelta(seconds=seconds - now)

    def _state_of(self, session: Session) -> tuple[object, ...]:
        """Returns the parts of the session whose change changes its record."""
        return session.results, session.status, session.answers, self.note

    def _compact(self, saved: Job, *, is_over: bool) -> None:
        if saved.exception() is not None:
            return
        with suppress(UserError):  # the session is in the journal already
            if is_over:
                self._history.compact()
            else:
                self._history.compact_if_quick()


class UnfinishedSession:
    """Saves what is needed to resume a session, from its start to its end."""

    def __init__(self, history: History, writer: Writer) -> None:
        self._history = history
        self._writer = writer
        self._is_noted = False
        self._own = ""
        """The id of the session that this program began last, whatever is written of it yet."""

    def begin(self, session: Session, beginning: SessionStart) -> None:
        """Saves that this session is in progress."""
        self._is_noted, self._own = True, beginning.id
        self._note(SessionInProgress(beginning, session.timeline.routine))

    def break_off(self, session: Session, beginning: SessionStart) -> None:
        """Saves that the end of the program interrupts the session, so that it can be resumed."""
        self._is_noted = False
        phase = session.index if session.phase.is_set else None
        self._note(SessionInProgress(beginning, session.timeline.routine, phase))

    def _note(self, in_progress: SessionInProgress) -> None:
        self._writer.submit(lambda: self._history.begin(in_progress))

    def end(self) -> None:
        """Saves that the session is over."""
        if self._is_noted:
            self._is_noted = False
            self._writer.submit(self._history.clear_session_in_progress)

    def found(self, now: datetime) -> InterruptedSession | None:
        """Returns the session in progress if it can be resumed at `now`, else marks it as over.

        None also if the history cannot be used: it may be the session of another program.
        """
        try:
            in_progress = self._history.session_in_progress()
            if in_progress is None:
                return None
            begun = in_progress.beginning.id
            record = next((each for each in self._history.sessions() if each.id == begun), None)
            cut = None if record is None else interrupted_from(in_progress, record, now)
            if cut is None:
                self._history.clear_session_in_progress()
        except UserError:
            return None
        return cut

    def begun(self, now: datetime) -> StartedSession | None:
        """Returns a session of another program, or of one that is gone, that has not ended."""
        in_progress = self._history.begun()
        if in_progress is not None and in_progress.beginning.id == self._own:
            return None
        return started_session_of(in_progress, self._history.sessions(), now)

    def keep(self) -> None:
        """Ends the interrupted session where it was; raises `UserError`."""
        self._history.clear_session_in_progress()

    def discard(self, cut: InterruptedSession) -> None:
        """Removes the interrupted session from the records; raises `UserError`."""
        self._history.remove(cut.record.id)
        self._history.clear_session_in_progress()
