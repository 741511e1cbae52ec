"""A trainer and its fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer

if TYPE_CHECKING:
    from calf_tui.core.ports import Writer
    from calf_tui.core.records.session_record import SessionRecord

MOVE = Exercise("move", "Move")
TWO_SETS = Routine("two", "Two sets", (Step(MOVE, 2, Dose(seconds=20), rest=10),))
"""Ready 0-5, work 5-25, rest 25-35, work 35-55."""


class World:
    """A history, and the trainer of a program that may be killed and started again."""

    def __init__(
        self,
        history: MemoryHistory | None = None,
        settings: Settings | None = None,
        clock: FakeClock | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.clock = clock or FakeClock()
        self.history = history or MemoryHistory()
        self._settings = settings or Settings()
        self._writer = writer
        self.start_again(after=0)

    def start_again(self, after: float = 60.0) -> None:
        """Replaces the trainer with that of a new program."""
        self.clock.run(after)
        self.player = RecordingPlayer()
        self.trainer = Trainer(
            clock=self.clock,
            history=self.history,
            player=self.player,
            settings=self._settings,
            writer=self._writer,
        )

    def run(self, seconds: float) -> None:
        """Lets time pass, looking four times a second."""
        for _ in range(round(seconds * 4)):
            self.clock.run(0.25)
            self.trainer.tick()

    @property
    def record(self) -> SessionRecord:
        """The only session on record."""
        (record,) = self.history.sessions()
        return record

    @property
    def outcomes(self) -> list[str]:
        return [each.outcome for record in self.history.sessions() for each in record.sets]

    @property
    def results(self) -> list[tuple[str, float]]:
        return [(each.outcome, each.done.amount) for each in self.record.sets]


def in_session(
    seconds: float,
    history: MemoryHistory | None = None,
    settings: Settings | None = None,
    clock: FakeClock | None = None,
) -> World:
    """A world in which a session of two sets has run for so long."""
    world = World(history, settings, clock)
    world.trainer.start(TWO_SETS)
    world.run(seconds)
    return world
