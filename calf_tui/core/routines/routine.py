"""A routine: moves with their doses, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calf_tui.core.routines.exercise import Exercise, Tempo

if TYPE_CHECKING:
    from collections.abc import Iterable

Sides = Literal["both", "each"]
Side = Literal["both", "left", "right"]

GET_READY_SECONDS = 5.0
CHANGE_EXERCISE_SECONDS = 10.0
CHANGE_SIDES_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of a move: exactly one of the two is set."""

    reps: int | None = None
    seconds: float | None = None

    @property
    def amount(self) -> float:
        """The number of repetitions or of seconds, whichever the dose counts."""
        return self.seconds if self.seconds is not None else float(self.reps or 0)


@dataclass(frozen=True, slots=True)
class Round:
    """Steps of a routine that are done one after the other, and so again, `times` in all.

    `number` counts the rounds of a routine, from 1. `rest` is the time from the last step to the
    first, in seconds.
    """

    number: int
    times: int
    rest: float


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a routine with its dose.

    `dose` is one set's, for one side where `sides` is "each" (each side then gets it in full).
    Repetitions without a `tempo` are free: the set is open and waits for the runner. `rest` is the
    time between sets, in seconds. `unloaded`: it is meant without the load that the move may have.
    Of a step in a `round`, `sets` are those of all its turns.
    """

    exercise: Exercise
    sets: int
    dose: Dose
    tempo: Tempo | None = None
    sides: Sides = "both"
    rest: float = 30.0
    load_kg: float = 0.0
    unloaded: bool = False
    round: Round | None = None

    @property
    def turns(self) -> int:
        """How often it comes round."""
        return 1 if self.round is None else self.round.times

    @property
    def sets_a_turn(self) -> int:
        """Its sets each time it comes round."""
        return self.sets // self.turns

    @property
    def kit(self) -> tuple[str, ...]:
        """What it needs at hand."""
        return (() if self.unloaded else self.exercise.load_kit) + self.exercise.kit

    @property
    def seconds(self) -> float | None:
        """The length of one set on one side; None for an open one.

        A paced set lasts its repetitions times the four parts of the tempo.
        """
        if self.dose.seconds is not None:
            return self.dose.seconds
        if self.tempo is None:
            return None
        return (self.dose.reps or 0) * self.tempo.seconds

    def total_seconds(self, switch: float) -> float:
        """The sets of one turn and what lies between them; an open set counts nothing."""
        sides = 2 if self.sides == "each" else 1
        one = sides * (self.seconds or 0.0) + (sides - 1) * switch
        return self.sets_a_turn * one + (self.sets_a_turn - 1) * self.rest


@dataclass(frozen=True, slots=True)
class Routine:
    """A session as it is planned. Times are seconds; the defaults are ours."""

    id: str
    name: str
    steps: tuple[Step, ...]
    description: str = ""
    get_ready: float = GET_READY_SECONDS
    change: float = CHANGE_EXERCISE_SECONDS
    switch: float = CHANGE_SIDES_SECONDS

    @property
    def seconds(self) -> float:
        """The promised length of a session, whatever its phases; open sets come on top."""
        blocks = self.blocks
        total = sum(self._block_seconds(each) for each in blocks)
        return self.get_ready + total + (len(blocks) - 1) * self.change

    @property
    def blocks(self) -> tuple[tuple[Step, ...], ...]:
        """The steps in order: those of a round together, each other by itself."""
        blocks: list[tuple[Step, ...]] = []
        for step in self.steps:
            if step.round is not None and blocks and blocks[-1][0].round == step.round:
                blocks[-1] += (step,)
            else:
                blocks.append((step,))
        return tuple(blocks)

    def _block_seconds(self, block: tuple[Step, ...]) -> float:
        turn = sum(step.total_seconds(self.switch) for step in block)
        turn += (len(block) - 1) * self.change
        again = 0.0 if block[0].round is None else block[0].round.rest
        return block[0].turns * turn + (block[0].turns - 1) * again

    @property
    def is_open(self) -> bool:
        """Whether some set waits for the runner, so that the length is a lower bound."""
        return any(step.seconds is None for step in self.steps)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The moves, each once, in order of appearance."""
        return tuple({step.exercise.id: step.exercise for step in self.steps}.values())

    @property
    def kit(self) -> tuple[str, ...]:
        """What the runner needs at hand, each once."""
        return tuple(dict.fromkeys(item for step in self.steps for item in step.kit))


def move_names(routines: Iterable[Routine]) -> dict[str, str]:
    """What the moves of these routines are called, by id."""
    return {move.id: move.name for routine in routines for move in routine.exercises}
