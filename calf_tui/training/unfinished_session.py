"""Saves which session is in progress, and finds one that was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.session.interrupted_session import SessionInProgress, interrupted_from

if TYPE_CHECKING:
    from datetime import datetime

    from calf_tui.core.ports import History, Writer
    from calf_tui.core.records.session_to_record import SessionStart
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.state import Session


class UnfinishedSession:
    """Saves what is needed to resume a session, from its start to its end."""

    def __init__(self, history: History, writer: Writer) -> None:
        self._history = history
        self._writer = writer
        self._is_noted = False

    def begin(self, session: Session, beginning: SessionStart) -> None:
        """Saves that this session is in progress."""
        self._is_noted = True
        session_in_progress = SessionInProgress(beginning, session.timeline.routine)
        self._writer.submit(lambda: self._history.begin(session_in_progress))

    def break_off(self, session: Session, beginning: SessionStart) -> None:
        """Saves that the end of the program interrupts the session, so that it can be resumed."""
        self._is_noted = False
        phase = session.index if session.phase.is_set else None
        session_in_progress = SessionInProgress(beginning, session.timeline.routine, phase)
        self._writer.submit(lambda: self._history.begin(session_in_progress))

    def end(self) -> None:
        """Saves that the session is over."""
        if self._is_noted:
            self._is_noted = False
            self._writer.submit(self._history.clear_session_in_progress)

    def found(self, now: datetime) -> InterruptedSession | None:
        """Returns the session in progress if it can be resumed at `now`.

        If it is too old or has no set left, it is marked as over. None also if the history cannot
        be used, because then it may be the session of another program.
        """
        try:
            session_in_progress = self._history.session_in_progress()
            if session_in_progress is None:
                return None
            sessions = self._history.sessions()
            record = next(
                (each for each in sessions if each.id == session_in_progress.beginning.id), None
            )
            cut = None if record is None else interrupted_from(session_in_progress, record, now)
            if cut is None:
                self._history.clear_session_in_progress()
        except UserError:
            return None
        return cut

    def keep(self) -> None:
        """Ends the interrupted session where it was; raises `UserError`."""
        self._history.clear_session_in_progress()

    def discard(self, cut: InterruptedSession) -> None:
        """Removes the interrupted session from the records; raises `UserError`."""
        self._history.remove(cut.record.id)
        self._history.clear_session_in_progress()
