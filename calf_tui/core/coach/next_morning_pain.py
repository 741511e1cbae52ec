"""The one question of the next morning: how much it hurts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import finished_sets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from calf_tui.core.records.session_record import SessionRecord

ASKED_FROM = timedelta(hours=12)
"""Since the session's end [ours]; pain is to have settled by the next morning (S91, S92)."""
ASKED_UNTIL = timedelta(hours=36)
"""Later than this nobody remembers that morning [ours]."""
WORST = 10
TOO_MUCH = 5
"""Pain above this asks for less, as it does in a session (S91, S92)."""


def session_to_ask_about(sessions: Iterable[SessionRecord], now: datetime) -> SessionRecord | None:
    """The last session, where it is the morning after it and nobody has answered yet.

    `now` is aware. A session in which nothing was finished raises no question.
    """
    last = max(sessions, key=lambda each: each.ended_at, default=None)
    if last is None or last.morning_pain is not None or not finished_sets(last.sets):
        return None
    return last if ASKED_FROM <= now - last.ended_at <= ASKED_UNTIL else None


def question(session: SessionRecord, today: date) -> str:
    """What is asked; it is answered from 0 to `WORST`."""
    days = (today - session.local_date).days
    when = {0: "earlier today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{session.routine_name} was {when}. Pain now?"


def reply(session: SessionRecord, pain: int) -> str:
    """The answer, and what follows from it.

    Above 5, or higher than before the session, means one step easier (S91, S92). Nobody asks
    before a session: the highest answer within it stands for that [ours].
    """
    answers = [each.pain for each in session.sets if each.pain is not None]
    if pain > TOO_MUCH:
        return f"Noted: {pain} of {WORST}. Above {TOO_MUCH}: make the next session one step easier."
    if answers and pain > max(answers):
        return (
            f"Noted: {pain} of {WORST}, more than in the session ({max(answers)}): "
            "make the next one a step easier."
        )
    return f"Noted: {pain} of {WORST}."
