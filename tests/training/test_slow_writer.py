"""A session whose writer is slow."""

from __future__ import annotations

import pytest

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session.state import Command
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from tests.fakes import FakeClock, FullHistory, MemoryHistory, RecordingPlayer, SlowWriter

MOVE = Exercise("move", "Move")
TWO_SETS = Routine("two", "Two sets", (Step(MOVE, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""


class World:
    """A trainer with fakes, in a session of two sets."""

    def __init__(self, history: MemoryHistory | None = None) -> None:
        self.clock = FakeClock()
        self.history = history or MemoryHistory()
        self.writer = SlowWriter()
        self.trainer = Trainer(
            clock=self.clock,
            history=self.history,
            player=RecordingPlayer(),
            settings=Settings(),
            writer=self.writer,
        )
        self.trainer.start(TWO_SETS)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 4)):
            self.clock.run(0.25)
            self.trainer.tick()

    def is_kept(self) -> bool:
        return self.trainer.is_kept

    @property
    def outcomes(self) -> list[str]:
        return [each.outcome for record in self.history.sessions() for each in record.sets]


def test_a_set_is_kept_when_the_writer_has_written_it_and_not_before() -> None:
    world = World()
    assert world.is_kept()
    world.run(25.5)
    assert not world.is_kept()
    assert not world.trainer.last_record
    world.writer.work()
    assert not world.is_kept()  # nobody has looked
    world.run(0.25)
    assert world.is_kept()
    assert world.trainer.last_record == world.history.sessions()[0]
    assert world.outcomes == ["done"]


def test_a_session_that_goes_on_meanwhile_is_kept_as_it_ended() -> None:
    world = World()
    world.run(56)
    assert world.trainer.session.is_over
    assert not world.is_kept()
    world.writer.work()
    world.run(0.25)
    assert world.is_kept()
    assert world.outcomes == ["done", "done"]
    world.writer.work()
    assert world.history.session_in_progress() is None


def test_a_session_that_ended_is_not_in_progress_while_that_is_written() -> None:
    world = World()
    world.writer.work()
    world.trainer.command(Command.STOP)
    assert world.history.session_in_progress() is not None
    reasons = world.trainer.coach.propose((), None).reasons
    assert [each.rule for each in reasons] == ["first-session"]


def test_a_disk_that_takes_longer_than_a_second_is_said() -> None:
    world = World()
    world.run(25.5)
    assert world.trainer.save_fault == ""
    world.run(2)
    assert world.trainer.save_fault == "the disk takes its time."
    world.writer.work()
    world.run(0.25)
    assert world.trainer.save_fault == ""


def test_what_could_not_be_written_is_written_after_a_while() -> None:
    history = FullHistory()
    world = World(history)
    world.run(25.5)
    world.writer.work()
    world.run(0.25)
    assert world.trainer.save_fault == "The disk is full; free some space."
    assert not world.is_kept()
    history.space = True
    world.run(4)
    world.writer.work()
    assert world.outcomes == []  # too early
    world.run(2)
    world.writer.work()
    world.run(0.25)
    assert (world.outcomes, world.trainer.save_fault) == (["done"], "")


def test_a_set_taken_back_before_it_was_written_leaves_nothing() -> None:
    world = World()
    world.run(10)
    world.trainer.command(Command.NEXT)
    world.trainer.command(Command.UNDO)
    world.writer.work()
    world.run(0.25)
    assert world.is_kept()
    assert world.outcomes == []
    assert world.trainer.last_record is None


def test_leaving_waits_until_everything_is_written() -> None:
    world = World()
    world.run(30)
    world.trainer.leave()
    assert world.outcomes == ["done"]
    assert world.trainer.save_fault == ""


def test_a_mistake_of_ours_in_the_writer_is_not_swallowed() -> None:
    class Broken(MemoryHistory):
        def save(self, record: object) -> None:
            raise KeyError("ours")

    world = World(Broken())
    world.run(25.5)
    world.writer.work()
    with pytest.raises(KeyError):
        world.run(0.25)
