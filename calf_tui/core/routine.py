"""A routine: moves with their doses, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calf_tui.core.exercise import Exercise, Tempo

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
class Step:
    """One move of a routine with its dose.

    `dose` is one set's, for one side where `sides` is "each" (each side then gets it in full).
    Repetitions without a `tempo` are free: the set is open and waits for the runner. `rest` is the
    time between sets, in seconds. `unloaded`: it is meant without the load that the move may have.
    """

    exercise: Exercise
    sets: int
    dose: Dose
    tempo: Tempo | None = None
    sides: Sides = "both"
    rest: float = 30.0
    load_kg: float = 0.0
    unloaded: bool = False

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
        """All its sets and what lies between them; an open set counts nothing."""
        sides = 2 if self.sides == "each" else 1
        one = sides * (self.seconds or 0.0) + (sides - 1) * switch
        return self.sets * one + (self.sets - 1) * self.rest


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
        sets = sum(step.total_seconds(self.switch) for step in self.steps)
        return self.get_ready + sets + (len(self.steps) - 1) * self.change

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
