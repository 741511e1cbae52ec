"""What the coach reads from the records, and what becomes of a routine by its advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS, StopSign
from calf_tui.core.coach.past_sessions import Stop
from calf_tui.core.coach.proposal.proposal import propose
from calf_tui.core.coach.runner_state import RunnerState
from calf_tui.core.coach.runner_state_from_records import runner_state, trained_session
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachAnswer
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Target
from calf_tui.core.routines.progression_ladder import LADDERS, Level, level_of, tempo_of
from calf_tui.core.routines.routine import Dose, Side
from tests.core.coach.cases import A_DAY, BY_ID, answered, kept
from tests.core.coach.plans import PLANS, ROUTINES
from tests.records import make_session, make_set


@pytest.mark.parametrize(
    ("exercise", "step"),
    [(move, index) for move, ladder in LADDERS.items() for index in range(len(ladder.steps))],
)
def test_each_step_is_known_again_from_its_record(exercise: str, step: int) -> None:
    level, sets, tempo = LADDERS[exercise].steps[step]
    side: Side = "left" if level.form == "one leg" else "both"
    dose = Dose(level.reps, level.seconds)
    assert level_of(exercise, dose, tempo, side, 4.0, sets) == level._replace(load_kg=4.0)
    assert tempo_of(exercise, level) == tempo


def test_a_session_as_the_coach_sees_it() -> None:
    record = answered(kept("daily-six", A_DAY), 8, 3, "left achilles")
    seen = trained_session(replace(record, morning_pain=4))
    assert (seen.pain, seen.morning, seen.worst, seen.is_hard, seen.sets) == (3, 4, 4, True, 18)
    assert seen.ended.hour == 18
    left, right = seen.moves["wall_calf_stretch"]
    assert left is not None
    assert left == right
    assert (left.sets, left.effort, left.pain, left.morning, left.hit) == (3, 8, 3, 4, True)
    assert set(seen.moves) == set(LADDERS)


def test_the_tempos_of_the_ladder_are_those_of_the_move() -> None:
    (move,) = (each for each in BY_ID["strength"].exercises if each.id == "heel_raise_box")
    presets = {preset.tempo for preset in move.tempos}
    assert {step.tempo for step in LADDERS[move.id].steps} <= presets


def test_legs_that_did_differently_are_told_apart() -> None:
    sets = (
        replace(make_set(side="left"), rpe=6),
        replace(make_set("short", side="right", done=5), rpe=10),
    )
    seen = trained_session(replace(make_session(), sets=sets))
    left, right = seen.moves["heel_raise_box"]
    assert left is not None
    assert right is not None
    assert (left.level.form, left.hit, left.effort) == ("one leg", True, 6)
    assert (right.hit, right.effort, right.sets) == (False, 10, 0)


def test_what_was_skipped_altogether_was_not_done() -> None:
    seen = trained_session(replace(make_session(), sets=(make_set("skipped", done=0),)))
    assert (seen.moves, seen.sets) == ({}, 0)


@pytest.mark.parametrize(
    ("site", "place"),
    [("left achilles", "achilles"), ("Knee", "knee"), ("✓", None), (None, None), ("other", None)],
)
def test_a_stop_is_for_the_place_that_hurt_or_for_any(site: str | None, place: str | None) -> None:
    record = answered(kept("strength", A_DAY, status="stopped_pain"), 6, 6, site)
    stop = trained_session(record).stop
    assert stop is not None
    assert (stop.date, stop.place) == (A_DAY, place)
    assert trained_session(kept("strength", A_DAY)).stop is None


def test_a_stop_is_for_the_place_of_the_set_that_it_ended() -> None:
    record = kept("strength", A_DAY, status="stopped_pain")
    first, *others = record.sets
    calf = replace(first, pain=4, pain_site="calf")
    ended = replace(others[-1], outcome="skipped", pain_site="left knee")
    sets = (calf, *others[:-1], ended)
    stop = trained_session(replace(record, sets=sets)).stop
    assert stop is not None
    assert stop.place == "knee"
    unsaid = trained_session(replace(record, sets=(calf, *others))).stop
    assert unsaid is not None
    assert unsaid.place == "calf"


@pytest.mark.parametrize("sign", STOP_SIGNS, ids=lambda each: each.sign[:12])
@pytest.mark.parametrize("note", ["{}", "{}; better in the evening", "Monday: {}"])
def test_stop_screen_what_a_professional_has_to_see_is_known_from_the_record(
    sign: StopSign, note: str
) -> None:
    record = answered(kept("strength", A_DAY, status="stopped_pain"), 6, 2, "left knee")
    stop = trained_session(replace(record, note=note.format(sign.sign))).stop
    assert stop is not None
    assert stop.needs_check is (sign.sign != "Another sharp pain")
    assert stop.place == (None if stop.needs_check else "knee")


@pytest.mark.parametrize("sign", STOP_SIGNS, ids=lambda each: each.id)
def test_the_sign_is_known_without_its_note(sign: StopSign) -> None:
    record = kept("strength", A_DAY, status="stopped_pain", stop_sign=sign.id, note="all is well")
    stop = trained_session(record).stop
    assert stop is not None
    assert stop.needs_check is sign.needs_check


def test_a_sign_of_a_later_version_needs_a_check() -> None:
    record = kept("strength", A_DAY, status="stopped_pain", stop_sign="dizziness")
    assert trained_session(record).stop == Stop(A_DAY, needs_check=True, at=record.ended_at)


def test_a_stop_that_needs_a_check_is_not_forgotten() -> None:
    snap = kept(
        "strength", A_DAY - timedelta(days=90), status="stopped_pain", note=STOP_SIGNS[0].sign
    )
    later = [kept("daily-six", A_DAY - timedelta(days=day)) for day in range(80, 0, -2)]
    state = runner_state(ProgressSnapshot(A_DAY, (snap, *later)), A_DAY)
    assert propose(state, ROUTINES).session is None
    checked = CoachAnswer(A_DAY, "checked")
    assert propose(replace(state, clearances=(checked,)), ROUTINES).session is not None


def test_bonus_repetitions_count_in_the_last_set() -> None:
    sets = (make_set(number=1, done=18), make_set(number=2, done=17))
    (legs,) = trained_session(replace(make_session(), sets=sets)).moves.values()
    assert legs.left is not None
    assert legs.left.bonus == 2


def test_a_short_session_before_a_run_lowers_nothing() -> None:
    days = [kept("strength", A_DAY - timedelta(days=6)), kept("before-run", A_DAY)]
    state = runner_state(ProgressSnapshot(A_DAY, tuple(days)), A_DAY)
    assert state.past.tracks["tiptoe_walk"][0][-1].level == Level("plain", None, 60.0)
    assert "downward_dog" not in state.past.tracks


def test_the_weeks_their_target_and_the_tests_up_to_a_day() -> None:
    days = [
        A_DAY - timedelta(days=7 * week + day) for week in range(6, -1, -1) for day in (2, 1, 0)
    ]
    sessions = tuple(kept("after-run", day) for day in days)
    test = HeelRiseTest("a", sessions[0].started_at, A_DAY, 20, 20, sessions[0].started_at)
    later = replace(test, local_date=A_DAY + timedelta(days=1))
    progress_snapshot = ProgressSnapshot(
        A_DAY, sessions, (Target(days[0], 2),), (Pause(A_DAY - timedelta(days=300)),), (test, later)
    )
    state = runner_state(progress_snapshot, A_DAY)
    assert (state.week_start, state.target, state.tests) == (date(2026, 11, 23), 2, (test,))
    assert state.met_weeks == 6
    assert state.past.training_days(state.week_start, A_DAY) == 3
    assert runner_state(progress_snapshot, days[0]).met_weeks == 0


def test_a_move_trained_long_ago_keeps_its_history() -> None:
    """Daily stretching for years since then does not push it out."""
    old = [kept("strength", A_DAY - timedelta(days=700 - day)) for day in (0, 3)]
    daily = [kept("after-run", A_DAY - timedelta(days=day)) for day in range(400, 0, -1)]
    state = runner_state(ProgressSnapshot(A_DAY, (*old, *daily)), A_DAY)
    assert len(state.past.tracks["jump_squat"][0]) == 2
    assert len(state.past.sessions) < 60
    said = propose(state, ROUTINES)
    assert {each.exercise for each in said.doses} == set(LADDERS)


def test_sessions_dated_ahead_are_not_known_yet() -> None:
    state = runner_state(
        ProgressSnapshot(A_DAY, (kept("strength", A_DAY + timedelta(days=1)),)), A_DAY
    )
    assert state.past.last is None


def test_the_proposed_session_has_the_doses_and_lacks_what_is_left_out() -> None:
    last = answered(kept("daily-six", A_DAY - timedelta(days=1)), 6)
    state = runner_state(ProgressSnapshot(A_DAY, (last,)), A_DAY)
    said = propose(replace(state, plan=PLANS["as-in-the-article"], target=7), ROUTINES)
    assert said.session is not None
    steps = {each.exercise.id: each for each in said.session.steps}
    assert (said.session.id, LADDERS.keys() - steps.keys()) == ("daily-six", {"jump_squat"})
    step = steps["heel_raise_box"]
    assert (step.sets, step.dose, step.sides) == (3, Dose(reps=15), "both")
    assert step.tempo == LADDERS["heel_raise_box"].steps[3].tempo


def test_a_new_runner_is_given_the_first_steps() -> None:
    session = propose(RunnerState(A_DAY, week_start=A_DAY), ROUTINES).session
    assert session is not None
    assert session.id == "first-week"
    doses = {step.exercise.id: f"{step.sets} × {step.dose.amount:.0f}" for step in session.steps}
    assert (doses["heel_raise_box"], doses["jump_squat"]) == ("2 × 8", "2 × 5")
    assert session.seconds < BY_ID["daily-six"].seconds


def test_before_a_run_stays_short_and_light() -> None:
    loaded = answered(kept("daily-six", A_DAY - timedelta(days=3)), 6)
    loaded = replace(loaded, sets=tuple(replace(each, load_kg=8.0) for each in loaded.sets))
    state = runner_state(ProgressSnapshot(A_DAY, (loaded,)), A_DAY)
    said = propose(replace(state, day_type="before-run"), ROUTINES)
    assert said.session == BY_ID["before-run"]
