"""What is kept of a session that ends now or was interrupted, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.records.record_text import headline, in_part
from calf_tui.core.records.session_record import local_time
from calf_tui.core.records.session_sets import set_count
from calf_tui.core.session.engine import apply_command
from calf_tui.core.session.session_to_record import planned_sets_of, set_count_of
from calf_tui.core.session.state import Command, Session
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import SIDE_WORDS

if TYPE_CHECKING:
    from calf_tui.core.session.interrupted_session import InterruptedSession

NOTHING_KEPT = "Nothing was done, nothing is kept."


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
    planned_sets = planned_sets_of(cut.timeline)
    kept = replace(cut.record, sets=cut.record.sets[: len(cut.done)], planned_sets=planned_sets)
    count = set_count(kept)
    sets = f"{formatting.count(planned_sets, 'set')}{in_part(count)}"
    step = phase.step
    place = [step.exercise.name, formatting.which_set(phase), SIDE_WORDS[phase.side]]
    return (
        f"{cut.record.routine_name}, begun at {begun:%H:%M}: {count.finished} of {sets} done.",
        f"Next is {', '.join(filter(None, place))}.",
    )
