"""What the coach says after a session of the next one: more, nothing more, or easier."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from calf_tui.core.coach.proposal.proposal_text import DOWN_FOR_PAIN, headline, is_rest_enough
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.session.pain_scale import CARRY_ON, UNSAID, pain_place
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.records.session_record import SessionRecord

MOST_LOWER = 2
"""The most moves that become easier which are told after a session [ours]."""
FIRST_TIMES = "A move needs two sessions at a level before it gets more."
MOVE_WORDS = {
    "tiptoe_walk": "tiptoe walk",
    "heel_raise_box": "heel raise",
    "jump_squat": "jump squat",
    "downward_dog": "downward-facing dog",
    "wall_calf_stretch": "wall calf stretch",
    "foam_roll_calf": "calf foam rolling",
}


def suggestion_sentence(dose: MoveDose) -> str:
    """ "Next time, heel raise, left leg, +2 kg: all 45 repetitions at tempo twice, …"."""
    name = dose.exercise.replace("_", " ")
    leg = f", {formatting.SIDE_WORDS[dose.side]}" if dose.side != "both" else ""
    reasons = " ".join(each.text for each in dose.reasons)
    gap = ":" if dose.change != "up" else "," * bool(leg)
    return f"Next time, {MOVE_WORDS.get(dose.exercise, name)}{leg}{gap} {reasons}"


def nothing_added(record: SessionRecord, doses: Iterable[MoveDose], *, is_answered: bool) -> str:
    """Why nothing is added after a session, in one sentence, or what becomes easier.

    After pain above 2 it is what hurt, and what follows from it. `doses` are those of its moves
    next time; "" where nothing was done, where it was stopped for pain, where something is added,
    and where an answer that is still to come may change it.
    """
    of_session = [each for each in doses if each.exercise in {one.exercise for one in record.sets}]
    is_stopped = record.status == "stopped_pain"
    is_more = any(each.change == "up" for each in of_session)
    if is_stopped:
        return ""
    if hurt := _after_pain(record, of_session):
        return hurt
    if is_more or not finished_sets(record.sets):
        return ""
    if record.routine == BEFORE_RUN:
        return f"Nothing is added next time: {record.routine_name} stays short and light."
    if not is_answered:
        return ""
    lower = [each for each in of_session if each.change == "down"]
    if lower:
        return " ".join(map(suggestion_sentence, lower[:MOST_LOWER]))
    reasons = [each.reasons[0] for each in of_session if each.reasons]
    if not reasons:
        return ""
    ((rule, _),) = Counter(each.rule for each in reasons).most_common(1)
    texts = {each.text for each in reasons if each.rule == rule}
    if len(texts) > 1 and rule == "hold-second":
        return f"Nothing is added next time. {FIRST_TIMES}"
    why = next(each for each in reasons if each.rule == rule)
    return f"Nothing is added next time. {why.text}"


def _after_pain(record: SessionRecord, doses: Iterable[MoveDose]) -> str:
    """ "Pain 7, left Achilles: next time wall calf stretch one step easier, no jumps."

    "" up to 2. [S91, S92]
    """
    worst = max(record.sets, key=lambda each: each.pain or 0, default=None)
    if worst is None or (worst.pain or 0) <= CARRY_ON:
        return ""
    place = pain_place(worst)
    where = "" if place == UNSAID else f", {place}"
    lower = dict.fromkeys(
        MOVE_WORDS[each.exercise]
        for each in doses
        if each.change == "down" and any(reason.rule in DOWN_FOR_PAIN for reason in each.reasons)
    )
    easier = f"{' and '.join([*lower][:MOST_LOWER])} one step easier" if lower else "no more load"
    return f"Pain {worst.pain}{where}: next time {easier}, no jumps."


def next_words(proposal: Proposal, today: date) -> str:
    """ "Next: Strength, 24 min, on Tuesday", "Next: rest, or After a run, 9 min, today"."""
    said = "a day of rest" if proposal.session is None else headline(proposal, proposal.session)
    if is_rest_enough(proposal):
        said = said.replace("Rest today", "rest", 1)
    return f"Next: {said}, {formatting.on_day(proposal.as_of, today, '%b')}"
