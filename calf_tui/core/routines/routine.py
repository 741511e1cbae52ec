"""A routine: moves with their doses in order; a move: its names, how it is done, its tempo.

What no record holds is a named tuple, which is made in a quarter of the time of a dataclass.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


Sides = Literal["both", "each"]
Side = Literal["both", "left", "right"]

GET_READY_SECONDS = 5.0
CHANGE_EXERCISE_SECONDS = 10.0
CHANGE_SIDES_SECONDS = 5.0
MOST_KG = 500.0

Part = Literal["up", "top", "down", "bottom"]
PARTS: tuple[Part, ...] = ("up", "top", "down", "bottom")
"""The parts of a repetition, in order."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """The four parts of a repetition, in seconds each; at least one is above zero."""

    up: float
    top: float
    down: float
    bottom: float

    @property
    def seconds(self) -> float:
        """The length of one repetition."""
        return self.up + self.top + self.down + self.bottom


class TempoPreset(NamedTuple):
    """A tempo with a name that routines can use, and its source."""

    name: str
    tempo: Tempo
    source: str = ""


class TempoWords(NamedTuple):
    """The names of the parts of a repetition in a move."""

    up: str = "Up"
    top: str = "Hold"
    down: str = "Down"
    bottom: str = "Hold"


PLAIN_WORDS = TempoWords()

ARTICLE_MOVES = frozenset(
    (
        "tiptoe_walk",
        "heel_raise_box",
        "jump_squat",
        "downward_dog",
        "wall_calf_stretch",
        "foam_roll_calf",
    )
)
"""The six moves of the article [article]."""
PLAIN_TEMPO = Tempo(1, 1, 3, 1)
"""The tempo of a move without tempo presets [ours]."""


class Exercise(NamedTuple):
    """An exercise.

    `id` identifies it in routines and records, `name` is for the runner, `also` is its technical
    name. `how` are its instructions in order, the start position first; a cue is one thought to
    keep in mind while moving. `how_unloaded` replaces `how` in a step without load. `purpose` says
    why it is done. `dose` is its usual dose in words; for a move of the article, the article's.
    `repetition` is the word for one repetition ("rep", "landing", "roll"). `rest` is the default
    rest between sets, in seconds. `note` says in one sentence where the sources and the default
    dose differ. `hands` is the number of hands that share the load; 0 if the move has no load.
    `load_kit` is the equipment for the load, which a step without load does not need.
    """

    id: str
    name: str
    also: str = ""
    purpose: str = ""
    dose: str = ""
    note: str = ""
    repetition: str = "rep"
    rest: float = 30.0
    how: tuple[str, ...] = ()
    how_unloaded: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    kit: tuple[str, ...] = ()
    load_kit: tuple[str, ...] = ()
    tempos: tuple[TempoPreset, ...] = ()
    hands: int = 0
    words: TempoWords = PLAIN_WORDS

    @property
    def default_tempo(self) -> Tempo:
        """The first tempo preset, or `PLAIN_TEMPO` if there is none."""
        return self.tempos[0].tempo if self.tempos else PLAIN_TEMPO


@dataclass(frozen=True, slots=True)
class Dose:
    """The amount of one set; exactly one of the two is not None."""

    reps: int | None = None
    seconds: float | None = None

    @property
    def amount(self) -> float:
        """The number of repetitions, or of seconds."""
        return self.seconds if self.seconds is not None else float(self.reps or 0)


class Round(NamedTuple):
    """A group of steps that is done `times` times.

    `number` is the number of the group in its routine, from 1. `rest` is the time between two
    turns, in seconds.
    """

    number: int
    times: int
    rest: float


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a routine with its dose.

    `dose` is that of one set; if `sides` is "each", each side does it in full. Repetitions without
    a `tempo` make an open set, which waits for the runner. `rest` is the time between sets, in
    seconds. `load_kg` is the total load. `unloaded` means without the load that the exercise may
    have. For a step in a `round`, `sets` are the sets of all its turns.
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
        """How often the step is done: the times of its round, else 1."""
        return 1 if self.round is None else self.round.times

    @property
    def sets_a_turn(self) -> int:
        """The sets in one turn."""
        return self.sets // self.turns

    @property
    def kit(self) -> tuple[str, ...]:
        """The equipment that the step needs."""
        return (() if self.unloaded else self.exercise.load_kit) + self.exercise.kit

    @property
    def seconds(self) -> float | None:
        """The seconds of one set on one side; None for an open set."""
        if self.dose.seconds is not None:
            return self.dose.seconds
        if self.tempo is None:
            return None
        return (self.dose.reps or 0) * self.tempo.seconds

    def total_seconds(self, switch: float) -> float:
        """Returns the seconds of one turn, with the rests in it; an open set counts as 0.

        `switch` is the time between two sides, in seconds.
        """
        sides = 2 if self.sides == "each" else 1
        one = sides * (self.seconds or 0.0) + (sides - 1) * switch
        return self.sets_a_turn * one + (self.sets_a_turn - 1) * self.rest


@dataclass(frozen=True, slots=True)
class Routine:
    """A planned session. Times are seconds; the defaults are ours."""

    id: str
    name: str
    steps: tuple[Step, ...]
    description: str = ""
    get_ready: float = GET_READY_SECONDS
    change: float = CHANGE_EXERCISE_SECONDS
    switch: float = CHANGE_SIDES_SECONDS

    @property
    def seconds(self) -> float:
        """The seconds of a session; open sets count as 0."""
        blocks = self.blocks
        total = sum(self._block_seconds(each) for each in blocks)
        return self.get_ready + total + (len(blocks) - 1) * self.change

    @property
    def seconds_by_step(self) -> tuple[float, ...]:
        """The seconds of each step over all its turns; open sets count as 0."""
        return tuple(step.turns * step.total_seconds(self.switch) for step in self.steps)

    @property
    def blocks(self) -> tuple[tuple[Step, ...], ...]:
        """The steps in order, in groups: a round is one group, any other step is its own."""
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
        """Whether it has an open set, so that `seconds` is a lower bound."""
        return any(step.seconds is None for step in self.steps)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises, each once, in order of first use."""
        return tuple({step.exercise.id: step.exercise for step in self.steps}.values())

    @property
    def kit(self) -> tuple[str, ...]:
        """The equipment that the runner needs, each item once."""
        return tuple(dict.fromkeys(item for step in self.steps for item in step.kit))


def loaded(step: Step, kilograms: float) -> Step:
    """Returns the step with this load in all, from 0 to `MOST_KG`."""
    load = max(0.0, min(MOST_KG, kilograms))
    return replace(step, load_kg=load, unloaded=step.unloaded and not load)


def without_dumbbells(routine: Routine) -> Routine:
    """Returns the routine for a runner who has none; a load that it names itself stays."""
    steps = (
        replace(step, unloaded=True) if step.exercise.load_kit and not step.load_kg else step
        for step in routine.steps
    )
    return replace(routine, steps=tuple(steps))


def move_names(routines: Iterable[Routine]) -> dict[str, str]:
    """Returns the names of the exercises of these routines by id."""
    return {move.id: move.name for routine in routines for move in routine.exercises}
