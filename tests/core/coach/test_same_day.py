"""What is said later on a day of training, and on the day on which a rest is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Stop, TrainedSession
from calf_tui.core.coach.proposal.proposal_text import until_words
from calf_tui.core.coach.rules.day_rules import jumps_pain
from calf_tui.core.coach.rules.stop_rules import after_stop
from calf_tui.core.records.coach_records import CoachAnswer, Run
from calf_tui.core.session.interrupted_session import StartedSession
from tests.core.coach.cases import (
    A_DAY,
    BOX_10,
    JUMPS_8,
    MONDAY,
    days_ago,
    of,
    past_of,
    past_with,
    propose_on,
    routine_of,
    session,
    state_with,
)

if TYPE_CHECKING:
    from calf_tui.core.coach.past_sessions import Past, StopAnswer
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType, RunnerState


def advice_after(
    last: TrainedSession,
    *,
    now: datetime,
    state: RunnerState | None = None,
    day_type: DayType | None = None,
) -> Proposal:
    past = past_with(last)
    return propose_on(
        now.date(), replace(state or state_with(), past=past, week_start=MONDAY), now, day_type
    )


JUMPED = replace(
    of(date(2026, 11, 24), "jump_squat", JUMPS_8), ended=datetime(2026, 11, 24, 18, 19, 20)
)


@pytest.mark.parametrize(
    ("now", "said", "hard", "day"),
    [
        (datetime(2026, 11, 25, 9), "Thursday", "Thursday", "yesterday"),
        (datetime(2026, 11, 26, 9), "18:20 today", "17:20 today", "on Tuesday"),
        (datetime(2026, 11, 26, 17, 19), "18:20 today", "17:20 today", "on Tuesday"),
    ],
)
def test_a_rest_that_ends_today_names_the_time_and_not_the_day(
    now: datetime, said: str, hard: str, day: str
) -> None:
    advice = advice_after(JUMPED, now=now)
    (jumps,) = advice.left_out
    assert jumps.reasons[0].text == f"Jumps rest until {said}: the last were on Tuesday evening."
    assert advice.reasons[0].text == (
        f"The last hard session was {day}: the next comes from {hard} on."
    )
    ahead = "tomorrow" if said == "Thursday" else said
    assert until_words(jumps, now.date()) == f"until {ahead}"


def test_who_trains_every_other_day_at_the_same_time_is_not_told_to_wait_for_minutes() -> None:
    """Jumps rest for all of the 48 h; a hard session may come within their last hour."""
    advice = advice_after(JUMPED, now=datetime(2026, 11, 26, 18))
    assert routine_of(advice) == "strength"
    assert [each.exercise for each in advice.left_out] == ["jump_squat"]


def test_a_rest_that_ends_within_the_last_minute_of_the_day_ends_tomorrow() -> None:
    late = replace(JUMPED, ended=datetime(2026, 11, 24, 23, 59, 30))
    (jumps,) = advice_after(late, now=datetime(2026, 11, 26, 9)).left_out
    assert until_words(jumps, A_DAY) == "until tomorrow"


TRAINED_TODAY, ENOUGH = "You trained today.", "You trained today, and that is enough."
NOW = datetime(2026, 11, 26, 20)
TRAINED = of(A_DAY, "heel_raise_box", BOX_10, effort=5)
STOPPED = session(A_DAY, stop=Stop(A_DAY, "shin"))


@pytest.mark.parametrize(
    ("last", "state", "day_type", "routine", "first"),
    [
        (TRAINED, state_with(), None, "after-run", "done-today"),
        (TRAINED, state_with(target=1), None, "after-run", "week-met"),
        (TRAINED, state_with(), "before-run", "before-run", "before-run"),
        (TRAINED, state_with(), "rest-day", "after-run", "rest-day"),
        (TRAINED, state_with(runs=(Run(A_DAY, minutes=30),)), None, "after-run", "after-run"),
        (STOPPED, state_with(), None, "after-run", "after-stop"),
        (STOPPED, state_with(clearances=(CoachAnswer(days_ago(-1), "gone", place="shin"),)), None,
         "after-run", "stopped-today"),
        (replace(TRAINED, routine="after-run"), state_with(), None, None, "done-today"),
        (replace(TRAINED, routine="after-run"), state_with(runs=(Run(A_DAY, minutes=30),)),
         None, None,
         "done-today"),
        (replace(TRAINED, routine="after-run"), state_with(), "after-run", "after-run",
         "after-run"),
    ],
)  # fmt: skip
def test_whatever_decides_the_day_that_the_runner_trained_is_said(
    last: TrainedSession,
    state: RunnerState,
    day_type: DayType | None,
    routine: str | None,
    first: str,
) -> None:
    advice = advice_after(last, now=NOW, state=state, day_type=day_type)
    assert (routine_of(advice), advice.reasons[0].rule) == (routine, first)
    is_asked_for = day_type in ("before-run", "after-run")
    said = [each.text for each in advice.reasons if each.rule == "done-today"]
    assert said == [TRAINED_TODAY if is_asked_for else ENOUGH]


@pytest.mark.parametrize(
    ("sets", "stop", "routine", "is_said"),
    [
        (0, None, "strength", False),
        (1, None, "strength", True),
        (1, Stop(A_DAY, "calf"), None, True),
    ],
)
def test_one_set_is_said_and_leaves_the_session_of_the_day_open(
    sets: int, stop: Stop | None, routine: str | None, *, is_said: bool
) -> None:
    begun = replace(session(A_DAY, stop=stop), sets=sets)
    advice = advice_after(begun, now=NOW)
    assert routine_of(advice) == routine
    said = "You finished one set today; two make a training day."
    assert (advice.reasons[-1].text == said) is is_said


def test_nothing_is_said_of_a_day_without_a_session() -> None:
    advice = advice_after(of(days_ago(2), "heel_raise_box", BOX_10, effort=5), now=NOW)
    assert {"done-today", "begun-today"}.isdisjoint(each.rule for each in advice.reasons)


def test_a_session_that_has_not_ended_comes_first() -> None:
    begun = StartedSession("Before a run", datetime(2026, 11, 26, 13, 5))
    advice = advice_after(STOPPED, now=NOW, state=state_with(begun=begun))
    assert (routine_of(advice), [each.text for each in advice.reasons]) == (
        None,
        ["It was begun at 13:05 and has not ended: it comes first."],
    )


def test_nothing_but_skipped_sets_is_no_first_session() -> None:
    begun = replace(session(days_ago(1)), sets=0)
    advice = propose_on(A_DAY, state_with(past=past_of(begun), week_start=MONDAY), NOW)
    assert (routine_of(advice), advice.reasons[0].rule) == ("first-week", "first-session")


STOPPED_AT = datetime(2026, 11, 26, 13, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("minutes", "answer", "needs_check", "is_open"),
    [
        (5, "gone", False, False),
        (5, "checked", True, False),
        (5, "gone", True, True),
        (5, "not yet", False, True),
        (-5, "gone", False, True),
        (0, "gone", False, True),
    ],
)
def test_an_answer_after_the_stop_counts_on_the_same_day(
    minutes: int, answer: StopAnswer, needs_check: bool, is_open: bool
) -> None:
    stop = Stop(A_DAY, None if needs_check else "calf", needs_check, at=STOPPED_AT)
    said = CoachAnswer(
        A_DAY, answer, place=stop.place, updated_at=STOPPED_AT + timedelta(minutes=minutes)
    )
    last = session(A_DAY, stop=stop)
    advice = advice_after(last, now=NOW, state=state_with(clearances=(said,)))
    assert (advice.reasons[0].rule == "after-stop") is is_open
    if not is_open:
        assert (routine_of(advice), advice.reasons[0].rule) == ("after-run", "stopped-today")


def sore_twice(*after: TrainedSession) -> Past:
    """Pain of 3 and of 6 in two sessions of one day, then these."""
    return past_of(
        of(A_DAY, "jump_squat", JUMPS_8, pain=3),
        session(A_DAY, pain=6, hour=20, routine="evening"),
        *after,
    )


NOTHING_DONE = TrainedSession(A_DAY, datetime(2026, 11, 26, 21), "evening", {}, 0)
EASED = session(A_DAY, hour=21, routine="after-run")


@pytest.mark.parametrize("later", [(), (NOTHING_DONE,), (EASED,), (EASED, NOTHING_DONE)])
@pytest.mark.parametrize(
    ("days", "when"), [(0, "today"), (1, "yesterday"), (5, "on Thursday"), (9, "on 26 November")]
)
def test_the_highest_pain_of_the_last_day_is_named_with_the_day_as_people_say_it(
    later: tuple[TrainedSession, ...], days: int, when: str
) -> None:
    state = state_with(past=sore_twice(*later), week_start=MONDAY)
    said = jumps_pain(replace(state, today=A_DAY + timedelta(days=days)))
    assert said is not None
    assert said.text == f"Jumps rest while pain is 3 or more: it was 6 {when}."


def test_a_session_without_pain_on_a_later_day_ends_what_the_day_before_asked_for() -> None:
    state = state_with(
        past=past_of(session(days_ago(1), pain=6), session(A_DAY)), week_start=MONDAY
    )
    assert jumps_pain(state) is None
    assert state.past.sore == 0


@pytest.mark.parametrize(("days", "when"), [(0, "today"), (1, "yesterday"), (3, "on Thursday")])
def test_a_stop_is_named_with_the_day_as_people_say_it(days: int, when: str) -> None:
    state = state_with(past=past_of(STOPPED), week_start=MONDAY)
    said = after_stop(replace(state, today=A_DAY + timedelta(days=days)), "jump_squat")
    assert said is not None
    assert said.text.startswith(f"You stopped for pain (shin) {when}: ")


@pytest.mark.parametrize(
    ("target", "said"), [(3, "3 of 3 days this week"), (2, "3 days this week, target of 2")]
)
def test_a_week_beyond_its_target_is_not_so_many_of_fewer(target: int, said: str) -> None:
    past = past_of(*(session(days_ago(days)) for days in (3, 2, 1)))
    advice = propose_on(A_DAY, state_with(past=past, week_start=MONDAY, target=target))
    assert advice.reasons[0].text == f"{said}: it is met, and an easy day is enough."
