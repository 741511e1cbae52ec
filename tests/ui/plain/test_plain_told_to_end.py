"""Told to end, or its input gone: plain mode ends wherever it waits, and keeps what was done."""

from __future__ import annotations

import signal

import pytest

from calf_tui.core.errors import OF_SIGNAL, TERMINAL_GONE
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from calf_tui.ui.plain.key_input import EndingKeys
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import FakeClock, FixedRoutines, MemoryHistory, RecordingPlayer

WALK, SQUAT = Exercise("walk", "Tiptoe walk"), Exercise("squat", "Squat")
ROUTINE = Routine(
    "all",
    "All kinds",
    (Step(WALK, 2, Dose(seconds=20), rest=30), Step(SQUAT, 1, Dose(reps=8))),
)
"""Ready 0-5, work 5-25, rest 25-55, work 55-75, a change, then an open set from 85."""

NEVER = 3600.0
"""Seconds after which a thread would end the tests by force."""
MOMENTS: dict[str, tuple[dict[float, str], float, list[str]]] = {
    "the choice of a routine": ({}, -1, []),
    "ready": ({0: "1"}, 2, []),
    "work": ({0: "1"}, 10, []),
    "rest, with a question": ({0: "1"}, 30, ["done"]),
    "paused": ({0: "1", 30: " "}, 33, ["done"]),
    "lead-in": ({0: "1", 60: " ", 65: " "}, 66, ["done"]),
    "the question what hurts": ({0: "1", 30: "x"}, 33, ["done"]),
    "the question whether to end": ({0: "1", 30: "q"}, 33, ["done"]),
    "an open set": ({0: "1"}, 110, ["done", "done"]),
    "the question how many": ({0: "1", 110: "n"}, 112, ["done", "done"]),
    "after the last set": ({0: "1", 110: "d"}, 115, ["done", "done", "done"]),
}
"""What is pressed and when, when it is told to end, and the sets that are kept."""


class TakenAway:
    """Keys at their seconds, until it is told to end in one way or the other."""

    patience = 60.0

    def __init__(self, clock: FakeClock, presses: dict[float, str], end: float) -> None:
        self._clock = clock
        self._presses = dict(presses)
        self._end = end
        self._start = clock.monotonic()

    def read(self, _seconds: float) -> str:
        passed = self._clock.monotonic() - self._start
        if passed > self._end:
            return self.take_away()
        due = [at for at in self._presses if at <= passed]
        if due:
            return self._presses.pop(due[0])
        self._clock.run(0.5)
        return ""

    def take_away(self) -> str:
        raise SystemExit(TERMINAL_GONE)


class ToldToEnd(TakenAway):
    """By a signal."""

    def take_away(self) -> str:
        signal.raise_signal(signal.SIGTERM)
        return ""


@pytest.mark.parametrize("way", [TakenAway, ToldToEnd])
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_ends_where_it_waits(moment: str, way: type[TakenAway]) -> None:
    presses, end, outcomes = MOMENTS[moment]
    clock, history, player = FakeClock(), MemoryHistory(), RecordingPlayer()
    trainer = Trainer(clock=clock, history=history, player=player, settings=Settings())
    keys = EndingKeys(way(clock, presses, end), lambda: False, leaves_within=NEVER)
    before = signal.signal(signal.SIGTERM, keys.end)
    try:
        with pytest.raises(SystemExit) as ended:
            PlainSession(trainer, keys, lambda _: None).run(None, FixedRoutines([ROUTINE]))
    finally:
        signal.signal(signal.SIGTERM, before)
        trainer.leave()
    assert ended.value.code == (OF_SIGNAL + signal.SIGTERM if way is ToldToEnd else TERMINAL_GONE)
    kept = [each.outcome for session in history.sessions() for each in session.sets]
    assert kept[: len(outcomes)] == outcomes
    assert "done" not in kept[len(outcomes) :]
    assert (history.session_in_progress() is None) == (moment.startswith(("the choice", "after")))
