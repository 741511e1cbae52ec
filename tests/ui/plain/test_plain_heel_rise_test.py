"""The guided heel-rise test in lines of text."""

from __future__ import annotations

import pytest

from calf_tui.core.errors import UserError
from calf_tui.core.session.guided_heel_rise_test import timeline_of
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer
from tests.ui.conftest import BUILT_IN
from tests.ui.plain.test_plain_session import Typist
from tests.ui.support.scenes import stopped


def run(presses: dict[float, str], history: MemoryHistory) -> list[str]:
    clock, lines = FakeClock(), list[str]()
    trainer = Trainer(clock=clock, history=history, player=RecordingPlayer(), settings=Settings())
    session = PlainSession(trainer, Typist(clock, presses), lines.append)
    session.run(timeline_of("left").routine, BUILT_IN)
    return lines


def test_it_is_told_line_by_line_and_kept() -> None:
    history = MemoryHistory()
    lines = run(
        {0: "r", 50: "1", 82: "\n", 83: "2", 90: "\n", 112: "\n", 113: "-", 114: "3", 115: "\n"},
        history,
    )
    told = lines[lines.index("Right leg.") :]
    assert told[:4] == ["Right leg.", "Five.", "Higher: lift the heel all the way.", "Ten."]
    assert "Right leg 23. What ended it?" in told
    assert "Right leg 23: the pace is lost." in told
    assert "Left leg 10: the knee bends." in told
    assert told[-1] == "Take it again in 4 weeks."
    (test,) = history.tests()
    assert (test.left, test.right) == (10, 23)
    assert history.sessions() == ()


def test_left_in_between_nothing_is_kept() -> None:
    history = MemoryHistory()
    assert run({0: "l", 60: "q"}, history)[-1] == "Left: nothing of the test is kept."
    assert run({0: "x"}, history)[-1].startswith("Which leg first?")
    assert (history.tests(), history.sessions()) == ((), ())


def test_pain_ends_it() -> None:
    history = MemoryHistory()
    lines = run({0: "l", 50: "x", 51: " ", 55: "x", 56: "2"}, history)
    assert "Get medical help the same day." in lines[-1]
    assert [each.status for each in history.sessions()] == ["stopped_pain"]


def test_not_while_a_stop_is_open() -> None:
    history = stopped().history
    assert isinstance(history, MemoryHistory)
    with pytest.raises(UserError, match="No test yet"):
        run({0: "l"}, history)


def test_one_leg_alone_can_be_kept() -> None:
    history = MemoryHistory()
    run({0: "r", 55: "\n", 56: "k", 57: "1", 58: "\n"}, history)
    (test,) = history.tests()
    assert (test.left, test.right) == (None, 10)
