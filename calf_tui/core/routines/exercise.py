"""An exercise (a "move" in texts for the runner): its names, instructions and tempos."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class TempoPreset:
    """A tempo with a name that routines can use, and its source."""

    name: str
    tempo: Tempo
    source: str = ""


@dataclass(frozen=True, slots=True)
class TempoWords:
    """The names of the parts of a repetition in a move."""

    up: str = "Up"
    top: str = "Hold"
    down: str = "Down"
    bottom: str = "Hold"


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


@dataclass(frozen=True, slots=True)
class Exercise:
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
    muscles: tuple[str, ...] = ()
    kit: tuple[str, ...] = ()
    load_kit: tuple[str, ...] = ()
    tempos: tuple[TempoPreset, ...] = ()
    hands: int = 0
    words: TempoWords = field(default_factory=TempoWords)

    @property
    def default_tempo(self) -> Tempo:
        """The first tempo preset, or `PLAIN_TEMPO` if there is none."""
        return self.tempos[0].tempo if self.tempos else PLAIN_TEMPO
