"""Today, plans, runs, the stop screen, the heel-rise test: for each line a table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.pain_monitoring import DISCLAIMER, STOP_SIGNS, STOP_TEXT, pain_advice
from calf_tui.core.coach.past_sessions import Past, Stop
from calf_tui.core.coach.rules.day_rules import Until
from calf_tui.core.progress.heel_rise_test import NOISE, is_likely_real, typical_rises
from calf_tui.core.records.coach_records import CoachAnswer, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.session.pain_scale import is_too_much
from tests.core.coach.cases import (
    A_DAY,
    BOX_10,
    JUMPS_8,
    MONDAY,
    NO_FLIGHT,
    after,
    days_ago,
    moves_in,
    of,
    past_of,
    propose_on,
    routine_of,
    session,
    sessions_before,
    state_with,
)
from tests.core.coach.plans import PLANS
from tests.records import AN_INSTANT

if TYPE_CHECKING:
    from calf_tui.core.coach.past_sessions import TrainedSession
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType, RunnerState
    from calf_tui.core.routines.progression_ladder import Level


def rules(said: Proposal) -> list[str]:
    return [each.rule for each in said.reasons]


HARD = of(days_ago(1), "heel_raise_box", BOX_10, effort=7)
EASY = of(days_ago(1), "heel_raise_box", BOX_10, effort=6)
SQUATS = of(days_ago(1), "jump_squat", NO_FLIGHT, effort=1)
HARD_RUNS = Profile(weekdays=frozenset((0, 2)), hard_run_days=frozenset((1, 3)))
"""With hard runs on these days, and training on the days before."""
RESTED = of(days_ago(2), "heel_raise_box", BOX_10, effort=9)


@pytest.mark.parametrize(
    ("last", "state", "day_type", "routine", "rule"),
    [
        (RESTED, state_with(), None, "strength", "strength"),
        (HARD, state_with(), None, "after-run", "rest-48h"),
        (EASY, state_with(), None, "strength", "strength"),
        (of(days_ago(1), "heel_raise_box", BOX_10, sets=1), state_with(), None, "strength",
         "strength"),
        (SQUATS, state_with(), None, "after-run", "rest-48h"),
        (RESTED, state_with(), "rest-day", "after-run", "rest-day"),
        (RESTED, state_with(), "before-run", "before-run", "before-run"),
        (RESTED, state_with(), "after-run", "after-run", "after-run"),
        (RESTED, state_with(runs=(Run(A_DAY, minutes=30),)), None, "after-run", "after-run"),
        (RESTED, state_with(target=1), None, "after-run", "week-met"),
        (of(A_DAY, "downward_dog", LADDERS["downward_dog"].steps[0].level), state_with(), None,
         "after-run", "done-today"),
        (RESTED, state_with(plan=PLANS["three-days"]), None, "after-run", "plan-session"),
        (HARD, state_with(plan=PLANS["as-in-the-article"], target=7), None, "daily-six",
         "plan-session"),
        (HARD, state_with(plan=PLANS["build-up"]), None, None, "rest-48h"),
        (RESTED, state_with(profile=Profile(hard_run_days=frozenset((4,)))), None, "after-run",
         "before-hard-run"),
        (RESTED, state_with(target=6, profile=Profile(hard_run_days=frozenset((4,)))), None,
         "strength",
         "strength"),
        (RESTED, state_with(profile=Profile(hard_run_days=frozenset((3,)))), None, "strength",
         "strength"),
        (RESTED, state_with(profile=HARD_RUNS), None, "after-run", "before-hard-run"),
        (RESTED, state_with(plan=PLANS["build-up"], profile=HARD_RUNS), None, "after-run",
         "before-hard-run"),
        (RESTED,
         state_with(profile=Profile(weekdays=frozenset((3, 5)), hard_run_days=frozenset((3,)))),
         None, "strength", "strength"),
        (RESTED, state_with(plan=PLANS["build-up"], profile=Profile(weekdays=frozenset((1, 3)),
         hard_run_days=frozenset((4,)))), None, "after-run", "before-hard-run"),
        (RESTED, state_with(profile=Profile(weekdays=frozenset((0, 4, 5)))), None, None, "day-off"),
        (RESTED, state_with(profile=Profile(weekdays=frozenset((0, 5)))), None, "strength",
         "strength"),
        (RESTED, state_with(profile=Profile(race=days_ago(-6))), None, "after-run", "race-week"),
    ],
)  # fmt: skip
def test_today_first_that_applies(
    last: TrainedSession,
    state: RunnerState,
    day_type: DayType | None,
    routine: str | None,
    rule: str,
) -> None:
    said = after(last, state=state, day_type=day_type)
    assert (routine_of(said), said.reasons[0].rule) == (routine, rule)


def test_no_history_first_week() -> None:
    said = propose_on(A_DAY, state_with(week_start=MONDAY))
    assert (routine_of(said), rules(said)) == ("first-week", ["first-session"])
    assert {each.change for each in said.doses} == {"first"}
    assert moves_in(said) == set(LADDERS)


@pytest.mark.parametrize(
    ("raises", "forms"),
    [
        (None, "in their easiest forms."),
        (9, "in their easiest forms."),
        (10, "from where you stand."),
    ],
)
def test_the_first_session_says_in_which_forms(raises: int | None, forms: str) -> None:
    said = propose_on(A_DAY, state_with(week_start=MONDAY, profile=Profile(heel_raises=raises)))
    assert said.reasons[0].text == f"The first session: all six moves {forms}"


def test_the_plan_as_in_the_article_says_that_48_h_are_not_kept() -> None:
    said = after(HARD, state=state_with(plan=PLANS["as-in-the-article"], target=7))
    assert rules(said) == ["plan-session", "plan-daily"]


@pytest.mark.parametrize(
    ("ended", "now", "is_out"),
    [
        (datetime(2026, 11, 24, 19), None, False),
        (datetime(2026, 11, 25, 7), None, True),
        (datetime(2026, 11, 24, 19), datetime(2026, 11, 26, 18, 59), True),
        (datetime(2026, 11, 24, 19), datetime(2026, 11, 26, 19), False),
    ],
)
def test_jumps_are_left_out_for_48_h_after_the_last(
    ended: datetime, now: datetime | None, is_out: bool
) -> None:
    jumps = replace(of(ended.date(), "jump_squat", JUMPS_8), ended=ended)
    said = after(jumps, at=now)
    assert ("jump_squat" in {each.exercise for each in said.left_out}) is is_out


@pytest.mark.parametrize(
    ("done", "the_last"), [(JUMPS_8, "the last"), (NO_FLIGHT, "the last squats to the toes")]
)
def test_jumps_left_out_say_until_when_and_why(done: Level, the_last: str) -> None:
    friday = date(2026, 11, 27)
    past = past_of(*sessions_before(friday).sessions, of(friday, "jump_squat", done))
    said = propose_on(friday, state_with(past=past, week_start=MONDAY))
    (jumps,) = said.left_out
    assert jumps.until == Until(date(2026, 11, 29))
    (why,) = jumps.reasons
    assert (why.rule, why.label) == ("jumps-48h", "S12, S13")
    assert why.text == f"Jumps rest until Sunday: {the_last} were this evening."


@pytest.mark.parametrize(
    ("sessions", "is_out"),
    [
        ([session(days_ago(3), pain=2)], False),
        ([session(days_ago(3), pain=3)], True),
        ([session(days_ago(3), morning=3)], True),
        ([of(days_ago(8), "jump_squat", JUMPS_8, pain=3), session(days_ago(3))], True),
        (
            [
                of(days_ago(8), "jump_squat", JUMPS_8, pain=3),
                session(days_ago(5)),
                session(days_ago(3)),
            ],
            False,
        ),
    ],
)
def test_jumps_rest_while_pain_is_3_or_more_or_was_in_the_moves_last_session(
    sessions: list[TrainedSession], is_out: bool
) -> None:
    said = after(*sessions)
    assert ("jump_squat" in {each.exercise for each in said.left_out}) is is_out
    for each in said.doses:
        if each.exercise == "jump_squat" and not is_out and len(sessions) > 1:
            assert (each.level, each.reasons[0].rule) == (NO_FLIGHT, "jumps-return")


@pytest.mark.parametrize(
    ("past", "is_early"),
    [
        (Past(), True),
        (past_of(session(days_ago(13)), session(days_ago(3))), True),
        (past_of(session(days_ago(14)), session(days_ago(3))), False),
        (past_of(session(days_ago(60)), session(days_ago(28))), True),
        (past_of(session(days_ago(60)), session(days_ago(13))), True),
        (past_of(session(days_ago(60)), session(days_ago(40)), session(days_ago(27))), False),
    ],
)
def test_in_the_first_two_weeks_and_after_four_weeks_off_there_is_no_flight(
    past: Past, is_early: bool
) -> None:
    assert state_with(past=past).is_first_weeks is is_early


def test_without_flight_stands_in_for_jumps() -> None:
    early = past_of(of(days_ago(4), "jump_squat", JUMPS_8))
    said = propose_on(A_DAY, state_with(past=early, week_start=MONDAY))
    (jumps,) = said.doses_of("jump_squat")
    assert (jumps.level, jumps.before, jumps.change) == (NO_FLIGHT, JUMPS_8, "down")
    assert jumps.reasons[0].rule == "jumps-first-weeks"


@pytest.mark.parametrize(("days", "is_out"), [(0, True), (5, True), (6, False)])
def test_no_jumps_in_the_last_five_days_before_a_race(days: int, is_out: bool) -> None:
    said = after(RESTED, state=state_with(profile=Profile(race=days_ago(-days))))
    rules = [[reason.rule for reason in each.reasons] for each in said.left_out]
    assert rules == [["jumps-race-week"]] * is_out
    assert [each.until for each in said.left_out] == [Until(days_ago(-days - 1))] * is_out


STOP = Stop(days_ago(2), "shin")


@pytest.mark.parametrize(
    ("place", "proposed"),
    [
        ("shin", {"downward_dog", "wall_calf_stretch", "foam_roll_calf"}),
        ("knee", {"downward_dog", "wall_calf_stretch", "foam_roll_calf"}),
        ("achilles", {"foam_roll_calf"}),
        ("heel", {"foam_roll_calf"}),
        ("calf", set()),
        ("other", set()),
        (None, set()),
    ],
)
def test_a_place_stopped_for_pain_only_moves_that_do_not_load_it_or_rest(
    place: str | None, proposed: set[str]
) -> None:
    said = after(session(days_ago(2), stop=replace(STOP, place=place)))
    assert moves_in(said) == proposed
    assert (routine_of(said) is None) is (not proposed)
    assert rules(said) == ["after-stop"]
    assert all(each.until is None for each in said.left_out)


@pytest.mark.parametrize(
    ("answers", "needs_check", "is_open"),
    [
        ([], False, True),
        (["not yet"], False, True),
        (["gone"], False, False),
        (["checked"], False, False),
        (["gone"], True, True),
        (["checked"], True, False),
        (["checked", "gone"], True, False),
        (["gone", "not yet"], False, True),
    ],
)
def test_gone_checked_by_a_professional_or_not_yet(
    answers: list[str], needs_check: bool, is_open: bool
) -> None:
    stop = Stop(days_ago(5), "shin", needs_check)
    said = tuple(
        CoachAnswer(days_ago(4 - index), each, place="shin")  # type: ignore[arg-type]
        for index, each in enumerate(answers)
    )
    advice = after(session(days_ago(5), stop=stop), state=state_with(clearances=said))
    assert ("after-stop" in rules(advice)) is is_open


def test_an_old_stop_is_settled_by_three_sessions_that_load_the_place_without_pain() -> None:
    stopped = session(days_ago(9), stop=Stop(days_ago(9), "calf"))
    later = [of(days_ago(days), "heel_raise_box", BOX_10, effort=5) for days in (8, 6, 4)]
    assert "after-stop" in rules(after(stopped, *later[:2]))
    assert "after-stop" not in rules(after(stopped, *later))


def notices(said: Proposal) -> set[str]:
    return {each.rule for each in said.notices}


@pytest.mark.parametrize(("pains", "is_said"), [((3, 5, 4), True), ((3, 2, 4), False)])
def test_three_sessions_in_a_row_at_3_to_5_consider_a_physiotherapist(
    pains: tuple[int, ...], is_said: bool
) -> None:
    sore = [session(days_ago(6 - 2 * index), pain=pain) for index, pain in enumerate(pains)]
    assert ("see-physio" in notices(after(*sore))) is is_said


def missed(days: int) -> TrainedSession:
    return of(days_ago(days), "heel_raise_box", BOX_10, hit=False)


@pytest.mark.parametrize(
    ("sessions", "state", "is_offered"),
    [
        ([], state_with(met_weeks=4), False),
        ([], state_with(met_weeks=5), True),
        ([], state_with(met_weeks=5, deload=days_ago(3)), False),
        ([], state_with(met_weeks=5, deload=days_ago(30)), False),
        ([missed(4), missed(2)], state_with(), True),
        ([missed(4), RESTED], state_with(), False),
        ([session(days_ago(6)), session(days_ago(2), pain=2)], state_with(), True),
        (
            [
                session(days_ago(6)),
                session(days_ago(2), pain=6, stop=Stop(days_ago(2), needs_check=True)),
            ],
            state_with(),
            False,
        ),
        ([session(days_ago(6), pain=1), session(days_ago(2), pain=2)], state_with(), False),
    ],
)
def test_deload_after_five_met_weeks_or_missed_reps_or_pain_mean_up_by_2(
    sessions: list[TrainedSession], state: RunnerState, is_offered: bool
) -> None:
    assert ("deload" in notices(after(*sessions, state=state))) is is_offered


def heel_rise(days: int, left: int = 25, right: int = 25) -> HeelRiseTest:
    return HeelRiseTest(str(days), AN_INSTANT, days_ago(days), left, right, AN_INSTANT)


@pytest.mark.parametrize(
    ("tests", "pain", "is_due"),
    [((), 0, True), ((28,), 0, True), ((27,), 0, False), ((28,), 3, False)],
)
def test_retest_every_four_weeks(tests: tuple[int, ...], pain: int, is_due: bool) -> None:
    state = state_with(tests=tuple(heel_rise(days) for days in tests))
    assert ("test-due" in notices(after(session(days_ago(3), pain=pain), state=state))) is is_due


@pytest.mark.parametrize(
    ("tests", "is_said"),
    [
        ([(20, 30), (20, 30)], True),
        ([(20, 30), (24, 30)], False),
        ([(20, 30)], False),
        ([(30, 20), (20, 30)], False),
        ([(93, 100), (93, 100)], False),
    ],
)
def test_an_imbalance_below_90_and_with_a_gap_of_7_on_two_tests_in_a_row(
    tests: list[tuple[int, int]], is_said: bool
) -> None:
    state = state_with(tests=tuple(heel_rise(20 - i, *legs) for i, legs in enumerate(tests)))
    assert ("imbalance" in notices(after(RESTED, state=state))) is is_said


@pytest.mark.parametrize(
    ("sex", "age", "typical"),
    [
        *(("male", 25 + 10 * decade, of) for decade, of in enumerate((37, 32, 28, 23, 19, 14))),
        *(("female", 25 + 10 * decade, of) for decade, of in enumerate((30, 27, 24, 21, 19, 16))),
        *(("female", 12, 30), ("male", 99, 14)),
    ],
)
def test_show_a_band_with_the_noise_of_a_day_never_a_grade(
    sex: str, age: int, typical: int
) -> None:
    assert typical_rises(sex, age) == typical  # type: ignore[arg-type]
    assert NOISE == 6


@pytest.mark.parametrize(("after_", "is_real"), [(26, False), (27, True), (14, False), (13, True)])
def test_a_change_is_likely_real_from_7(after_: int, is_real: bool) -> None:
    assert is_likely_real(20, after_) is is_real


def test_stop_screen_each_sign_with_what_to_do() -> None:
    said = {each.sign: each.advice for each in STOP_SIGNS}
    looked_at = "Have it looked at before you train it again."
    assert said == {
        "A snap, pop or blow at the back of the leg, or I cannot rise on tiptoe": (
            "Have it checked urgently, today."
        ),
        "One calf is swollen, warm or discoloured": "Get medical help the same day.",
        "Chest pain or trouble breathing": "Call your emergency number now.",
        "Pain at one point of a bone": looked_at,
        "Numbness, or the knee gives way": looked_at,
        "Another sharp pain": "Have it looked at if it stays.",
    }


def test_stop_screen_what_the_app_is_and_is_not() -> None:
    assert STOP_TEXT.startswith("Stop here.")
    assert "can be a sign of something that training should not push through" in STOP_TEXT
    assert "cannot tell what is wrong" in DISCLAIMER
    assert "a training log and not medical advice" in DISCLAIMER


@pytest.mark.parametrize(
    ("pain", "ends", "is_said"),
    [(None, False, False), (2, False, False), (3, False, True), (6, True, True)],
)
def test_pain_above_5_ends_the_exercise(pain: int | None, ends: bool, is_said: bool) -> None:
    assert is_too_much(pain) is ends
    assert bool(pain_advice(pain)) is is_said


def test_a_session_in_the_morning_is_called_so() -> None:
    jumps = replace(
        of(days_ago(1), "jump_squat", JUMPS_8), ended=datetime.combine(days_ago(1), time(7))
    )
    (out,) = after(jumps).left_out
    assert out.reasons[0].text.endswith("on Wednesday morning.")


def test_one_stop_that_is_settled_hides_no_other() -> None:
    stops = [
        session(days_ago(days), stop=Stop(days_ago(days), place))
        for days, place in ((6, "calf"), (4, "achilles"))
    ]
    achilles = CoachAnswer(days_ago(1), "checked", place="achilles")
    said = after(*stops, state=state_with(clearances=(achilles,)))
    assert rules(said) == ["after-stop"]
    both = state_with(clearances=(achilles, replace(achilles, place="calf")))
    assert rules(after(*stops, state=both)) != ["after-stop"]


def test_an_answer_of_the_day_of_the_stop_was_about_one_before() -> None:
    stopped = session(days_ago(4), stop=Stop(days_ago(4), "calf"))
    state = state_with(clearances=(CoachAnswer(days_ago(4), "checked", place="calf"),))
    assert rules(after(stopped, state=state)) == ["after-stop"]
