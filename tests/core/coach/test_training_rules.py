"""The training rules line by line, each with the tests that hold it: none may go unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
EFFORT_PAIN_PROGRESSION = {
    "after a set: effort 1 to 10, pain 0 to 10, where and which side, one key each": (
        "test_keys_answer_and_each_answer_is_kept_at_once",
        "test_it_can_be_said_where_it_hurts_and_on_which_side",
    ),
    "all of it can be skipped": (
        "test_keys_answer_and_each_answer_is_kept_at_once",
        "test_not_answered_counts_as_effort_7_and_pain_0_and_two_sessions_with_no_answers_hold",
    ),
    "on the next start, 12 h or more later, one question: pain the morning after": (
        "test_the_question_comes_the_next_morning_only",
        "test_a_key_or_two_answer",
    ),
    "pain 0 to 2: carry on": (
        "test_pain_0_to_2_carry_on_3_to_5_no_increase_above_5_end_next_morning_higher_easier",
        "test_up_to_five_training_goes_on",
    ),
    "pain 3 to 5: carry on, no increase, no jumps": (
        "test_jumps_rest_while_pain_is_3_or_more_or_was_in_the_moves_last_session",
        "test_a_sore_achilles_that_settles",
        "test_pain_of_three_or_more_offers_to_leave_the_jumps_out",
    ),
    "pain above 5 ends the exercise": (
        "test_pain_above_5_ends_the_exercise",
        "test_above_five_the_move_ends",
        "test_too_much_pain_offers_the_end_of_the_move",
    ),
    "next morning higher than before the session, or above 5: one step easier": (
        "test_pain_0_to_2_carry_on_3_to_5_no_increase_above_5_end_next_morning_higher_easier",
        "test_more_than_in_the_session_is_a_step_easier",
    ),
    "three sessions in a row at 3 to 5: consider a physiotherapist": (
        "test_three_sessions_in_a_row_at_3_to_5_consider_a_physiotherapist",
        "test_a_sore_achilles_that_does_not_settle",
    ),
    "more load only after two sessions at that load: all done, effort, pain; when to go down": (
        "test_more_load_only_when_the_last_two_sessions_of_the_move_at_that_load",
    ),
    "no increase in the last 7 days": (
        "test_no_increase_in_the_last_7_days",
        "test_more_sets_are_an_increase_too",
    ),
    "a step is 2 kg in all, at most a tenth of body mass and load": (
        "test_step_2_kg_in_total_at_most_10_percent_of_body_mass_and_load",
    ),
    "jump squats progress in landings, holds in seconds": (
        "test_jump_squats_progress_in_landings_never_in_kg_and_holds_in_seconds",
    ),
    "a suggestion says why in one line, and the runner decides": (
        "test_a_suggestion_says_why_in_one_line",
        "test_the_runner_decides",
    ),
    "pain can hold or lower it, never raise it": (
        "test_pain_can_hold_or_lower_it_never_raise_it",
        "test_who_always_hurts_never_rises",
    ),
    "deload: after five met weeks, missed repetitions twice, or mean pain up by 2": (
        "test_deload_after_five_met_weeks_or_missed_reps_or_pain_mean_up_by_2",
    ),
    "deload: half the sets, the same load, no jumps, for a week": (
        "test_a_deload_has_half_the_sets_the_same_load_and_no_jumps_for_a_week",
    ),
}
STOP_SCREEN = {
    "one key, at any time": (
        "test_every_command_is_valid_in_every_state",
        "test_it_is_asked_at_any_time_and_takes_no_sign_that_nobody_marked",
    ),
    "never inferred": (
        "test_a_stop_is_never_inferred_however_much_it_hurts",
        "test_it_is_asked_at_any_time_and_takes_no_sign_that_nobody_marked",
    ),
    "its choices, and what to do for each": (
        "test_stop_screen_each_sign_with_what_to_do",
        "test_stop_screen_what_a_professional_has_to_see_is_known_from_the_record",
    ),
    "the session ends there and is stored as stopped for pain": (
        "test_stopped_for_pain_is_its_own_ending",
        "test_a_stop_for_pain_is_kept_with_its_reason_even_with_no_set_done",
    ),
    "it freezes its week": ("test_a_session_stopped_for_pain_freezes_its_week_unless_it_was_met",),
    "the text: stop here, what it can be a sign of, a training log and not medical advice": (
        "test_stop_screen_what_the_app_is_and_is_not",
    ),
}
HEEL_RISE_TEST = {
    "ten two-leg raises, one leg, two minutes, the other leg": (
        "test_ten_two_leg_raises_then_one_leg_then_two_minutes_then_the_other",
        "test_a_test_is_guided_and_kept",
    ),
    "60 beats a minute": ("test_the_metronome_gives_60_beats_a_minute_up_on_one_down_on_the_next",),
    "one reminder per fault, over after two unanswered in a row": (
        "test_one_reminder_per_fault_over_after_two_unanswered_in_a_row",
        "test_a_fault_is_reminded_of_and_a_third_in_a_row_ends_the_leg",
    ),
    "what is typical by age and sex, as a band, never a grade": (
        "test_show_a_band_with_the_noise_of_a_day_never_a_grade",
        "test_the_result_has_a_band_and_the_noise_and_never_a_grade",
    ),
    "a change is likely real from 7": (
        "test_a_change_is_likely_real_from_7",
        "test_what_changed_since_last_time",
    ),
    "limb symmetry is the weaker of the stronger": ("test_symmetry_is_the_weaker_of_the_stronger",),
    "an imbalance below 90 and with a gap of 7 on two tests in a row": (
        "test_an_imbalance_below_90_and_with_a_gap_of_7_on_two_tests_in_a_row",
        "test_an_imbalance_needs_two_tests_beyond_the_noise",
    ),
    "retest every four weeks": ("test_retest_every_four_weeks",),
}
LINES = {**EFFORT_PAIN_PROGRESSION, **STOP_SCREEN, **HEEL_RISE_TEST}


@pytest.fixture(scope="module")
def written() -> set[str]:
    """The names of all tests."""
    files = TESTS.rglob("test_*.py")
    return {
        each for path in files for each in re.findall(r"def (test_\w+)\(", path.read_text("utf-8"))
    }


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_training_rules_has_the_tests_named_here(
    line: str, written: set[str]
) -> None:
    assert set(LINES[line]) <= written
