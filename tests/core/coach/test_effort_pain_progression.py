"""Effort, pain, progression: for each line of these rules a table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Legs, with_session
from calf_tui.core.records.coach_records import CoachAnswer, Profile, Run
from calf_tui.core.routines.progression_ladder import LADDERS, Level, above, height
from tests.core.coach.cases import (
    A_DAY,
    BOX_10,
    NO_FLIGHT,
    TOWEL_12,
    after,
    days_ago,
    done,
    of,
    past_of,
    propose_on,
    session,
    sessions_before,
    state_with,
)
from tests.core.coach.plans import PLANS
from tests.records import suggestion_answer

if TYPE_CHECKING:
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.move_history import MoveDone
    from calf_tui.core.coach.past_sessions import TrainedSession
    from calf_tui.core.coach.runner_state import RunnerState


def dose(
    *last: MoveDone,
    exercise: str = "heel_raise_box",
    state: RunnerState | None = None,
    today: date = A_DAY,
) -> MoveDose:
    """What is proposed of a move after these, each four days after the one before; the last one
    two days ago. A year of training lies before them."""
    state = state or state_with()
    past = sessions_before(today - timedelta(days=4 * len(last) + 6))
    for index, each in enumerate(last):
        on = today - timedelta(days=2 + 4 * (len(last) - 1 - index))
        each = each._replace(on=on)
        past = with_session(past, session(on, {exercise: Legs(each, each)}))
    state = replace(state, past=past, week_start=today - timedelta(days=today.weekday()))
    said = propose_on(today, state)
    (one,) = said.doses_of(exercise)
    return one


def rules(one: MoveDose) -> set[str]:
    return {each.rule for each in one.reasons}


@pytest.mark.parametrize(
    ("last", "change", "rule"),
    [
        ([done(effort=6), done(effort=6)], "up", "up-effort"),
        ([done(effort=1), done(effort=6)], "up", "up-effort"),
        ([done(effort=7), done(effort=7, bonus=2)], "up", "up-bonus"),
        ([done(effort=6), done(effort=7, bonus=2)], "up", "up-bonus"),
        ([done(effort=7), done(effort=7, bonus=1)], "hold", "hold-effort"),
        ([done(effort=7, bonus=2), done(effort=7)], "hold", "hold-effort"),
        ([done(effort=8), done(effort=6)], "hold", "hold-effort"),
        ([done(effort=9), done(effort=9)], "hold", "hold-effort"),
        ([done(effort=10), done(effort=9)], "hold", "hold-effort"),
        ([done(effort=10), done(effort=10)], "down", "down-effort"),
        ([done(effort=10), done(effort=6, hit=False)], "down", "down-effort"),
        ([done(hit=False), done(hit=False)], "down", "down-missed"),
        ([done(hit=False), done()], "hold", "hold-missed"),
        ([done(), done(sets=2)], "hold", "hold-missed"),
        ([done()], "hold", "hold-second"),
        ([done(level=TOWEL_12), done()], "hold", "hold-second"),
    ],
)
def test_more_load_only_when_the_last_two_sessions_of_the_move_at_that_load(
    last: list[MoveDone], change: str, rule: str
) -> None:
    one = dose(*last)
    assert one.change == change
    assert rule in rules(one)


@pytest.mark.parametrize(
    ("pain", "morning", "change", "rule"),
    [
        (0, None, "up", "up-effort"),
        (2, 2, "up", "up-effort"),
        (3, None, "hold", "hold-pain"),
        (5, 5, "hold", "hold-pain"),
        (3, 0, "hold", "hold-pain"),
        (6, None, "down", "down-pain"),
        (0, 1, "down", "down-morning"),
        (4, 5, "down", "down-morning"),
        (8, 6, "down", "down-morning"),
    ],
)
def test_pain_0_to_2_carry_on_3_to_5_no_increase_above_5_end_next_morning_higher_easier(
    pain: int, morning: int | None, change: str, rule: str
) -> None:
    one = dose(done(), done(pain=pain, morning=morning))
    assert one.change == change
    assert rule in rules(one)


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ([done(effort=None, pain=0), done(effort=3)], "effort 7 (not answered) and 3"),
        ([done(effort=7), done(effort=3)], "effort 7 and 3"),
        ([done(hit=False), done()], "Less was done in one of the last two sessions than"),
        ([done(hit=False, effort=6), done(sets=2)], "Less was done in the last two sessions than"),
    ],
)
def test_a_reason_says_no_more_than_what_was(last: list[MoveDone], text: str) -> None:
    assert text in " ".join(each.text for each in dose(*last).reasons)


@pytest.mark.parametrize(("days", "change"), [(6, "hold"), (7, "up")])
def test_no_increase_in_the_last_7_days(days: int, change: str) -> None:
    levels = ((14, BOX_10), (days, TOWEL_12), (2, TOWEL_12))
    said = after(*(of(days_ago(on), "heel_raise_box", level) for on, level in levels))
    (one,) = said.doses_of("heel_raise_box")
    assert one.change == change
    assert ("hold-week" in rules(one)) is (change == "hold")


def raises(days: int, sets: int) -> TrainedSession:
    return of(days_ago(days), "heel_raise_box", BOX_10, planned=sets, sets=sets)


@pytest.mark.parametrize(("days", "change"), [(6, "hold"), (7, "up")])
def test_more_sets_are_an_increase_too(days: int, change: str) -> None:
    """From two sets to three, and then no higher level within seven days."""
    (one,) = after(*map(raises, (14, days, 2), (2, 3, 3))).doses_of("heel_raise_box")
    assert (one.change, one.sets) == (change, 3)
    assert ("hold-week" in rules(one)) is (change == "hold")


def test_the_first_session_with_more_sets_is_one_session_so_far() -> None:
    (one,) = after(*map(raises, (4, 1), (2, 3))).doses_of("heel_raise_box")
    assert rules(one) == {"hold-week", "hold-second"}
    assert one.reasons[0].text == "Raised yesterday: never twice within seven days."


def test_not_answered_counts_as_effort_7_and_pain_0_and_two_sessions_with_no_answers_hold() -> None:
    assert rules(dose(done(effort=None), done(effort=None, bonus=5))) == {"hold-unanswered"}
    assert rules(dose(done(effort=6), done(effort=None))) == {"hold-effort"}
    assert dose(done(effort=None), done(effort=6, bonus=2)).change == "up"


def test_a_hold_that_two_rules_ask_for_names_both_and_down_beats_hold_beats_up() -> None:
    assert rules(dose(done(effort=8, pain=4), done(effort=8))) == {"hold-pain", "hold-effort"}
    assert rules(dose(done(effort=10), done(effort=10, pain=4))) == {"down-effort"}


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ((done(effort=10), done(effort=10)), "Effort 10 twice"),
        ((done(effort=10), done(hit=False)), "Effort 10 in one session, less done in the other"),
        ((done(hit=False), done(effort=10)), "Effort 10 in one session, less done in the other"),
    ],
)
def test_an_effort_of_10_is_said_as_often_as_it_was_answered(
    last: tuple[MoveDone, MoveDone], said: str
) -> None:
    (reason,) = dose(*last).reasons
    assert (reason.rule, reason.text) == ("down-effort", f"{said}: one step easier.")


@pytest.mark.parametrize(
    ("load", "mass", "after"),
    [(0.0, None, 2.0), (4.0, None, 6.0), (4.0, 60.0, 6.0), (0.0, 18.0, 1.5), (20.0, None, None)],
)
def test_step_2_kg_in_total_at_most_10_percent_of_body_mass_and_load(
    load: float, mass: float | None, after: float | None
) -> None:
    level = LADDERS["tiptoe_walk"].steps[-1].level._replace(load_kg=load)
    more = above("tiptoe_walk", level, body_mass_kg=mass)
    assert (None if more is None else more.load_kg) == after


@pytest.mark.parametrize("exercise", ["jump_squat", "downward_dog", "wall_calf_stretch"])
def test_jump_squats_progress_in_landings_never_in_kg_and_holds_in_seconds(exercise: str) -> None:
    level: Level | None = LADDERS[exercise].steps[0].level
    seen = []
    while level is not None:
        seen.append(level)
        level = above(exercise, level)
    assert seen == [step.level for step in LADDERS[exercise].steps]
    assert all(each.load_kg == 0 for each in seen)


@pytest.mark.parametrize("effort", [6, 7, 10])
@pytest.mark.parametrize("exercise", list(LADDERS))
def test_pain_can_hold_or_lower_it_never_raise_it(exercise: str, effort: int) -> None:
    level = LADDERS[exercise].steps[-1].level
    answers = [(pain, morning) for pain in (0, 1, 2, 3, 5, 6, 10) for morning in (None, 0, 3, 10)]
    doses = [
        dose(
            done(level=level, effort=effort, bonus=2),
            done(level=level, effort=effort, bonus=2, pain=pain, morning=morning),
            exercise=exercise,
        )
        for pain, morning in answers
    ]
    heights = [height(exercise, each.level) for each in doses]
    assert max(heights) == heights[0]
    assert max(each.sets for each in doses if each.level == doses[0].level) == doses[0].sets


def test_a_suggestion_says_why_in_one_line() -> None:
    loaded = Level("plain", 15, None, 2.0)
    one = dose(done(level=loaded, effort=6), done(level=loaded, effort=6))
    assert one.level == loaded._replace(load_kg=4.0)
    (why,) = one.reasons
    assert why.text == "+2 kg: all 45 repetitions at tempo twice, effort 6 and 6, no pain."


@pytest.mark.parametrize(("this_week", "change"), [(80, "up"), (81, "hold")])
def test_running_more_than_a_third_above_the_mean_of_four_weeks_no_load_rises(
    this_week: int, change: str
) -> None:
    start = A_DAY - timedelta(days=A_DAY.weekday())
    before = [Run(start - timedelta(days=7 * week), minutes=60) for week in range(1, 5)]
    state = state_with(runs=(*before, Run(start, minutes=this_week)))
    one = dose(done(), done(), state=state)
    assert one.change == change
    assert ("hold-running" in rules(one)) is (change == "hold")


@pytest.mark.parametrize(
    ("runs", "change"),
    [
        ((Run(A_DAY, km=100),), "up"),
        ((Run(A_DAY - timedelta(days=10), km=5), Run(A_DAY, minutes=31)), "up"),
        ((Run(A_DAY - timedelta(days=10), km=5), Run(A_DAY, minutes=41)), "hold"),
        ((Run(A_DAY - timedelta(days=60), km=5), Run(A_DAY, minutes=41)), "hold"),
        ((Run(A_DAY + timedelta(days=9), km=50),), "up"),
    ],
)
def test_running_before_runs_were_kept_counts_for_nothing(
    runs: tuple[Run, ...], change: str
) -> None:
    assert dose(done(), done(), state=state_with(runs=runs)).change == change


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (6, True), (7, False)])
def test_race_week_no_new_load_and_less(days: int, holds: bool) -> None:
    state = state_with(profile=Profile(race=A_DAY + timedelta(days=days)))
    one = dose(done(), done(), state=state)
    assert ("hold-race-week" in rules(one)) is holds
    assert one.sets == (1 if holds else 3)


def test_no_test_is_due_in_a_deload_week() -> None:
    past = sessions_before(A_DAY)
    due = {taken: propose_on(A_DAY, state_with(past=past, deload=taken)) for taken in (None, A_DAY)}
    said = {taken: {each.rule for each in one.notices} for taken, one in due.items()}
    assert ("test-due" in said[None], "test-due" in said[A_DAY]) == (True, False)


def test_who_does_the_fewer_sets_of_race_week_has_missed_none() -> None:
    race = state_with(profile=Profile(race=A_DAY + timedelta(days=2)))
    assert rules(dose(done(sets=1), done(sets=1), state=race)) == {"hold-race-week"}
    missed = dose(done(sets=1), done(sets=1, hit=False), state=race)
    assert rules(missed) == {"hold-missed", "hold-race-week"}


def test_a_deload_has_half_the_sets_the_same_load_and_no_jumps_for_a_week() -> None:
    for days, is_deload in ((0, True), (6, True), (7, False)):
        state = state_with(deload=days_ago(days))
        one = dose(done(), done(), state=state)
        assert ("hold-deload" in rules(one)) is is_deload
        assert (one.level == BOX_10) is is_deload
        assert one.sets == (1 if is_deload else 3)


def test_back_after_eight_weeks_off_half_the_last_load_and_two_ladder_steps_down() -> None:
    for load, text in ((8.0, "half the load, two steps down"), (0.0, "two steps down")):
        walk = of(days_ago(56), "tiptoe_walk", Level("plain", None, 60.0, load))
        past = past_of(*sessions_before(days_ago(70)).sessions, walk)
        (one,) = propose_on(A_DAY, state_with(past=past)).doses_of("tiptoe_walk")
        assert (one.level, one.change) == (Level("plain", None, 30.0, load / 2), "down")
        assert rules(one) == {"down-break"}
        assert one.reasons[0].text == f"Eight weeks off or more: {text}."


def test_gone_starts_one_step_lower() -> None:
    gone = CoachAnswer(A_DAY - timedelta(days=1), "gone", place="calf")
    one = dose(done(), done(), state=state_with(clearances=(gone,)))
    assert (one.change, rules(one)) == ("down", {"down-gone"})
    knee = replace(gone, place="shin")
    assert (
        dose(done(), exercise="foam_roll_calf", state=state_with(clearances=(knee,))).change
        == "hold"
    )


@pytest.mark.parametrize(("accepted", "change"), [(True, "up"), (False, "hold")])
def test_the_runner_decides(accepted: bool, change: str) -> None:
    said = suggestion_answer(A_DAY - timedelta(days=1), "heel_raise_box", accepted=accepted)
    assert dose(done(), done(), state=state_with(suggestions=(said,))).change == change


@pytest.mark.parametrize(("days", "change"), [(1, "hold"), (6, "hold"), (7, "up")])
def test_a_refused_increase_is_held_for_a_week_whatever_is_trained_in_it(
    days: int, change: str
) -> None:
    said = suggestion_answer(days_ago(days), "heel_raise_box", accepted=False)
    one = dose(done(), done(), state=state_with(suggestions=(said,)))
    assert one.change == change
    assert ("hold-refused" in rules(one)) is (change == "hold")


def test_the_last_answer_counts() -> None:
    no = suggestion_answer(A_DAY - timedelta(days=3), "heel_raise_box", accepted=False)
    yes = replace(no, local_date=A_DAY - timedelta(days=1), answer="accepted")
    assert dose(done(), done(), state=state_with(suggestions=(yes, no))).change == "up"
    later_no = replace(no, local_date=yes.local_date)
    assert dose(done(), done(), state=state_with(suggestions=(yes, later_no))).change == "hold"


def test_at_the_foot_of_a_ladder_a_step_easier_is_one_set_less() -> None:
    one = dose(
        done(level=NO_FLIGHT, sets=2, effort=10),
        done(level=NO_FLIGHT, sets=2, effort=10),
        exercise="jump_squat",
    )
    assert (one.level, one.sets, one.change) == (NO_FLIGHT, 1, "down")


def test_a_plan_says_how_far_a_move_goes() -> None:
    plan = PLANS["build-up"]
    held = dose(done(), done(), state=state_with(plan=plan, plan_week=2))
    assert (held.change, rules(held)) == ("hold", {"hold-plan"})
    assert dose(done(), done(), state=state_with(plan=plan, plan_week=4)).change == "up"
    lowered = dose(done(), done(), state=state_with(plan=plan, plan_week=0))
    assert (lowered.level.form, rules(lowered)) == ("floor", {"down-plan"})


@pytest.mark.parametrize(
    ("count", "reps", "form"),
    [(None, 8, "floor"), (9, 8, "floor"), (10, 10, "plain"), (20, 15, "article")],
)
def test_a_runner_may_enter_the_ladder_where_a_heel_rise_test_suggests(
    count: int | None, reps: int, form: str
) -> None:
    state = state_with(profile=Profile(heel_raises=count), week_start=A_DAY)
    said = propose_on(A_DAY, state)
    (one,) = said.doses_of("heel_raise_box")
    assert (one.level.reps, one.level.form, one.change) == (reps, form, "first")
    assert one.reasons


def test_the_legs_stand_apart_where_they_differ_and_the_stronger_waits() -> None:
    """A set has one dose for both legs, so an increase of one of them would never come."""
    wall = LADDERS["wall_calf_stretch"].steps[1].level
    said = after(
        *(
            session(
                days_ago(days),
                {
                    "wall_calf_stretch": Legs(
                        done(wall, hit=False)._replace(on=days_ago(days)),
                        done(wall)._replace(on=days_ago(days)),
                    )
                },
            )
            for days in (6, 2)
        )
    )
    walls = {e.side: e.change for e in said.doses if e.exercise == "wall_calf_stretch"}
    assert walls == {"left": "down", "right": "hold"}
    of_wall = (each for each in said.doses if each.exercise == "wall_calf_stretch")
    (strong,) = (each for each in of_wall if each.side == "right")
    assert strong.level == strong.before
    assert strong.reasons[0].rule == "weaker-leg"
    assert strong.reasons[0].text == "Both legs do what the left one is given: 2 × 15 s."
