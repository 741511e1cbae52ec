"""A session's record in one line of text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import local_time
from calf_tui.core.records.session_sets import SetCount, set_count
from calf_tui.core.records.session_to_record import set_count_of
from calf_tui.core.session.engine import apply_command
from calf_tui.core.session.state import Command, Session
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import SIDE_WORDS

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, Status
    from calf_tui.core.session.interrupted_session import InterruptedSession

NOTHING_KEPT = "Nothing was done, nothing is kept."
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


def kept_so_far(session: Session, now: float) -> str:
    """What is kept of a session that is ended now, with the set that is under way."""
    session, _ = apply_command(session, Command.END, now)
    if not session.results:
        return NOTHING_KEPT
    count = set_count_of(session)
    said = f"{count.finished or 'None'} of {formatting.count(count.planned, 'set')}{in_part(count)}"
    if all(each.outcome == "skipped" for each in session.results):
        return f"{said} done so far: what you skipped is kept as skipped."
    return f"{said} done so far: what you did is kept."


def kept_in_words(cut: InterruptedSession) -> str:
    """What is kept of an interrupted session: "Kept: Daily six partly done: 5 of 18 sets …"."""
    return f"Kept: {headline(cut.record)}." if cut.record.sets else NOTHING_KEPT


def cut_short_lines(cut: InterruptedSession) -> tuple[str, str]:
    """Returns two sentences: how far the session had come, and which set is next.

    "Daily six, begun at 17:03: 5 of 18 sets done."
    "Next is Heel raise on a box, set 2 of 3, left leg."
    """
    beginning, phase = cut.session_in_progress.beginning, cut.following
    begun = local_time(beginning.started_at, beginning.utc_offset_minutes)
    planned_sets = sum(step.sets for step in cut.timeline.routine.steps)
    kept = replace(cut.record, sets=cut.record.sets[: len(cut.done)], planned_sets=planned_sets)
    count = set_count(kept)
    sets = f"{formatting.count(planned_sets, 'set')}{in_part(count)}"
    step = phase.step
    place = [step.exercise.name, formatting.which_set(phase), SIDE_WORDS[phase.side]]
    return (
        f"{cut.record.routine_name}, begun at {begun:%H:%M}: {count.finished} of {sets} done.",
        f"Next is {', '.join(filter(None, place))}.",
    )
