"""What is said later on a day of training, and on the day on which a rest is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.proposal.proposal_text import until_words
from calf_tui.core.coach.runner_state import Known, Stop
from calf_tui.core.records.coach_records import Run
from tests.core.coach.cases import (
    A_DAY,
    BOX_10,
    JUMPS_8,
    MONDAY,
    advise_on,
    days_ago,
    of,
    past_of,
    session,
    sessions_before,
)

if TYPE_CHECKING:
    from calf_tui.core.coach.advice import Advice
    from calf_tui.core.coach.runner_state import Trained, Wish


def advice_after(
    last: Trained, *, now: datetime, known: Known | None = None, wish: Wish | None = None
) -> Advice:
    past = past_of(*sessions_before(days_ago(14)).sessions, last)
    return advise_on(now.date(), replace(known or Known(), past=past, week_start=MONDAY), now, wish)


JUMPED = replace(
    of(date(2026, 11, 24), "jump_squat", JUMPS_8), ended=datetime(2026, 11, 24, 18, 19, 20)
)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 25, 9), "Thursday"),
        (datetime(2026, 11, 26, 9), "18:20 today"),
        (datetime(2026, 11, 26, 18, 19), "18:20 today"),
    ],
)
def test_a_rest_that_ends_today_names_the_time_and_not_the_day(now: datetime, said: str) -> None:
    advice = advice_after(JUMPED, now=now)
    (jumps,) = advice.left_out
    assert jumps.reasons[0].text == f"Jumps rest until {said}: the last were on Tuesday evening."
    assert advice.reasons[0].text == (
        f"The last hard session was on Tuesday: the next comes from {said} on."
    )
    ahead = "tomorrow" if said == "Thursday" else said
    assert until_words(jumps, now.date()) == f"until {ahead}"


def test_a_rest_that_ends_within_the_last_minute_of_the_day_ends_tomorrow() -> None:
    late = replace(JUMPED, ended=datetime(2026, 11, 24, 23, 59, 30))
    (jumps,) = advice_after(late, now=datetime(2026, 11, 26, 9)).left_out
    assert until_words(jumps, A_DAY) == "until tomorrow"


ENOUGH = "You trained today: that is enough, and easy is fine."
NOW = datetime(2026, 11, 26, 20)
TRAINED = of(A_DAY, "heel_raise_box", BOX_10, effort=5)
STOPPED = session(A_DAY, stop=Stop(A_DAY, "shin"))


@pytest.mark.parametrize(
    ("last", "known", "wish", "routine", "first"),
    [
        (TRAINED, Known(), None, "after-run", "done-today"),
        (TRAINED, Known(target=1), None, "after-run", "week-met"),
        (TRAINED, Known(), "before-run", "before-run", "before-run"),
        (TRAINED, Known(), "rest-day", "after-run", "rest-day"),
        (TRAINED, Known(runs=(Run(A_DAY, minutes=30),)), None, "after-run", "after-run"),
        (STOPPED, Known(), None, "after-run", "after-stop"),
    ],
)
def test_whatever_decides_the_day_that_the_runner_trained_is_said(
    last: Trained, known: Known, wish: Wish | None, routine: str, first: str
) -> None:
    advice = advice_after(last, now=NOW, known=known, wish=wish)
    assert (advice.routine, advice.reasons[0].rule) == (routine, first)
    assert [each.text for each in advice.reasons].count(ENOUGH) == 1


@pytest.mark.parametrize(
    ("sets", "stop", "routine", "said"),
    [
        (0, None, "strength", "no set"),
        (1, None, "strength", "1 set"),
        (1, Stop(A_DAY, "calf"), None, "1 set"),
    ],
)
def test_fewer_than_two_sets_are_said_and_leave_the_session_of_the_day_open(
    sets: int, stop: Stop | None, routine: str | None, said: str
) -> None:
    begun = replace(session(A_DAY, stop=stop), sets=sets)
    advice = advice_after(begun, now=NOW)
    assert advice.routine == routine
    assert advice.reasons[-1].text == (
        f"You trained today and finished {said}; two make a training day."
    )


def test_nothing_is_said_of_a_day_without_a_session() -> None:
    advice = advice_after(of(days_ago(2), "heel_raise_box", BOX_10, effort=5), now=NOW)
    assert {"done-today", "begun-today"}.isdisjoint(each.rule for each in advice.reasons)
