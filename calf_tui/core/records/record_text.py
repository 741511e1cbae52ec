"""A session's record in one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.records.session_sets import SetCount, set_count
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, Status

STATUS_WORDS: dict[Status, str] = {
    "completed": "completed",
    "partial": "partly done",
    "stopped_pain": "stopped for pain",
}


def sets_done(record: SessionRecord) -> str:
    """Returns how many sets are finished: "18 sets", "16 of 18 sets (1 in part)"."""
    count = set_count(record)
    if count.finished == count.planned and not count.in_part:
        return formatting.count(count.planned, "set")
    return f"{count.finished} of {formatting.count(count.planned, 'set')}{in_part(count)}"


def in_part(count: SetCount) -> str:
    """Returns how many finished sets were not done in full: " (1 in part)"; "" if none."""
    return f" ({count.in_part} in part)" if count.in_part else ""


def none_found(everything: int) -> str:
    """Returns "None of 317 sessions match."."""
    if everything == 1:
        return "The one session there is does not match."
    return f"None of {formatting.count(everything, 'session')} match."


def session_line(record: SessionRecord) -> str:
    """Returns date, routine, length, sets and status in columns."""
    return (
        f"{record.local_date:%a %d %b}  {record.routine_name[:16]:<16} "
        f"{formatting.duration(record.active_seconds):>6}  {sets_done(record):<14} "
        f"{STATUS_WORDS[record.status]}"
    )


def headline(record: SessionRecord) -> str:
    """Returns a line such as "Daily six completed: 18 sets in 35:25"."""
    time = formatting.clock(record.active_seconds)
    return f"{record.routine_name} {STATUS_WORDS[record.status]}: {sets_done(record)} in {time}"
