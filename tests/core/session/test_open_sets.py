"""An open set comes to what was counted, never to repetitions nobody made."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo, TempoPreset
from calf_tui.core.session import engine
from calf_tui.core.session.interrupted_session import SessionInProgress, interrupted_from, resumed
from calf_tui.core.session.session_to_record import SessionStart, record_of
from calf_tui.core.session.state import Command, Session
from calf_tui.core.session.timeline import build
from tests.core.session.strategies import commands, free, routines, waits

PLAIN = Exercise("plain", "Plain")
JUMP = Exercise("jump", "Jump", tempos=(TempoPreset("still", Tempo(1, 0, 2, 2)),))
LEAVING = [Command.NEXT, Command.LEAVE_MOVE, Command.END, Command.STOP]


def in_open_set(exercise: Exercise = PLAIN) -> Session:
    """In the first of two open sets of 15, which begins at 0."""
    step = Step(exercise, 2, Dose(reps=15), rest=10)
    return engine.start(build(Routine("r", "R", (step,), get_ready=0)), 0.0)


def kept(session: Session) -> list[tuple[str, float]]:
    return [(each.outcome, each.done.amount) for each in session.results]


def test_done_keeps_all_that_was_asked_for() -> None:
    assert kept(engine.apply_command(in_open_set(), Command.DONE, 3)[0]) == [("done", 15)]


@pytest.mark.parametrize("command", LEAVING)
@pytest.mark.parametrize("seconds", [0.2, 4])
def test_left_without_a_number_nothing_is_presumed(command: Command, seconds: float) -> None:
    session, _ = engine.apply_command(in_open_set(JUMP), command, seconds)
    assert all(outcome == "skipped" for outcome, _ in kept(session))


@pytest.mark.parametrize("command", LEAVING)
@pytest.mark.parametrize(("reps", "outcome"), [(1, "short"), (14, "short"), (15, "done")])
def test_left_with_a_number_that_is_kept(command: Command, reps: int, outcome: str) -> None:
    session, _ = engine.apply_command(in_open_set(), command, 4, reps=reps)
    assert kept(session)[0] == (outcome, reps)


def test_more_than_was_asked_for_counts_in_full() -> None:
    assert kept(engine.apply_command(in_open_set(), Command.NEXT, 4, reps=17)[0]) == [("done", 17)]


def test_undo_leads_back_into_the_set_which_is_counted_anew() -> None:
    session, _ = engine.apply_command(in_open_set(), Command.NEXT, 4, reps=7)
    session, _ = engine.apply_command(session, Command.UNDO, 4.5)
    assert (session.phase.kind, session.elapsed(4.5), kept(session)) == ("open", 4, [])
    session, _ = engine.apply_command(session, Command.NEXT, 4.9)
    assert kept(session) == [("skipped", 0)]


def test_the_number_is_on_record_and_known_when_the_session_is_gone_on_with() -> None:
    session, _ = engine.apply_command(in_open_set(), Command.NEXT, 4, reps=7)
    routine, began = session.timeline.routine, datetime(2026, 11, 22, 16, tzinfo=timezone.utc)
    beginning = SessionStart("an-id", began, 60, began.date())
    instants = dict.fromkeys(session.results, began)
    record = record_of(session, beginning, instants, 5, began)
    assert [(each.planned.reps, each.done.reps) for each in record.sets] == [(15, 7)]
    cut = interrupted_from(SessionInProgress(beginning, routine), record, began)
    assert cut is not None
    assert kept(resumed(cut, 100.0, began)[0]) == [("short", 7)]


def test_a_number_means_nothing_outside_of_an_open_set() -> None:
    timed = Routine("r", "R", (Step(PLAIN, 1, Dose(seconds=20)),), get_ready=0)
    session, _ = engine.apply_command(engine.start(build(timed), 0.0), Command.NEXT, 4, reps=7)
    assert kept(session) == [("short", 4)]


@given(routines(free), st.lists(st.tuples(waits, commands), max_size=40))
def test_only_done_keeps_repetitions_that_nobody_counted(
    routine: Routine, moments: list[tuple[float, Command]]
) -> None:
    session, now = engine.start(build(routine), 0.0), 0.0
    for wait, command in moments:
        now += wait
        if command is not Command.DONE:
            session, _ = engine.apply_command(session, command, now)
        assert all(each.outcome == "skipped" for each in session.results)
