"""A session whose writer is slow."""

from __future__ import annotations

import pytest

from calf_tui.core.session.state import Command
from tests.fakes import FullHistory, MemoryHistory, SlowWriter
from tests.training.world import TWO_SETS, World


class SlowWorld(World):
    """A session of two sets whose writer does nothing until it is told to."""

    def __init__(self, history: MemoryHistory | None = None) -> None:
        self.writer = SlowWriter()
        super().__init__(history, writer=self.writer)
        self.trainer.start(TWO_SETS)

    def is_kept(self) -> bool:
        return self.trainer.is_kept


def test_a_set_is_kept_when_the_writer_has_written_it_and_not_before() -> None:
    world = SlowWorld()
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
    world = SlowWorld()
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
    world = SlowWorld()
    world.writer.work()
    world.trainer.command(Command.STOP)
    assert world.history.session_in_progress() is not None
    reasons = world.trainer.coach.propose((), None).reasons
    assert [each.rule for each in reasons] == ["first-session"]


def test_a_disk_that_takes_longer_than_a_second_is_said() -> None:
    world = SlowWorld()
    world.run(25.5)
    assert world.trainer.save_fault == ""
    world.run(2)
    assert world.trainer.save_fault == "the disk takes its time."
    world.writer.work()
    world.run(0.25)
    assert world.trainer.save_fault == ""


def test_what_could_not_be_written_is_written_after_a_while() -> None:
    history = FullHistory()
    world = SlowWorld(history)
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
    world = SlowWorld()
    world.run(10)
    world.trainer.command(Command.NEXT)
    world.trainer.command(Command.UNDO)
    world.writer.work()
    world.run(0.25)
    assert world.is_kept()
    assert world.outcomes == []
    assert world.trainer.last_record is None


def test_leaving_waits_until_everything_is_written() -> None:
    world = SlowWorld()
    world.run(30)
    world.trainer.leave()
    assert world.outcomes == ["done"]
    assert world.trainer.save_fault == ""


def test_a_mistake_of_ours_in_the_writer_is_not_swallowed() -> None:
    class Broken(MemoryHistory):
        def save(self, record: object) -> None:
            raise KeyError("ours")

    world = SlowWorld(Broken())
    world.run(25.5)
    world.writer.work()
    with pytest.raises(KeyError):
        world.run(0.25)
