"""A program that ends during a session, and the next program with the same records."""

from __future__ import annotations

from datetime import timedelta

from calf_tui.core.session.state import Command
from tests.training.world import in_session


def test_a_killed_session_goes_on_where_it_stood() -> None:
    world = in_session(40)
    before = world.record
    world.start_again()
    cut = world.trainer.interrupted_session()
    assert cut is not None
    session = world.trainer.resume(cut)
    assert (session.phase.set, session.lead_in(world.trainer.now)) == (2, 5.0)
    assert world.player.stretches[-1][-1].at == 25.0
    world.run(26)
    after = world.record
    assert (after.id, after.status, after.sets[0]) == (before.id, "completed", before.sets[0])
    assert (after.started_at, after.local_date) == (before.started_at, before.local_date)
    assert world.results == [("done", 20), ("done", 20)]
    assert after.active_seconds == before.active_seconds + 25
    assert world.trainer.interrupted_session() is None


def test_a_set_that_a_closed_window_broke_off_is_done_in_full() -> None:
    world = in_session(45)
    world.trainer.leave()
    assert world.results == [("done", 20), ("short", 10)]
    world.start_again()
    cut = world.trainer.interrupted_session()
    assert cut is not None
    assert cut.done == (1,)
    world.trainer.resume(cut)
    world.run(26)
    assert world.results == [("done", 20), ("done", 20)]


def test_kept_as_it_is_it_is_not_asked_for_again() -> None:
    world = in_session(45)
    world.trainer.leave()
    world.start_again()
    assert world.trainer.interrupted_session() is not None
    world.trainer.unfinished.keep()
    world.start_again()
    assert world.trainer.interrupted_session() is None
    assert world.results == [("done", 20), ("short", 10)]


def test_discarded_it_never_was() -> None:
    world = in_session(45)
    world.start_again()
    cut = world.trainer.interrupted_session()
    assert cut is not None
    world.trainer.unfinished.discard(cut)
    assert (world.history.sessions(), world.trainer.interrupted_session()) == ((), None)


def test_a_session_the_runner_ended_is_over() -> None:
    for command in (Command.END, Command.STOP):
        world = in_session(45)
        world.trainer.command(command)
        world.trainer.leave()
        world.start_again()
        assert world.trainer.interrupted_session() is None


def test_nothing_done_is_nothing_to_go_on_with() -> None:
    world = in_session(20)
    world.start_again()
    assert world.trainer.interrupted_session() is None
    assert world.history.session_in_progress() is None


def test_after_half_a_day_it_is_kept_and_not_asked_for() -> None:
    world = in_session(45)
    world.start_again(after=timedelta(hours=13).total_seconds())
    assert world.trainer.interrupted_session() is None
    assert world.results == [("done", 20)]


def test_a_session_gone_on_with_may_be_cut_short_again() -> None:
    world = in_session(30)
    for _ in range(3):
        world.start_again()
        cut = world.trainer.interrupted_session()
        assert cut is not None
        assert cut.following.set == 2
        world.trainer.resume(cut)
        world.run(10)
