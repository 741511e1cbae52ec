"""Keeps the record of the session under way on disk as it stands."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.core.faults import Fault
from calf_tui.core.recording import record_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from calf_tui.core.ports import History
    from calf_tui.core.record import SessionRecord
    from calf_tui.core.recording import Beginning
    from calf_tui.core.session import Session, SetResult

SLEEP_SECONDS = 2.0
"""The clocks may part by this much before it is taken for a machine that slept [ours]."""
RETRY_SECONDS = 5.0
"""Between two tries to save what could not be saved."""


class RecordKeeper:
    """The session under way and its record, which follows every set."""

    def __init__(
        self,
        session: Session,
        beginning: Beginning,
        history: History,
        instants: Mapping[SetResult, datetime] = MappingProxyType({}),
    ) -> None:
        self.session = session
        self.beginning = beginning
        self.looked_at: tuple[float, datetime] | None = None
        self.save_fault = ""
        self.note = ""
        self.record: SessionRecord | None = None
        self._history = history
        self._instants = dict(instants)
        self._kept: tuple[object, ...] = ((), None, (), "")
        self._refused: tuple[object, ...] = ()
        self._retry_at = 0.0

    def has_slept(self, now: float, wall: datetime) -> bool:
        """Whether the wall clock ran on while the monotonic one stood still."""
        if self.looked_at is None:
            return False
        before, wall_before = self.looked_at
        return (wall - wall_before).total_seconds() - (now - before) > SLEEP_SECONDS

    def try_again(self) -> None:
        """Lets the next look save what could not be saved, however soon that is."""
        self._retry_at = 0.0

    def keep(self, session: Session, now: float, wall: datetime) -> None:
        """Brings the record on disk up to this session, if anything of it changed.

        What cannot be saved is tried again after a while, and `save_fault` says why.
        """
        self.session = session
        self.looked_at = (now, wall)
        state = (session.results, session.status, session.answers, self.note)
        if state == self._kept or (state == self._refused and now < self._retry_at):
            return
        utc = wall.astimezone(timezone.utc)
        for result in session.results:
            self._instants.setdefault(result, utc - timedelta(seconds=now - result.ended))
        ended = session.ended if session.ended is not None else now
        ended_utc = utc - timedelta(seconds=now - ended)
        record = record_of(session, self.beginning, self._instants, ended, ended_utc, self.note)
        try:
            if session.results or session.status == "stopped_pain":
                self._history.save(record)
                self.record = record
            elif self.record is not None:
                self._history.remove(record.id)
                self.record = None
        except Fault as fault:
            self.save_fault = str(fault)
            self._refused, self._retry_at = state, now + RETRY_SECONDS
        else:
            self.save_fault = ""
            self._kept = state
            with suppress(Fault):  # the session is kept all the same
                if session.is_over:
                    self._history.fold()
                else:
                    self._history.fold_if_quick()
