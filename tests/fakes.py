"""The world in memory, passed in by the front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.record import Pause, SessionRecord, Target


class MemoryHistory:
    """The records, in memory; held to the same tests as the file."""

    def __init__(
        self,
        sessions: Iterable[SessionRecord] = (),
        targets: Iterable[Target] = (),
        pauses: Iterable[Pause] = (),
    ) -> None:
        self._sessions = {each.id: each for each in sessions}
        self._targets = tuple(sorted(targets, key=lambda each: each.start))
        self._pauses = tuple(sorted(pauses, key=lambda each: each.start))

    def sessions(self) -> tuple[SessionRecord, ...]:
        return tuple(sorted(self._sessions.values(), key=lambda each: (each.started_at, each.id)))

    def targets(self) -> tuple[Target, ...]:
        return self._targets

    def pauses(self) -> tuple[Pause, ...]:
        return self._pauses

    def save(self, record: SessionRecord) -> None:
        self._sessions[record.id] = record

    def remove(self, record_id: str) -> None:
        self._sessions.pop(record_id, None)

    def require_writable(self) -> None:
        """Memory always is."""
