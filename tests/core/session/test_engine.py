from __future__ import annotations

import sys
from datetime import timedelta
from itertools import product

import pytest

from calf_tui.core.routines.routine import Dose, Exercise, Round, Routine, Step, Tempo
from calf_tui.core.session import engine
from calf_tui.core.session.commands import enter
from calf_tui.core.session.engine import read_clocks
from calf_tui.core.session.state import (
    Changed,
    Command,
    Ended,
    Entered,
    Event,
    Paused,
    Session,
    SetFinished,
)
from calf_tui.core.session.timeline import build
from calf_tui.platform.clock import SystemClock
from tests.fakes import FakeClock

MOVE, OTHER = Exercise("move", "Move"), Exercise("other", "Other")
START = 1000.0


def begin(*steps: Step, get_ready: float = 5) -> Session:
    return engine.start(build(Routine("r", "R", steps, get_ready=get_ready)), START)


def two_timed_sets() -> Session:
    """Ready 0-5, work 5-25, rest 25-35, work 35-55."""
    return begin(Step(MOVE, 2, Dose(seconds=20), rest=10))


def paced_set() -> Session:
    """Ready 0-5, ten repetitions of 4 s 5-45, rest 45-55, the same 55-95."""
    return begin(Step(MOVE, 2, Dose(reps=10), tempo=Tempo(1, 0, 2, 1), rest=10))


def at(session: Session, *moments: float | tuple[float, Command]) -> Session:
    """The session after looks and commands at seconds from the start, looked at between."""
    for moment in moments:
        seconds, command = moment if isinstance(moment, tuple) else (moment, None)
        while not session.is_over and session.seen < START + seconds - 4:
            session, _ = engine.advance(session, session.seen + 4)
        session, _ = engine.advance(session, START + seconds)
        if command is not None:
            session, _ = engine.apply_command(session, command, START + seconds)
    return session


def place(session: Session) -> tuple[str, int, float]:
    return session.phase.kind, session.phase.set, session.elapsed(session.seen)


def outcomes(session: Session) -> list[tuple[str, float]]:
    return [(result.outcome, result.done.amount) for result in session.results]


def test_left_alone_it_completes_every_set_at_its_deadline() -> None:
    session = at(two_timed_sets(), 56)
    assert session.status == "completed"
    assert outcomes(session) == [("done", 20), ("done", 20)]
    assert [result.ended for result in session.results] == [START + 25, START + 55]
    assert session.ended == START + 55
    assert session.active_seconds(START + 60) == 55


def test_a_late_look_reports_everything_that_happened_in_order() -> None:
    session = at(two_timed_sets(), 24)
    _, events = engine.advance(session, START + 26)
    finished, entered = events
    assert isinstance(finished, SetFinished)
    assert finished.by_itself
    assert entered == Entered(2, by_itself=True)


def test_pause_holds_the_time_and_resuming_work_has_a_lead_in() -> None:
    session = at(two_timed_sets(), (10, Command.PAUSE), 100)
    assert place(session) == ("work", 1, 5)
    session = at(session, (100, Command.PAUSE))
    assert session.lead_in(START + 100) == 3
    assert place(at(session, 102)) == ("work", 1, 5)
    assert place(at(session, 104)) == ("work", 1, 6)
    done = at(session, 160)
    assert done.status == "completed"
    assert done.active_seconds(START + 160) == 55 + 3


def test_in_the_lead_in_to_a_set_it_cannot_be_done_yet() -> None:
    session = at(two_timed_sets(), (10, Command.BACK), (11, Command.DONE))
    assert session.lead_in(START + 11) == 2
    assert outcomes(session) == []
    assert outcomes(at(session, (15, Command.DONE))) == [("short", 2)]


def test_a_rest_goes_on_without_a_lead_in() -> None:
    session = at(two_timed_sets(), (30, Command.PAUSE), (60, Command.PAUSE))
    assert session.lead_in(START + 60) == 0
    assert place(at(session, 62)) == ("rest", 2, 7)


def test_next_ends_a_set_with_what_was_reached() -> None:
    session = at(two_timed_sets(), (17, Command.NEXT))
    assert outcomes(session) == [("short", 12)]
    assert place(session) == ("rest", 2, 0)


def test_next_at_once_leaves_a_set_that_was_not_begun() -> None:
    assert outcomes(at(two_timed_sets(), (5.5, Command.NEXT))) == [("skipped", 0)]


def test_next_ends_a_rest() -> None:
    assert place(at(two_timed_sets(), (27, Command.NEXT))) == ("work", 2, 0)


def test_done_keeps_the_whole_repetitions_of_a_paced_set() -> None:
    assert outcomes(at(paced_set(), (5 + 4 * 6 + 3, Command.DONE))) == [("short", 6)]


def test_done_ends_an_open_set_with_all_it_asked_for() -> None:
    session = at(begin(Step(MOVE, 1, Dose(reps=15))), (60, Command.DONE))
    assert outcomes(session) == [("done", 15)]
    assert session.status == "completed"


def test_done_pressed_as_a_set_ends_by_itself_leaves_the_rest_alone() -> None:
    assert place(at(two_timed_sets(), (25.5, Command.DONE))) == ("rest", 2, 0.5)
    assert place(at(two_timed_sets(), (28, Command.DONE))) == ("work", 2, 0)


def test_back_restarts_the_phase() -> None:
    session = at(two_timed_sets(), (15, Command.BACK))
    assert place(session) == ("work", 1, 0)
    assert session.lead_in(session.seen) == 3


def test_back_soon_after_a_phase_began_goes_to_the_one_before() -> None:
    session = at(two_timed_sets(), (26.5, Command.BACK))
    assert place(session) == ("work", 1, 0)
    assert outcomes(session) == [("done", 20)]


def test_a_set_done_again_counts_once() -> None:
    session = at(two_timed_sets(), (26, Command.BACK), (40, Command.NEXT))
    assert outcomes(session) == [("short", 11)]


def test_back_at_the_very_start_stays_there() -> None:
    assert place(at(two_timed_sets(), (1, Command.BACK))) == ("ready", 1, 0)


@pytest.mark.parametrize(
    ("command", "length"), [(Command.LONGER, 20 + 10), (Command.SHORTER, 20 - 10)]
)
def test_ten_seconds_more_or_less(command: Command, length: float) -> None:
    assert at(two_timed_sets(), (7, command)).length == length


def test_a_longer_set_is_done_and_a_shorter_one_short() -> None:
    assert outcomes(at(two_timed_sets(), (7, Command.LONGER), 36)) == [("done", 30)]
    assert outcomes(at(two_timed_sets(), (7, Command.SHORTER), 16)) == [("short", 10)]


def test_ten_seconds_less_than_are_left_ends_the_phase() -> None:
    assert place(at(two_timed_sets(), (30, Command.SHORTER))) == ("work", 2, 0)


def test_a_paced_set_gets_one_repetition_more_or_less() -> None:
    session = at(paced_set(), (7, Command.LONGER))
    assert session.length == 40 + 4
    assert outcomes(at(session, 60)) == [("done", 11)]
    assert outcomes(at(paced_set(), (7, Command.SHORTER), 50)) == [("short", 9)]


def test_skip_leaves_out_the_present_set() -> None:
    session = at(two_timed_sets(), (15, Command.SKIP))
    assert outcomes(session) == [("skipped", 0)]
    assert place(session) == ("rest", 2, 0)


def test_skip_in_a_break_leaves_out_the_set_that_comes_next() -> None:
    session = at(two_timed_sets(), (30, Command.SKIP))
    assert outcomes(session) == [("done", 20), ("skipped", 0)]
    assert session.status == "partial"


@pytest.mark.parametrize("command", [Command.LONGER, Command.SHORTER])
@pytest.mark.parametrize("before", [two_timed_sets(), paced_set()])
def test_undo_takes_a_length_back_while_the_set_runs_on(command: Command, before: Session) -> None:
    session = at(before, (12, command), 14)
    session, events = engine.apply_command(session, Command.UNDO, START + 14)
    assert (place(session), session.length) == (("work", 1, 9), at(before, 14).length)
    assert not session.lead_in(session.seen)
    assert events == (Changed(),)


def test_undo_beyond_the_former_end_ends_the_set() -> None:
    session = at(two_timed_sets(), (7, Command.LONGER), (28, Command.UNDO))
    assert place(session) == ("rest", 2, 0)
    assert outcomes(session) == [("done", 23)]


@pytest.mark.parametrize("command", [Command.NEXT, Command.SKIP, Command.BACK])
def test_undo_goes_back_to_where_the_command_was_given(command: Command) -> None:
    before = at(two_timed_sets(), 12)
    session = at(before, (12, command), (14, Command.UNDO))
    assert place(session) == place(before)
    assert session.length == before.length
    assert session.results == before.results


def test_undo_never_takes_away_a_set_that_ended_by_itself() -> None:
    session = at(two_timed_sets(), (27, Command.NEXT), (48, Command.UNDO))
    assert outcomes(session) == [("done", 20), ("done", 20)]


def test_undo_with_nothing_to_undo_does_nothing() -> None:
    session = at(two_timed_sets(), 12)
    assert engine.apply_command(session, Command.UNDO, session.seen) == (session, ())


def test_ended_in_a_rest_it_keeps_the_sets_before() -> None:
    session = at(two_timed_sets(), (30, Command.END))
    assert session.status == "partial"
    assert outcomes(session) == [("done", 20)]


def test_ended_in_a_set_it_keeps_what_was_reached() -> None:
    session = at(two_timed_sets(), (42, Command.END))
    assert outcomes(session) == [("done", 20), ("short", 7)]


def test_ended_while_doing_a_set_again_it_keeps_the_first_time() -> None:
    session = at(two_timed_sets(), (26, Command.BACK), (32, Command.END))
    assert outcomes(session) == [("done", 20)]


def test_stopped_for_pain_is_its_own_ending() -> None:
    assert at(two_timed_sets(), (30, Command.STOP)).status == "stopped_pain"


@pytest.mark.parametrize(("seconds", "kept"), [(5.5, [("skipped", 0)]), (2, [])])
def test_the_set_that_was_stopped_for_pain_is_kept_even_if_nothing_of_it_was_done(
    seconds: float, kept: list[tuple[str, float]]
) -> None:
    assert outcomes(at(two_timed_sets(), (seconds, Command.STOP))) == kept
    assert outcomes(at(two_timed_sets(), (seconds, Command.END))) == []


def test_unseen_for_too_long_it_waits_where_it_was_last_seen() -> None:
    session = at(two_timed_sets(), 12)
    session, events = engine.advance(session, START + 3000)
    assert events == (Paused(stalled=True),)
    assert place(session) == ("work", 1, 7)
    assert session.active_seconds(START + 4000) == 12


def test_kept_waiting_by_a_busy_machine_it_went_on_all_the_same() -> None:
    session = at(two_timed_sets(), 12)
    later, events = engine.advance(session, START + 22, processor_wait=9)
    assert later == at(session, 22)
    assert events != (Paused(stalled=True),)
    stopped, _ = engine.advance(session, START + 22, processor_wait=4)
    assert stopped.is_paused


def test_an_earlier_instant_counts_as_the_last() -> None:
    session = at(two_timed_sets(), 12)
    assert engine.advance(session, START + 3)[0] == session


def test_once_over_it_stays_as_it_is() -> None:
    session = at(two_timed_sets(), (30, Command.END))
    for command in Command:
        assert engine.apply_command(session, command, START + 40) == (session, ())


def events_of(session: Session, command: Command) -> tuple[Event, ...]:
    return engine.apply_command(session, command, session.seen)[1]


@pytest.mark.parametrize("command", list(Command))
def test_every_command_is_valid_in_every_state(command: Command) -> None:
    begun = begin(
        Step(MOVE, 2, Dose(seconds=20), rest=10, sides="each"),
        Step(OTHER, 1, Dose(reps=5), tempo=Tempo(1, 0, 1, 0)),
        Step(OTHER, 1, Dose(reps=5)),
    )
    for moment, paused in product([3, 15, 28, 55, 109, 120, 140], [False, True]):
        where = f"at {moment} s, paused: {paused}"
        session = at(begun, moment)
        if paused:
            session = at(session, (moment, Command.PAUSE))
        events = events_of(session, command)
        if command in (Command.END, Command.STOP):
            assert any(isinstance(event, Ended) for event in events), where
        elif command is Command.UNDO or (
            session.length is None and command in (Command.LONGER, Command.SHORTER)
        ):
            assert events == (), where
        elif command is Command.LONGER:
            assert events == (Changed(),), where
        else:
            assert events, where


def test_leaving_a_move_of_a_circuit_leads_to_the_next_move_of_the_same_round() -> None:
    circuit = Round(1, times=3, rest=20)
    steps = (
        Step(MOVE, 6, Dose(seconds=10), round=circuit),
        Step(OTHER, 3, Dose(seconds=10), round=circuit),
    )
    timeline = build(Routine("r", "R", steps))
    second = next(i for i, each in enumerate(timeline.phases) if each.is_set and each.turn == 2)
    session, _ = enter(engine.start(timeline, 0.0), second, 0.0, by_itself=False)
    session, _ = engine.apply_command(session, Command.LEAVE_MOVE, 0.5)
    assert (session.phase.step.exercise, session.phase.turn) == (OTHER, 2)
    assert [timeline.phases[each.phase].set for each in session.results] == [3, 4]


class InterruptedClock(FakeClock):
    """Between two of its readings the machine does something else, so many times."""

    def __init__(self, times: int, seconds: float) -> None:
        super().__init__()
        self._times, self._seconds = times, seconds

    def monotonic(self) -> float:
        now = super().monotonic()
        if self._times:
            self._times -= 1
            self.run(self._seconds)
        return now


def test_clocks_that_were_read_apart_are_read_again() -> None:
    clock = InterruptedClock(1, seconds=7)
    before, look = read_clocks(FakeClock()), read_clocks(clock)
    assert (look.now - before.now, look.wall - before.wall) == (7, timedelta(seconds=7))
    assert not look.slept_since(before)


def test_a_machine_that_never_rests_is_not_waited_for() -> None:
    assert read_clocks(InterruptedClock(100, seconds=7)).now > 0


@pytest.mark.parametrize(("seconds", "slept"), [(1.9, False), (2.1, True), (-3600, False)])
def test_it_slept_where_only_the_time_of_day_ran_on(seconds: float, slept: bool) -> None:
    clock = FakeClock(tells_sleep=False)
    before = read_clocks(clock)
    clock.run(60)
    clock.sleep(seconds)
    assert read_clocks(clock).slept_since(before) == slept


@pytest.mark.parametrize("ahead", [-3600, 0, 5, 86_400])
@pytest.mark.parametrize(("seconds", "slept"), [(0, False), (1.9, False), (2.1, True)])
def test_where_the_system_tells_it_no_set_clock_is_taken_for_sleep_or_hides_it(
    ahead: float, seconds: float, slept: bool
) -> None:
    clock = FakeClock()
    before = read_clocks(clock)
    clock.run(60)
    clock.set_ahead(ahead)
    clock.sleep(seconds)
    assert read_clocks(clock).slept_since(before) == slept


def test_a_machine_that_is_awake_has_not_slept_meanwhile() -> None:
    clock = SystemClock()
    before = read_clocks(clock)
    assert not read_clocks(clock).slept_since(before)
    assert (clock.slept() is None) == (sys.platform == "win32")


def test_what_it_was_kept_waiting_is_counted_from_the_look_before() -> None:
    clock = FakeClock()
    clock.keep_waiting(3)
    before = read_clocks(clock)
    clock.run(1)
    clock.keep_waiting(4)
    assert read_clocks(clock).processor_wait - before.processor_wait == 4
