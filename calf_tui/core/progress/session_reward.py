"""What a session achieved, in the few words that its summary writes large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.proposal.proposal_text import (
    day_words,
    headline,
    is_rest_enough,
)
from calf_tui.core.progress.weeks_and_streak import progress_until
from calf_tui.core.records.session_summary_text import sets_done
from calf_tui.core.text.formatting import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.session_totals import Achievement
    from calf_tui.core.records.session_record import SessionRecord

WEEK_MET = "Week met"
FIRST_SESSION = "First session"


def meets_week(record: SessionRecord, snapshot: ProgressSnapshot) -> bool:
    """Returns whether the present week meets its target with this session, and not without it."""
    if snapshot.progress_until(snapshot.today, 1).this_week.state != "met":
        return False
    others = [each for each in snapshot.sessions if each.id != record.id]
    without = progress_until(
        snapshot.today,
        others,
        snapshot.targets,
        snapshot.pauses,
        first_day_of_week=snapshot.first_day_of_week,
        count=1,
    )
    return without.this_week.state != "met"


def reward(
    record: SessionRecord, news: Sequence[Achievement], *, is_first: bool, is_week_met: bool
) -> str:
    """Returns the rarest of what was achieved: "Week met", "Best: 10 kg", "18 sets".

    After a stop for pain it is the sets alone, because nothing should draw a runner past a pain.
    """
    if record.status == "stopped_pain":
        return sets_done(record)
    if is_week_met:
        return WEEK_MET
    for each in news:
        if each.feat == "heaviest":
            return f"Best: {number(each.amount)} kg"
        if each.feat == "most":
            amount = number(each.amount)
            return f"Best: {amount} s" if each.is_seconds else f"Best: {count(each.amount, 'rep')}"
    if is_first and news:
        return FIRST_SESSION
    firsts = sum(each.feat == "first" for each in news)
    return f"New: {count(firsts, 'move')}" if firsts else sets_done(record)


def next_words(proposal: Proposal, today: date) -> str:
    """ "Next: Strength, 24 min, on Tuesday", "Next: rest, or After a run, 9 min, today"."""
    day = day_words(proposal.advice.as_of, today)
    said = "a day of rest" if proposal.session is None else headline(proposal, proposal.session)
    if is_rest_enough(proposal):
        said = said.replace("Rest today", "rest", 1)
    return f"Next: {said}, {day if day in ('today', 'tomorrow') else f'on {day}'}"
