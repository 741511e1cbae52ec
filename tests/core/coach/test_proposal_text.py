"""What is said of a session, a day, a dose or a pain holds of just that one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.proposal.after_session import next_words, nothing_added
from calf_tui.core.coach.proposal.proposal import propose
from calf_tui.core.coach.proposal.proposal_text import all_reasons, dose_sentence, proposal_details
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, Profile
from calf_tui.core.routines.routine import Dose
from calf_tui.core.text.formatting import place_words
from tests.core.coach.cases import A_DAY, answered, kept
from tests.core.coach.plans import ROUTINES

if TYPE_CHECKING:
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

YESTERDAY = A_DAY - timedelta(days=1)
WALL = "wall_calf_stretch"
THURSDAY, OTHERS = A_DAY.weekday(), frozenset((1, 5))


def proposed(
    *records: SessionRecord, weekdays: frozenset[int] = frozenset(), day_type: DayType | None = None
) -> Proposal:
    coach = CoachRecords(profile=Profile(weekdays=weekdays))
    state = runner_state(ProgressSnapshot(A_DAY, records, coach=coach), A_DAY)
    return propose(replace(state, day_type=day_type), ROUTINES)


def hurt(one: SetRecord, pain: int) -> SetRecord:
    done = Dose(seconds=1.0) if one.planned.seconds else Dose(reps=1)
    return replace(one, done=done, outcome="short", pain=pain, pain_site="achilles")


def cut_short(routine: str, *, left: int, right: int) -> SessionRecord:
    """A session with nothing but a moment of the wall stretch, which hurt by so much."""
    record = kept(routine, YESTERDAY)
    walls = [each for each in record.sets if each.exercise == WALL]
    return replace(record, sets=tuple(hurt(e, left if e.side == "left" else right) for e in walls))


def test_the_first_session_has_all_six_moves_where_none_is_left_out() -> None:
    assert "The first session: all six moves in their easiest forms." in all_reasons(proposed())
    after_pain = all_reasons(proposed(cut_short("five-minutes", left=7, right=4)))
    assert "The first session: its moves in their easiest forms." in after_pain
    assert "Jumps rest while pain is 3 or more: it was 7 yesterday." in after_pain


def test_stretches_made_easier_after_pain_are_not_in_full() -> None:
    said = proposed(cut_short("after-run", left=7, right=7), day_type="after-run")
    assert "in full" not in all_reasons(said)
    assert proposal_details(said, said.session).endswith("11 min as written, easier after pain")


def test_a_dose_that_was_never_done_is_not_as_before_and_pain_is_that_of_its_side() -> None:
    said = proposed(cut_short("five-minutes", left=7, right=4))
    left, right = said.doses_of(WALL)
    assert dose_sentence(left) == "Left leg, easier: 1 × 15 s"
    assert dose_sentence(right) == "Right leg, not done yet: 2 × 15 s"
    assert [each.text for each in right.reasons] == [
        "Pain of 4 lately: nothing is added above 2.",
        "No set of 2 × 15 s was done in full so far: that comes first.",
    ]
    (_, other) = proposed(cut_short("five-minutes", left=7, right=1)).doses_of(WALL)
    assert other.reasons[0].text == "Pain of 7 in another move lately: nothing is added above 2."


@pytest.mark.parametrize(
    ("days_ago", "weekdays", "said"),
    [
        (None, OTHERS, "Not one of your days: it can wait for one of them."),
        (None, OTHERS | {THURSDAY}, ""),
        (20, OTHERS, "Not one of your days, but too few of them are left for 3 this week."),
        (20, frozenset((4, 5, 6)), "Not one of your days, and the week has enough of them left."),
    ],
)
def test_a_session_on_a_day_that_is_not_the_runners_says_so(
    days_ago: int | None, weekdays: frozenset[int], said: str
) -> None:
    before = [] if days_ago is None else [kept("strength", A_DAY - timedelta(days=days_ago))]
    proposal = proposed(*before, weekdays=weekdays)
    assert ("Not one of your days" in all_reasons(proposal)) is bool(said)
    assert said in all_reasons(proposal)
    assert (proposal.session is None) is ("enough" in said)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (2, 1, "Nothing is added next time"),
        (4, 1, "Pain 4, left Achilles: next time no more load, no jumps."),
        (4, 7, "Pain 7, right Achilles: next time wall calf stretch one step easier, no jumps."),
    ],
)
def test_pain_above_2_is_named_after_the_session_with_what_follows(
    left: int, right: int, said: str
) -> None:
    record = answered(kept("after-run", A_DAY), 5)
    sets = [
        each
        if each.exercise != WALL
        else replace(each, pain=left if each.side == "left" else right, pain_site="achilles")
        for each in record.sets
    ]
    record = replace(record, sets=tuple(sets))
    doses = proposed(record).doses
    assert nothing_added(record, doses, is_answered=True).startswith(said)
    assert nothing_added(replace(record, status="stopped_pain"), doses, is_answered=True) == ""


def test_after_a_first_session_nothing_is_said_of_one_move_for_all() -> None:
    record = answered(kept("after-run", A_DAY), 5)
    said = nothing_added(record, proposed(record).doses, is_answered=True)
    assert said == (
        "Nothing is added next time. A move needs two sessions at a level before it gets more."
    )


def test_a_session_left_at_the_first_pain_names_it() -> None:
    record = cut_short("five-minutes", left=0, right=7)
    said = nothing_added(record, proposed(record).doses, is_answered=False)
    assert said.startswith("Pain 7, right Achilles: next time wall calf stretch one step easier")


def test_rest_comes_next_on_its_day_once() -> None:
    said = proposed(kept("strength", A_DAY))
    assert next_words(said, A_DAY).startswith("Next: rest, or After a run, ")
    assert next_words(said, A_DAY).endswith(" min, today")


def test_the_achilles_has_a_capital_everywhere() -> None:
    places = ("left achilles", "achilles", "Achilles")
    assert [place_words(each) for each in places] == ["left Achilles", "Achilles", "Achilles"]
