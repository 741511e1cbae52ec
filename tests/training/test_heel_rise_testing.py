"""The guided heel-rise test as a use case: what is counted and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.session.guided_heel_rise_test import leg_of
from calf_tui.core.session.state import Command
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer

if TYPE_CHECKING:
    from calf_tui.training.heel_rise_testing import HeelRiseTesting


class Testing:
    """A test that begins with the left leg, over fakes."""

    __test__ = False

    def __init__(self) -> None:
        self.clock, self.history, self.player = FakeClock(), MemoryHistory(), RecordingPlayer()
        self.trainer = Trainer(
            clock=self.clock, history=self.history, player=self.player, settings=Settings()
        )
        self.test: HeelRiseTesting = self.trainer.begin_test("left")

    def run(self, seconds: float) -> None:
        for _ in range(int(seconds)):
            self.clock.run(1)
            self.test.tick()

    def to_leg(self, leg: str) -> None:
        while leg_of(self.test.session) != leg:
            self.test.command(Command.NEXT)

    def leg(self, leg: str, rises: int) -> None:
        self.to_leg(leg)
        self.run(2 * rises)
        self.test.command(Command.NEXT)


def test_each_leg_is_counted_by_the_beat_and_kept_as_one_test() -> None:
    world = Testing()
    world.run(35)
    assert leg_of(world.test.session) == "left"
    world.run(46 + 1)
    assert world.test.rises == 23
    world.test.command(Command.NEXT)
    assert world.test.is_unanswered
    world.test.set_ending("pace lost")
    world.run(120)
    assert leg_of(world.test.session) == "right"
    world.run(50)
    world.test.command(Command.NEXT)
    world.test.correct(-1)
    world.test.set_ending("stopped")
    kept = world.test.keep()
    assert world.history.tests() == (kept,)
    assert (kept.left, kept.right) == (23, 24)
    assert kept.ended_by == "left: pace lost; right: stopped"
    assert world.history.sessions() == ()


def test_a_fault_is_reminded_of_and_a_third_in_a_row_ends_the_leg() -> None:
    world = Testing()
    world.to_leg("left")
    world.run(40)
    world.test.report_fault("knee bends")
    assert world.test.reminder == "Keep the knee straight."
    world.run(8)
    assert world.test.reminder == ""
    for _ in range(2):
        world.test.report_fault("pace lost")
        world.run(2)
    assert leg_of(world.test.session) == "left"
    world.test.report_fault("heel no longer lifts")
    assert leg_of(world.test.session) is None
    (left,) = world.test.results
    assert (left.rises, left.ended_by) == (26, "heel no longer lifts")


def test_a_leg_begun_again_is_counted_anew() -> None:
    world = Testing()
    world.leg("left", 12)
    world.test.correct(5)
    assert world.test.results[0].rises == 17
    world.test.command(Command.BACK)
    assert not world.test.results
    world.clock.run(3)
    world.run(30)
    world.test.command(Command.NEXT)
    assert tuple(each.rises for each in world.test.results) == (15,)


def test_a_pause_holds_the_count() -> None:
    world = Testing()
    world.to_leg("left")
    world.run(20)
    world.test.command(Command.PAUSE)
    world.run(60)
    assert world.test.rises == 10
    world.test.command(Command.PAUSE)
    world.clock.run(3)
    world.run(20)
    assert world.test.rises == 20


def test_a_test_that_is_left_keeps_nothing_and_is_heard_no_more() -> None:
    world = Testing()
    world.leg("left", 9)
    world.test.end()
    assert (world.history.tests(), world.history.sessions()) == ((), ())
    assert world.player.stretches[-1] == ()


def test_pain_ends_it_and_the_coach_asks_about_it() -> None:
    world = Testing()
    world.leg("left", 9)
    world.test.stop_for_pain(STOP_SIGNS[-1])
    assert world.history.tests() == ()
    (session,) = world.history.sessions()
    assert (session.status, session.stop_sign) == ("stopped_pain", "sharp pain")
    assert world.trainer.coach.open_stop() is not None
    world.clock.run(24 * 3600)
    assert world.trainer.coach.stop_to_ask_about() is not None
