"""A pause that the runner entered: rest is proposed, and the plan's week waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Stop
from calf_tui.core.coach.plan_in_use import plan_weeks, plan_weeks_text
from calf_tui.core.coach.proposal.proposal import Proposal, propose
from calf_tui.core.coach.proposal.proposal_text import all_reasons, headline
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachAnswer, CoachRecords, PlanEntry, Run
from calf_tui.core.records.session_record import Pause, SessionRecord
from tests.core.coach.cases import routine_of
from tests.core.coach.plans import PLANS, ROUTINES
from tests.records import make_session

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import DayType

WEDNESDAY = date(2026, 12, 2)
MONDAY = date(2026, 11, 30)
SATURDAY = date(2026, 12, 5)
ILL = Pause(MONDAY, SATURDAY, "illness: sore throat")
NAMES = {each.id: each.name for each in ROUTINES}
BEFORE = (make_session(date(2026, 11, 23), record_id="before"),)
SAID = "Paused until 5 December (illness): rest, or start any routine."


def snapshot(
    *pauses: Pause,
    today: date = WEDNESDAY,
    sessions: tuple[SessionRecord, ...] = BEFORE,
    coach: CoachRecords | None = None,
) -> ProgressSnapshot:
    return ProgressSnapshot(today, sessions, (), pauses, coach=coach or CoachRecords())


def proposal_of(records: ProgressSnapshot, day_type: DayType | None = None) -> Proposal:
    state = runner_state(records, records.today, PLANS)
    return propose(replace(state, day_type=day_type), ROUTINES)


@pytest.mark.parametrize(
    ("pause", "said"),
    [
        (ILL, SAID),
        (Pause(MONDAY), "Paused until you end it: rest,"),
        (Pause(MONDAY, WEDNESDAY, "holiday"), "Paused until today (holiday): rest,"),
        (Pause(MONDAY, date(2027, 1, 2), "{0}"), "Paused until 2 January 2027 ({0}): rest,"),
    ],
)
def test_in_a_pause_rest_is_proposed_and_the_pause_is_named(pause: Pause, said: str) -> None:
    proposal = proposal_of(snapshot(pause))
    assert [each.rule for each in proposal.reasons] == ["paused"]
    assert headline(proposal, proposal.session) == "Rest today"
    assert all_reasons(proposal).startswith(said)


@pytest.mark.parametrize("today", [date(2026, 11, 29), date(2026, 12, 6)])
def test_before_and_after_a_pause_nothing_is_said_of_it(today: date) -> None:
    assert "Paused" not in all_reasons(proposal_of(snapshot(ILL, today=today)))


def test_a_pause_may_last_to_the_end_of_the_calendar() -> None:
    last = date.max - timedelta(days=1)
    proposal = proposal_of(snapshot(Pause(MONDAY), today=last))
    assert proposal.to_come == ()


def test_of_two_pauses_that_overlap_the_longer_one_is_named() -> None:
    assert SAID in all_reasons(proposal_of(snapshot(ILL, Pause(MONDAY, WEDNESDAY, "holiday"))))


def test_a_runner_who_asks_for_a_session_in_a_pause_has_it_and_is_told_of_the_pause() -> None:
    advice = proposal_of(snapshot(ILL), "before-run")
    assert (routine_of(advice), [each.rule for each in advice.reasons]) == (
        "before-run",
        ["before-run", "paused"],
    )


def test_a_run_that_was_kept_does_not_end_a_pause() -> None:
    coach = CoachRecords(runs=(Run(WEDNESDAY, minutes=20),))
    assert proposal_of(snapshot(ILL, coach=coach)).session is None


def test_a_pause_after_a_stop_for_pain_is_a_rest_that_names_both() -> None:
    state = runner_state(snapshot(ILL), WEDNESDAY, PLANS)
    stopped = replace(state, past=replace(state.past, stops=(Stop(MONDAY, "shin"),)))
    advice = propose(stopped, ROUTINES)
    assert routine_of(advice) is None
    assert [each.rule for each in advice.reasons] == ["after-stop", "paused"]
    gone = replace(stopped, clearances=(CoachAnswer(WEDNESDAY, "gone", place="shin"),))
    assert propose(gone, ROUTINES).session is None


def test_a_pause_asks_for_no_test() -> None:
    rules = {each.rule for each in proposal_of(snapshot(ILL)).notices}
    assert not rules & {"test-due", "deload"}


def weeks_of(records: ProgressSnapshot) -> list[str]:
    weeks = plan_weeks(records, PLANS, proposal_of(records))
    assert weeks is not None
    return plan_weeks_text(weeks, NAMES).splitlines()


def test_the_week_of_a_plan_says_that_it_is_frozen_and_comes_again() -> None:
    coach = CoachRecords(plan=(PlanEntry(date(2026, 11, 23), "build-up"),))
    assert weeks_of(snapshot(ILL, coach=coach))[2:5] == [
        "▸ 30 Nov  0 of 3 days, frozen: to come First week",
        f"  today   Rest today. {SAID}",
        "  07 Dec  week 1: First week on 3 days",
    ]


@pytest.mark.parametrize("sessions", [BEFORE, ()])
def test_in_a_pause_to_the_end_of_the_week_nothing_is_to_come(
    sessions: tuple[SessionRecord, ...],
) -> None:
    lines = weeks_of(snapshot(replace(ILL, end=None), sessions=sessions))
    assert "▸ 30 Nov  0 of 3 days, frozen: it comes again next week" in lines


def test_a_pause_that_is_still_to_come_takes_its_days_from_the_week() -> None:
    lines = weeks_of(snapshot(Pause(date(2026, 12, 2)), today=MONDAY))
    assert lines[2] == "▸ 30 Nov  0 of 3 days, frozen: to come After a run"


def test_after_a_long_pause_a_move_comes_back_as_after_any_break() -> None:
    done = BEFORE[0].local_date
    after = done + timedelta(days=60)
    pause = Pause(done + timedelta(days=1), after - timedelta(days=1), "injury")
    (dose,) = proposal_of(snapshot(pause, today=after)).doses_of("heel_raise_box")
    assert "down-break" in {each.rule for each in dose.reasons}
