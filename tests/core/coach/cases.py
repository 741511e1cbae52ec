"""Days, sets and sessions to ask the coach about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, partial
from typing import TYPE_CHECKING

from calf_tui.core.coach.move_history import MoveDone
from calf_tui.core.coach.past_sessions import Legs, Past, TrainedSession, is_hard, with_session
from calf_tui.core.coach.proposal.proposal import Proposal, propose
from calf_tui.core.coach.runner_state import RunnerState
from calf_tui.core.routines.progression_ladder import LADDERS, Level
from calf_tui.core.session.session_to_record import done_as_planned
from tests.core.coach.plans import ROUTINES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.coach.past_sessions import Stop
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.records.session_record import SessionRecord

A_DAY = date(2026, 11, 26)
"""A Thursday."""
TZ = timezone(timedelta(hours=1))
BY_ID = {each.id: each for each in ROUTINES}
MONDAY = A_DAY - timedelta(days=3)
BOX_10 = LADDERS["heel_raise_box"].steps[1].level
TOWEL_12 = LADDERS["heel_raise_box"].steps[2].level
NO_FLIGHT = LADDERS["jump_squat"].steps[0].level
JUMPS_8 = LADDERS["jump_squat"].steps[2].level
ROLL = LADDERS["foam_roll_calf"].steps[0].level


def days_ago(days: int) -> date:
    return A_DAY - timedelta(days=days)


def done(
    level: Level = BOX_10,
    *,
    sets: int = 3,
    hit: bool = True,
    effort: int | None = 5,
    pain: int = 0,
    morning: int | None = None,
    bonus: int = 0,
) -> MoveDone:
    answered = pain if effort is not None or pain else None
    return MoveDone(A_DAY, level, sets, hit, effort, answered, pain, morning, bonus)


def session(
    on: date,
    moves: Mapping[str, Legs] | None = None,
    *,
    pain: int = 0,
    morning: int | None = None,
    stop: Stop | None = None,
    hour: int = 19,
    routine: str = "strength",
) -> TrainedSession:
    """A session; of rolling alone where no moves are given."""
    if moves is None:
        roll = done(ROLL, pain=pain, morning=morning)._replace(on=on)
        moves = {"foam_roll_calf": Legs(roll, roll)}
    legs = [leg for both in moves.values() for leg in both if leg]
    return TrainedSession(
        on,
        datetime.combine(on, time(hour)),
        routine,
        moves,
        max(2, sum(leg.sets for leg in legs)),
        max([pain, *(leg.session_pain for leg in legs)]),
        morning
        if morning is not None
        else max((leg.morning for leg in legs if leg.morning), default=None),
        stop,
        is_hard(moves),
    )


def of(
    on: date, exercise: str, level: Level, planned: int | None = None, **answers: int
) -> TrainedSession:
    """A session of one move; `planned` are the sets that there were."""
    each = done(level, **answers)._replace(on=on, planned=planned)  # type: ignore[arg-type]
    return session(on, {exercise: Legs(each, each)})


def past_of(*sessions: TrainedSession) -> Past:
    past = Past()
    for each in sessions:
        past = with_session(past, each)
    return past


@cache
def sessions_before(day: date) -> Past:
    """Ten weeks of rolling twice a week, until the day."""
    return past_of(*(session(day - timedelta(days=days)) for days in range(70, 0, -3)))


def propose_on(
    today: date, state: RunnerState, at: datetime | None = None, day_type: DayType | None = None
) -> Proposal:
    return propose(replace(state, today=today, at=at, day_type=day_type), ROUTINES)


state_with = partial(RunnerState, A_DAY)
"""What is known on the day of the tests."""


def past_with(*sessions: TrainedSession) -> Past:
    """Ten weeks of rolling until a fortnight ago, and these sessions."""
    return past_of(*sessions_before(days_ago(14)).sessions, *sessions)


def after(
    *sessions: TrainedSession,
    state: RunnerState | None = None,
    day_type: DayType | None = None,
    at: datetime | None = None,
) -> Proposal:
    """What is proposed on Thursday after these sessions and ten weeks before them."""
    state = replace(state or state_with(), past=past_with(*sessions), week_start=MONDAY)
    return propose_on(A_DAY, state, at, day_type)


def routine_of(said: Proposal) -> str | None:
    return None if said.session is None else said.session.id


def moves_in(said: Proposal) -> set[str]:
    """The moves of the session proposed."""
    return set() if said.session is None else {each.id for each in said.session.exercises}


def kept(routine: str, day: date, **changes: object) -> SessionRecord:
    """The record of a built-in routine, done as it is written in the evening of a day."""
    started = datetime.combine(day, time(18), tzinfo=TZ)
    record = done_as_planned(BY_ID[routine], f"{routine} {day}", started, day, "")
    return replace(record, **changes)  # type: ignore[arg-type]


def answered(
    record: SessionRecord, rpe: int, pain: int = 0, site: str | None = None
) -> SessionRecord:
    """The record with this answer after each set."""
    sets = tuple(replace(each, rpe=rpe, pain=pain, pain_site=site) for each in record.sets)
    return replace(record, sets=sets)
