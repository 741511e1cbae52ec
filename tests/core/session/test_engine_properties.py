"""Whatever the routine, the keys and the lateness: nothing breaks, and looking changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.session import engine
from calf_tui.core.session.cue_schedule import upcoming_cues
from calf_tui.core.session.engine import STALL_SECONDS
from calf_tui.core.session.state import Command, Session
from calf_tui.core.session.timeline import build
from tests.core.session.strategies import commands, paced, routines, timed, waits

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Routine

MOST_TICKS = 50_000
script = st.lists(st.tuples(waits, st.none() | commands), max_size=60)


def require_valid(session: Session, now: float) -> None:
    assert 0 <= session.index < len(session.timeline.phases)
    elapsed, remaining = session.elapsed(now), session.remaining(now)
    assert elapsed >= 0
    assert remaining is None or remaining >= -1e-9
    assert session.time_left(now) >= -1e-9
    assert 0 <= session.active_seconds(now) <= now - session.began + 1e-6
    indices = [result.phase for result in session.results]
    assert indices == sorted(set(indices))
    for result in session.results:
        phase = session.timeline.phases[result.phase]
        assert phase.is_set
        reached = result.done.amount >= phase.step.dose.amount
        assert (result.outcome == "done") == reached
        assert result.outcome != "skipped" or result.done.amount == 0
    assert session.is_over == (session.ended is not None)
    instants = [cue.at for cue in upcoming_cues(session, now)]
    assert instants == sorted(instants)
    assert all(at >= -1e-6 for at in instants)


def run_out(session: Session, now: float, wait: float) -> Session:
    """Looks every `wait` seconds until it is over, ending open sets as they come."""
    for _ in range(MOST_TICKS):
        if session.is_over:
            return session
        now += wait
        session, _ = engine.advance(session, now)
        if session.phase.kind == "open" and not session.is_over:
            session, _ = engine.apply_command(session, Command.DONE, now)
    raise AssertionError("the session did not end")


@given(routines(), script)
def test_no_commands_lead_into_an_invalid_state(
    routine: Routine, moments: list[tuple[float, Command | None]]
) -> None:
    now = 50.0
    session = engine.start(build(routine), now)
    for wait, command in moments:
        now += wait
        before = session.seen
        if command is None:
            session, _ = engine.advance(session, now)
        else:
            session, _ = engine.apply_command(session, command, now)
        assert session.seen >= before
        require_valid(session, now)


@given(routines(), script)
def test_from_any_state_a_session_can_be_trained_to_its_end(
    routine: Routine, moments: list[tuple[float, Command | None]]
) -> None:
    now = 0.0
    session = engine.start(build(routine), now)
    for wait, command in moments:
        now += wait
        session, _ = engine.apply_command(session, command or Command.PAUSE, now)
    if session.is_paused:
        session, _ = engine.apply_command(session, Command.PAUSE, now)
    assert run_out(session, now, 4.9).is_over


@given(
    routines(timed, paced), st.lists(st.floats(0.5, STALL_SECONDS - 0.01), min_size=1, max_size=5)
)
def test_late_looks_and_early_looks_give_the_same_history(
    routine: Routine, lateness: list[float]
) -> None:
    timeline = build(routine)
    early = run_out(engine.start(timeline, 0.0), 0.0, 1.0)
    late, now, look = engine.start(timeline, 0.0), 0.0, 0
    while not late.is_over:
        now += lateness[look % len(lateness)]
        look += 1
        late, _ = engine.advance(late, now)
    assert late.results == early.results
    assert late.status == early.status == "completed"
    assert late.ended == early.ended == pytest.approx(timeline.seconds)


@given(routines(), script)
def test_looking_in_between_changes_nothing(
    routine: Routine, moments: list[tuple[float, Command | None]]
) -> None:
    seldom = often = engine.start(build(routine), 0.0)
    now = 0.0
    for wait, command in moments:
        for part in (0.25, 0.5, 0.75):
            often, _ = engine.advance(often, now + wait * part)
        now += wait
        seldom, _ = engine.apply_command(seldom, command or Command.NEXT, now)
        often, _ = engine.apply_command(often, command or Command.NEXT, now)
        assert replace(seldom, seen=0) == replace(often, seen=0)


@given(routines(), script)
def test_skipped_sets_are_never_done(
    routine: Routine, moments: list[tuple[float, Command | None]]
) -> None:
    now = 0.0
    session = engine.start(build(routine), now)
    for wait, _ in moments:
        now += wait
        session, _ = engine.apply_command(session, Command.SKIP, now)
    if session.is_over:
        assert session.status != "completed" or all(r.outcome == "done" for r in session.results)
    skipped = [result for result in session.results if result.outcome == "skipped"]
    assert all(result.done.amount == 0 for result in skipped)
