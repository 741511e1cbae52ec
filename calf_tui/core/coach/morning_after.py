"""The one question of the next morning: how much it hurts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core.record import finished_sets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from calf_tui.core.record import SessionRecord

ASKED_FROM = timedelta(hours=12)
"""Since the session's end [ours]; pain is to have settled by the next morning (S91, S92)."""
ASKED_UNTIL = timedelta(hours=36)
"""Later than this nobody remembers that morning [ours]."""


def session_to_ask_about(sessions: Iterable[SessionRecord], now: datetime) -> SessionRecord | None:
    """The last session, where it is the morning after it and nobody has answered yet.

    `now` is aware. A session in which nothing was finished raises no question.
    """
    last = max(sessions, key=lambda each: each.ended_at, default=None)
    if last is None or last.morning_pain is not None or not finished_sets(last.sets):
        return None
    return last if ASKED_FROM <= now - last.ended_at <= ASKED_UNTIL else None
