"""Notes which session is under way, and finds the one that was cut short."""

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
    """What is known of a session beside its record, from its beginning to its end."""

    def __init__(self, history: History, writer: Writer) -> None:
        self._history = history
        self._writer = writer
        self._is_noted = False

    def begin(self, session: Session, beginning: SessionStart) -> None:
        """The session is under way."""
        self._is_noted = True
        session_in_progress = SessionInProgress(beginning, session.timeline.routine)
        self._writer.submit(lambda: self._history.begin(session_in_progress))

    def break_off(self, session: Session, beginning: SessionStart) -> None:
        """The program is to end in the midst of it; what ends the session now is nobody's wish."""
        self._is_noted = False
        phase = session.index if session.phase.is_set else None
        session_in_progress = SessionInProgress(beginning, session.timeline.routine, phase)
        self._writer.submit(lambda: self._history.begin(session_in_progress))

    def end(self) -> None:
        """The session is over and kept."""
        if self._is_noted:
            self._is_noted = False
            self._writer.submit(self._history.clear_session_in_progress)

    def found(self, now: datetime) -> InterruptedSession | None:
        """The last session, where it can be gone on with at `now`.

        One that cannot, for it is too old or nothing is left of it to do, is over for good. None
        as well where another program writes: then it may be that one's.
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
        """What was cut short ends where it was; raises `UserError`."""
        self._history.clear_session_in_progress()

    def discard(self, cut: InterruptedSession) -> None:
        """It never was; raises `UserError`."""
        self._history.remove(cut.record.id)
        self._history.clear_session_in_progress()
