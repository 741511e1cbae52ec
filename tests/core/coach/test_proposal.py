"""The proposal: the session with its doses, its sentence, its whys, and what a runner changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Legs, Stop
from calf_tui.core.coach.proposal import COACHED
from calf_tui.core.coach.proposal.after_session import MOVE_WORDS
from calf_tui.core.coach.proposal.before_start import stop_question
from calf_tui.core.coach.proposal.proposal import Proposal, propose
from calf_tui.core.coach.proposal.proposal_text import (
    all_reasons,
    dose_sentence,
    mark_first_mentions,
    move_lines,
    reason_beside_dose,
    reason_groups,
    sentence,
)
from calf_tui.core.coach.rules.move_facts import increase_words
from calf_tui.core.coach.rules.session_rules import AFTER_RUN, BEFORE_RUN, FIRST_WEEK, STRENGTH
from calf_tui.core.coach.rules.stop_rules import open_stop_of_routine
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachAnswer, Profile
from calf_tui.core.routines.progression_ladder import LADDERS, Level
from calf_tui.core.routines.routine_step_levels import (
    at_level,
    level_of_step,
    with_load,
    with_more,
    with_other_form,
)
from calf_tui.core.session.session_to_record import done_as_planned
from calf_tui.core.text.formatting import day_words, dose
from tests.core.coach.cases import (
    A_DAY,
    BOX_10,
    JUMPS_8,
    MONDAY,
    TOWEL_12,
    days_ago,
    done,
    of,
    past_of,
    session,
    state_with,
)
from tests.core.coach.cases import after as after_sessions
from tests.core.coach.plans import PLANS, ROUTINES
from tests.records import suggestion_answer

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Step

NOON = datetime(2026, 11, 26, 12)
NOTHING = state_with()


after = partial(after_sessions, at=NOON)


def step_of(said: Proposal, exercise: str) -> Step:
    assert said.session is not None
    return next(each for each in said.session.steps if each.exercise.id == exercise)


EASY_TWICE = tuple(of(days_ago(days), "heel_raise_box", BOX_10, effort=6) for days in (9, 4))
JUMPED = of(days_ago(1), "jump_squat", JUMPS_8, effort=1)
STOPPED = session(days_ago(3), stop=Stop(days_ago(3), "achilles"))


def test_what_is_proposed_without_a_plan_is_known_without_the_rules() -> None:
    assert {AFTER_RUN, BEFORE_RUN, FIRST_WEEK, STRENGTH} == COACHED
    assert set(MOVE_WORDS) == set(LADDERS)


def test_the_sentence_names_session_length_last_time_and_what_rests() -> None:
    said = after(*EASY_TWICE)
    assert sentence(said, said.session) == (
        "Strength, 11 min · last done Sunday; 24 min as written"
    )
    jumped = after(replace(JUMPED, routine="after-run"), day_type="after-run")
    assert sentence(jumped, jumped.session) == (
        "After a run, 9 min · last done yesterday; 11 min as written"
    )


def test_jumps_that_rest_are_said_where_the_session_has_them() -> None:
    daily = next(each for each in ROUTINES if each.id == STRENGTH)
    said = replace(after(JUMPED), full=daily, session=daily)
    assert sentence(said, daily).endswith("jumps rest until tomorrow")


def test_a_day_of_rest_is_said_in_two_words() -> None:
    said = replace(after(), session=None, full=None)
    assert sentence(said, None) == "Rest today"


def test_a_rest_day_may_be_no_session_at_all() -> None:
    said = after(*EASY_TWICE, day_type="rest-day")
    assert sentence(said, said.session).startswith("Rest today, or After a run, ")


def test_a_beginner_is_offered_the_first_week() -> None:
    said = propose(state_with(week_start=MONDAY, at=NOON), ROUTINES)
    assert said.session is not None
    assert said.session.id == "first-week"
    lines = move_lines(said, said.session)
    assert [line.partition(" 2 ×")[0].strip() for line in lines][1:3] == [
        "Heel raise on floor",
        "Squat to the toes",
    ]
    assert dose(said.session.steps[2]) == "2 × 5 reps"


def test_a_beginner_is_offered_no_more_than_first_week_has_as_written() -> None:
    first_week = next(each for each in ROUTINES if each.id == FIRST_WEEK)
    written = {each.exercise.id: each for each in first_week.steps}
    start = datetime(2026, 11, 20, 18, tzinfo=timezone.utc)
    done = done_as_planned(first_week, "first", start, start.date())
    begun = runner_state(ProgressSnapshot(A_DAY, (done,)), A_DAY)
    for state in (state_with(week_start=MONDAY), replace(begun, plan=PLANS["build-up"])):
        said = propose(replace(state, at=NOON), ROUTINES)
        assert said.session is not None
        assert said.session.id == "first-week"
        for step in said.session.steps:
            same = written[step.exercise.id]
            assert (step.sets, step.dose, step.sides) == (same.sets, same.dose, same.sides)
            assert {(each.sets, each.level.amount) for each in said.doses_of(step.exercise.id)} == {
                (same.sets, same.dose.amount)
            }
        assert "as written" not in sentence(said, said.session)


def test_a_beginner_with_strong_calves_starts_further_up() -> None:
    strong = Profile(heel_raises=20)
    said = propose(state_with(week_start=MONDAY, profile=strong, at=NOON), ROUTINES)
    (raises,) = said.doses_of("heel_raise_box")
    assert (raises.sets, raises.level.reps, raises.reasons[0].rule) == (3, 15, "first-test")


def test_the_why_names_a_move_as_the_list_of_moves_does() -> None:
    said = propose(state_with(week_start=MONDAY, at=NOON), ROUTINES)
    headings = [each.heading for each in reason_groups(said)]
    assert headings[2:4] == ["Heel raise on floor. New: 2 × 8", "Squat to the toes. New: 2 × 5"]


def test_a_move_left_out_is_told_where_the_session_has_it_or_it_hurt() -> None:
    rested = after(JUMPED, day_type="after-run")
    assert [each.exercise for each in rested.left_out] == ["jump_squat"]
    assert rested.left_out_to_tell == ()
    sore = after(replace(JUMPED, pain=3), day_type="after-run")
    assert [each.exercise for each in sore.left_out_to_tell] == ["jump_squat"]
    assert "Jumps rest while pain is 3 or more" in all_reasons(sore)


def test_the_why_says_once_what_holds_for_all_moves() -> None:
    snap = session(days_ago(1), stop=Stop(days_ago(1), needs_check=True))
    day, left_out = reason_groups(after(snap))
    assert (day.heading, [each.rule for each in day.reasons]) == ("", ["after-stop"])
    assert left_out.heading.startswith("Tiptoe walk, Heel raise on a box, ")
    assert left_out.heading.endswith("Jump squat: left out")
    assert left_out.reasons == ()


def test_the_why_says_once_what_a_move_rises_to() -> None:
    (raises,) = after(*EASY_TWICE).doses_of("heel_raise_box")
    (why,) = raises.reasons
    assert dose_sentence(raises) == "More: 3 × 12 slowly"
    assert reason_beside_dose(why) == "All 30 repetitions at tempo twice, effort 6 and 6, no pain."
    assert why.text == f"3 × 12 slowly: {reason_beside_dose(why).replace('All', 'all', 1)}"


def test_the_why_names_the_last_step_once() -> None:
    dog = LADDERS["downward_dog"].steps[-1].level
    said = after(of(days_ago(9), "downward_dog", dog), of(days_ago(4), "downward_dog", dog))
    (dose_,) = said.doses_of("downward_dog")
    assert dose_sentence(dose_) == "As before: 3 × 30 s"
    assert [reason_beside_dose(each) for each in dose_.reasons] == [
        "The last step there is: it stays."
    ]


@pytest.mark.parametrize(
    ("exercise", "step", "said"),
    [("heel_raise_box", 0, "3 × 10 on a box"), ("jump_squat", 0, "2 × 5 with a jump")],
)
def test_a_rise_to_the_plain_form_says_what_is_new(exercise: str, step: int, said: str) -> None:
    one, next_ = (each.level for each in LADDERS[exercise].steps[step : step + 2])
    assert increase_words(exercise, one, next_) == said


def test_without_load_a_walk_needs_no_dumbbells_and_says_so() -> None:
    walk = LADDERS["tiptoe_walk"].steps[-1].level
    for load in (0.0, 4.0):
        sets = (of(days_ago(4), "tiptoe_walk", walk._replace(load_kg=load)),)
        session = after(*sets).session
        assert session is not None
        assert ("2 dumbbells" in session.kit) is bool(load)
        assert step_of(after(*sets), "tiptoe_walk").unloaded is not bool(load)


def test_the_session_carries_what_is_suggested() -> None:
    said = after(*EASY_TWICE)
    assert said.session is not None
    assert level_of_step(step_of(said, "heel_raise_box")) == TOWEL_12
    assert "↑3 × 12 slowly" in "\n".join(move_lines(said, said.session))


def test_the_why_tells_each_rule_once_with_its_source() -> None:
    said = after(*EASY_TWICE, JUMPED)
    told = mark_first_mentions(reason_groups(replace(said, full=None)))
    rules = [
        reason.rule
        for each, is_first in told
        for reason, first in zip(each.reasons, is_first, strict=True)
        if first
    ]
    assert len(rules) == len(set(rules))
    assert {"rest-48h", "jumps-48h"} <= set(rules)
    assert all(reason.by.source for each, _ in told for reason in each.reasons)


def test_what_matters_most_is_said_first() -> None:
    sore = [session(days_ago(days), pain=4) for days in (6, 4, 2)]
    assert all_reasons(after(*sore)).startswith("Pain of 3 or more in the last three sessions")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-3, "Monday"), (-7, "19 Nov")],
)
def test_days_are_named_as_people_do(days: int, words: str) -> None:
    assert day_words(A_DAY + timedelta(days=days), A_DAY) == words


def test_a_stop_is_asked_about_where_the_routine_loads_the_place() -> None:
    said = after(STOPPED)
    assert said.stop == STOPPED.stop
    assert said.session is None or not {each.exercise.id for each in said.session.steps} & {
        move for move, ladder in LADDERS.items() if "achilles" in ladder.places
    }
    past = past_of(STOPPED)
    strength = next(each for each in ROUTINES if each.id == STRENGTH)
    assert open_stop_of_routine(state_with(past=past), strength) == STOPPED.stop
    cleared = (CoachAnswer(A_DAY, "checked", place="achilles"),)
    assert open_stop_of_routine(state_with(past=past, clearances=cleared), strength) is None
    assert STOPPED.stop is not None
    assert (
        stop_question(STOPPED.stop, A_DAY)
        == "You stopped for pain (Achilles) on Monday. How is it now?"
    )


def test_what_the_runner_chose_instead_is_proposed() -> None:
    fewer = TOWEL_12._replace(reps=11)
    chosen = suggestion_answer(days_ago(4), "heel_raise_box", accepted=True, level=fewer)
    said = after(*EASY_TWICE, state=state_with(suggestions=(chosen,)))
    assert step_of(said, "heel_raise_box").dose.reps == 11


def test_only_the_coming_session_carries_what_was_chosen() -> None:
    fewer = TOWEL_12._replace(reps=11)
    chosen = suggestion_answer(days_ago(5), "heel_raise_box", accepted=True, level=fewer)
    said = after(*EASY_TWICE, state=state_with(suggestions=(chosen,)))
    assert step_of(said, "heel_raise_box").dose.reps == 12
    never = suggestion_answer(days_ago(1), "foam_roll_calf", accepted=True, level=fewer)
    assert after(*EASY_TWICE, state=state_with(suggestions=(never,))).session is not None


def test_what_was_chosen_for_one_leg_is_no_more_for_the_other() -> None:
    more = TOWEL_12._replace(reps=14)
    left = suggestion_answer(days_ago(4), "heel_raise_box", accepted=True, side="left", level=more)
    right = suggestion_answer(days_ago(4), "heel_raise_box", accepted=False, side="right")
    said = after(*EASY_TWICE, state=state_with(suggestions=(left,)))
    assert step_of(said, "heel_raise_box").dose.reps == 12
    said = after(*EASY_TWICE, state=state_with(suggestions=(left, right)))
    assert level_of_step(step_of(said, "heel_raise_box")) == BOX_10


def test_before_a_run_carries_no_increase() -> None:
    more = suggestion_answer(
        days_ago(1), "tiptoe_walk", accepted=True, level=Level("plain", None, 60, 4)
    )
    walks = of(days_ago(4), "tiptoe_walk", Level("plain", None, 60.0), effort=6)
    said = after(*EASY_TWICE, walks, state=state_with(suggestions=(more,)), day_type="before-run")
    assert step_of(said, "tiptoe_walk").load_kg == 0


@pytest.mark.parametrize(("move", "more"), [("tiptoe_walk", 30), ("downward_dog", 10)])
def test_before_a_run_holds_what_would_rise(move: str, more: float) -> None:
    """The seconds of the walk, the sets of the dog."""
    first, sets = LADDERS[move].steps[0].level, 2
    twice = []
    for days in (9, 4):
        each = done(first, sets=sets)._replace(on=days_ago(days), planned=sets)
        twice.append(session(days_ago(days), {move: Legs(each, each)}))
    (rising,) = after(*twice).doses_of(move)
    assert (rising.change, rising.sets, rising.level.seconds) == ("up", 3, more)
    step = step_of(after(*twice, day_type="before-run"), move)
    assert step.dose.seconds == first.seconds
    assert step.sets <= sets


def test_pain_holds_what_the_runner_chose_back() -> None:
    more = TOWEL_12._replace(reps=14)
    chosen = suggestion_answer(days_ago(4), "heel_raise_box", accepted=True, level=more)
    sore = session(days_ago(2), pain=4)
    said = after(*EASY_TWICE, sore, state=state_with(suggestions=(chosen,)), day_type=None)
    doses = said.doses_of("heel_raise_box")
    assert {each.change for each in doses} == {"hold"}
    if said.session is not None and said.session.id == STRENGTH:
        assert level_of_step(step_of(said, "heel_raise_box")) == BOX_10


def test_a_step_can_be_made_more_heavier_and_of_another_form() -> None:
    said = after(*EASY_TWICE)
    raise_ = step_of(said, "heel_raise_box")
    assert with_more(raise_, 2).dose.reps == 14
    assert with_more(raise_, -99).dose.reps == 1
    walk = step_of(said, "tiptoe_walk")
    assert with_more(walk, 1).dose.seconds == 25
    assert with_more(walk, -99).dose.seconds == 5
    assert with_load(walk, 2).load_kg == 2
    assert with_load(walk, -2).load_kg == 0
    jumps = step_of(said, "jump_squat")
    assert with_load(jumps, 2) == jumps


def test_a_form_on_the_floor_needs_neither_box_nor_rail() -> None:
    daily = next(each for each in ROUTINES if each.id == "daily-six")
    raises = next(each for each in daily.steps if each.exercise.id == "heel_raise_box")
    ladder = LADDERS["heel_raise_box"]
    floor = at_level(raises, ladder.steps[0].level, ladder.steps[0].sets)
    assert {"box or step", "rail"} <= set(raises.kit)
    assert (floor.exercise.name, floor.kit) == ("Heel raise on floor", ("wall",))


@pytest.mark.parametrize("exercise", LADDERS)
def test_the_forms_of_a_move_come_round(exercise: str) -> None:
    daily = next(each for each in ROUTINES if each.id == "daily-six")
    step = next(each for each in daily.steps if each.exercise.id == exercise)
    ladder, own = LADDERS[exercise], step.exercise
    step = at_level(step, ladder.steps[0].level, ladder.steps[0].sets)
    seen = []
    for _ in ladder.forms:
        level = level_of_step(step)
        assert level is not None
        seen.append(level.form)
        step = with_other_form(step, own)
    assert tuple(seen) == ladder.forms
