from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session import engine
from calf_tui.core.session.interrupted_session import (
    OFFERED_FOR,
    SessionInProgress,
    interrupted_from,
    resumed,
)
from calf_tui.core.session.session_end_text import cut_short_lines
from calf_tui.core.session.session_to_record import SessionStart, record_of
from calf_tui.core.session.set_feedback import effort, more_load, pain, pain_site
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from tests.core.session.strategies import routines

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.session.state import Session

BEGAN = datetime(2026, 11, 22, 16, 3, tzinfo=timezone.utc)
BEGINNING = SessionStart("an-id", BEGAN, 60, BEGAN.date())


def record_at(session: Session, now: float) -> SessionRecord:
    """What is on record `now` seconds after the session began."""
    instants = {each: BEGAN + timedelta(seconds=each.ended) for each in session.results}
    return record_of(session, BEGINNING, instants, now, BEGAN + timedelta(seconds=now))


def run(routine: Routine, commands: list[Command], step: float) -> tuple[Session, float]:
    """A session of these commands, `step` seconds apart."""
    session, now = engine.start(build(routine), 0.0), 0.0
    for command in commands:
        now += step
        session, _ = engine.apply_command(session, command, now)
    return session, now


@given(
    routines(),
    st.lists(
        st.sampled_from(
            [Command.NEXT, Command.DONE, Command.SKIP, Command.BACK, Command.UNDO, Command.LONGER]
        ),
        max_size=30,
    ),
    st.sampled_from([0.5, 1.5, 4.0]),
)
def test_what_was_left_behind_is_never_asked_again_and_nothing_else_is_lost(
    routine: Routine, commands: list[Command], step: float
) -> None:
    before, now = run(routine, commands, step)
    cut = interrupted_from(SessionInProgress(BEGINNING, routine), record_at(before, now), BEGAN)
    if before.is_over or not (set(before.timeline.sets) - results_of(before)):
        assert cut is None
        return
    assert cut is not None
    after, instants = resumed(cut, 5000.0, BEGAN + timedelta(seconds=now + 60))
    assert [(each.phase, each.done, each.outcome) for each in after.results] == [
        (each.phase, each.done, each.outcome) for each in before.results
    ]
    assert [instants[each] for each in after.results] == [each.ended_at for each in cut.record.sets]
    assert after.result(after.index) is None
    assert after.phase.is_set
    assert all(after.result(index) for index in range(after.index) if is_set(after, index))
    assert after.active_seconds(5000.0) == pytest.approx(before.active_seconds(now), abs=0.01)
    assert after.lead_in(5000.0) >= max(3.0, routine.get_ready)


def results_of(session: Session) -> set[object]:
    return {session.timeline.phases[each.phase] for each in session.results}


def is_set(session: Session, index: int) -> bool:
    return session.timeline.phases[index].is_set


@given(routines())
def test_the_set_that_was_broken_off_is_done_in_full(routine: Routine) -> None:
    session, _ = run(routine, [], 0.0)
    index = next(index for index in range(len(session.timeline.phases)) if is_set(session, index))
    session, _ = engine.apply_command(replace(session, index=index), Command.NEXT, 0.4)
    record = replace(record_at(session, 0.4), status="partial")
    cut = interrupted_from(SessionInProgress(BEGINNING, routine, broken_off=index), record, BEGAN)
    assert cut is not None
    after, _ = resumed(cut, 10.0, BEGAN)
    assert (after.index, after.results) == (index, ())


@given(routines())
def test_another_days_session_is_not_gone_on_with(routine: Routine) -> None:
    session, now = run(routine, [], 0.0)
    session_in_progress, record = SessionInProgress(BEGINNING, routine), record_at(session, now)
    assert interrupted_from(session_in_progress, record, BEGAN + OFFERED_FOR) is not None
    assert (
        interrupted_from(session_in_progress, record, BEGAN + OFFERED_FOR + timedelta(seconds=1))
        is None
    )


@pytest.mark.parametrize("status", ["completed", "stopped_pain"])
@given(routine=routines())
def test_a_session_that_ended_is_not_gone_on_with(status: str, routine: Routine) -> None:
    session, now = run(routine, [], 0.0)
    record = replace(record_at(session, now), status=status)  # type: ignore[arg-type]
    assert interrupted_from(SessionInProgress(BEGINNING, routine), record, BEGAN) is None


@given(routine=routines())
def test_sets_that_were_edited_meanwhile_are_asked_again_rather_than_mixed_up(
    routine: Routine,
) -> None:
    session, now = run(routine, [Command.NEXT] * 3, 2.0)
    record = record_at(session, now)
    foreign = tuple(replace(each, exercise="another_move") for each in record.sets)
    cut = interrupted_from(
        SessionInProgress(BEGINNING, routine), replace(record, sets=foreign), BEGAN
    )
    assert cut is None or cut.done == ()


@given(routines())
def test_it_is_said_in_two_sentences(routine: Routine) -> None:
    session, now = run(routine, [], 0.0)
    cut = interrupted_from(SessionInProgress(BEGINNING, routine), record_at(session, now), BEGAN)
    assert cut is not None
    done, following = cut_short_lines(cut)
    assert f"begun at 17:03: 0 of {sum(step.sets for step in routine.steps)} set" in done
    assert f"{cut.following.step.exercise.name}, {formatting.which_set(cut.following)}" in following


def test_what_was_said_and_lifted_is_still_known() -> None:
    walk = Exercise("walk", "Walk", hands=2)
    routine = Routine("r", "R", (Step(walk, 3, Dose(seconds=20), load_kg=16),))
    session, now = run(routine, [Command.NEXT, Command.NEXT], 2)
    for change in (effort(7), pain(3), pain_site("heel"), more_load(2)):
        session = change(session)
    session, now = engine.apply_command(session, Command.NEXT, now + 2)[0], now + 2
    session, _ = engine.apply_command(session, Command.NEXT, now + 2)
    cut = interrupted_from(
        SessionInProgress(BEGINNING, routine), record_at(session, now + 2), BEGAN
    )
    assert cut is not None

    again, _ = resumed(cut, 100.0, BEGAN + timedelta(seconds=now + 2))

    assert again.answers == session.answers
    assert [each.step.load_kg for each in again.timeline.sets] == [16, 18, 18]
