"""The columns of the CSV export."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.documents.field_rules import DOSE, SESSION, SET, TEMPO

if TYPE_CHECKING:
    from calf_tui.documents.field_rules import Kind


class Column(NamedTuple):
    """The values that a column may have, and its meaning in words."""

    kind: Kind
    meaning: str = ""


def _optional(kind: Kind, meaning: str = "") -> Column:
    return Column(kind._replace(may_be_none=True), meaning)


OF_SESSION = {
    "session_id": Column(SESSION["id"], "the same in each row of a session"),
    "local_date": Column(SESSION["local_date"], "the day it counts for, as 2026-11-22"),
    "started_at": Column(SESSION["started_at"], "in UTC, as 2026-11-22T17:03:11.482Z"),
    "ended_at": Column(SESSION["ended_at"], "in UTC"),
    "utc_offset_minutes": Column(SESSION["utc_offset_minutes"], "of the runner's clock"),
    "routine": Column(SESSION["routine"], "its id"),
    "routine_name": Column(SESSION["routine_name"]),
    "status": Column(SESSION["status"], SESSION["status"].expected),
    "active_seconds": Column(SESSION["active_seconds"], "without the pauses"),
    "note": Column(SESSION["note"]),
    "morning_pain": Column(SESSION["morning_pain"], "0 to 10, the morning after"),
    "planned_sets": Column(SESSION["planned_sets"], "where it ended before it came to all"),
    "stop_sign": Column(SESSION["stop_sign"], "what it was stopped for"),
    "updated_at": Column(SESSION["updated_at"], "in UTC; of two versions the later wins"),
}
OF_SET = {
    "exercise": Column(SET["exercise"], "the move's id"),
    "set": Column(SET["set"], "its number; left and right share one"),
    "side": Column(SET["side"], SET["side"].expected),
    "planned_reps": _optional(DOSE["reps"], "the plan: either repetitions or"),
    "planned_seconds": _optional(DOSE["seconds"], "seconds"),
    "done_reps": _optional(DOSE["reps"], "what came of it, in the same way"),
    "done_seconds": _optional(DOSE["seconds"]),
    "tempo_up": _optional(TEMPO["up"], "in seconds; the four are empty without a tempo"),
    "tempo_top": _optional(TEMPO["top"]),
    "tempo_down": _optional(TEMPO["down"]),
    "tempo_bottom": _optional(TEMPO["bottom"]),
    "load_kg": Column(SET["load_kg"]),
    "outcome": Column(SET["outcome"], SET["outcome"].expected),
    "rpe": Column(SET["rpe"], "effort, 1 to 10"),
    "pain": Column(SET["pain"], "0 to 10"),
    "pain_site": Column(SET["pain_site"]),
    "set_ended_at": Column(SET["ended_at"], "in UTC"),
}
"""The columns of a set. A session without sets has one row, in which these are empty."""
COLUMNS = {**OF_SESSION, **OF_SET}

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet would evaluate a text that begins with one of these."""


def guarded(text: str) -> str:
    """Returns a text as a cell, with a ' in front if a spreadsheet would evaluate it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Returns the text of a cell that `guarded` made."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(_FORMULA)
    return text[1:] if is_guarded else text
