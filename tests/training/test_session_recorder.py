"""A program that ends during a session, and the next program with the same records."""

from __future__ import annotations

from datetime import timedelta

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session.state import Command
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer

MOVE = Exercise("move", "Move")
TWO_SETS = Routine("two", "Two sets", (Step(MOVE, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""


class World:
    """A history, and the trainer of a program that may be killed and started again."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.history = MemoryHistory()
        self.start_again()

    def start_again(self, after: float = 60.0) -> None:
        """Replaces the trainer with that of a new program."""
        self.clock.run(after)
        self.player = RecordingPlayer()
        self.trainer = Trainer(
            clock=self.clock, history=self.history, player=self.player, settings=Settings()
        )

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 4)):
            self.clock.run(0.25)
            self.trainer.tick()

    @property
    def outcomes(self) -> list[tuple[str, float]]:
        (record,) = self.history.sessions()
        return [(each.outcome, each.done.amount) for each in record.sets]


def test_a_killed_session_goes_on_where_it_stood() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(40)
    (before,) = world.history.sessions()
    world.start_again()
    cut = world.trainer.cut_short()
    assert cut is not None
    session = world.trainer.resume(cut)
    assert (session.phase.set, session.lead_in(world.trainer.now)) == (2, 5.0)
    assert world.player.stretches[-1][-1].at == 25.0
    world.run(26)
    (after,) = world.history.sessions()
    assert (after.id, after.status, after.sets[0]) == (before.id, "completed", before.sets[0])
    assert (after.started_at, after.local_date) == (before.started_at, before.local_date)
    assert world.outcomes == [("done", 20), ("done", 20)]
    assert after.active_seconds == before.active_seconds + 25
    assert world.trainer.cut_short() is None


def test_a_set_that_a_closed_window_broke_off_is_done_in_full() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(45)
    world.trainer.leave()
    assert world.outcomes == [("done", 20), ("short", 10)]
    world.start_again()
    cut = world.trainer.cut_short()
    assert cut is not None
    assert cut.done == (1,)
    world.trainer.resume(cut)
    world.run(26)
    assert world.outcomes == [("done", 20), ("done", 20)]


def test_kept_as_it_is_it_is_not_asked_for_again() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(45)
    world.trainer.leave()
    world.start_again()
    assert world.trainer.cut_short() is not None
    world.trainer.unfinished.keep()
    world.start_again()
    assert world.trainer.cut_short() is None
    assert world.outcomes == [("done", 20), ("short", 10)]


def test_discarded_it_never_was() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(45)
    world.start_again()
    cut = world.trainer.cut_short()
    assert cut is not None
    world.trainer.unfinished.discard(cut)
    assert (world.history.sessions(), world.trainer.cut_short()) == ((), None)


def test_a_session_the_runner_ended_is_over() -> None:
    for command in (Command.END, Command.STOP):
        world = World()
        world.trainer.start(TWO_SETS)
        world.run(45)
        world.trainer.command(command)
        world.trainer.leave()
        world.start_again()
        assert world.trainer.cut_short() is None


def test_nothing_done_is_nothing_to_go_on_with() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(20)
    world.start_again()
    assert world.trainer.cut_short() is None
    assert world.history.session_in_progress() is None


def test_after_half_a_day_it_is_kept_and_not_asked_for() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(45)
    world.start_again(after=timedelta(hours=13).total_seconds())
    assert world.trainer.cut_short() is None
    assert world.outcomes == [("done", 20)]


def test_a_session_gone_on_with_may_be_cut_short_again() -> None:
    world = World()
    world.trainer.start(TWO_SETS)
    world.run(30)
    for _ in range(3):
        world.start_again()
        cut = world.trainer.cut_short()
        assert cut is not None
        assert cut.following.set == 2
        world.trainer.resume(cut)
        world.run(10)
