"""A move: what it is called, how it is done, and at which tempo."""

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
    """A tempo with the name by which a routine may ask for it, and where it comes from."""

    name: str
    tempo: Tempo
    source: str = ""


@dataclass(frozen=True, slots=True)
class TempoWords:
    """What each part of a repetition is called in this move."""

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
"""For a move that brings no tempo of its own [ours]."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A move of the runner's.

    `id` is what routines and records call it, `name` what the runner reads, `also` its name in the
    field. `how` are the steps of doing it in order, the start position first; a cue is one thought
    to hold while moving. `how_unloaded` stands for `how` in a step without load. `purpose` is why
    it is done. `dose` is its usual dose in words, of a move of the article the article's.
    `repetition` is what one repetition is called
    ("rep", "landing", "roll"). `rest` is the default rest between sets, in seconds. `note` says in
    one plain sentence where sources and the default dose part. `hands` is how many hold the load,
    which they share; 0 where no load is meant. `load_kit` is what the load is made of, which a step
    without load does not need.
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
        """The first of its presets, else the plain one."""
        return self.tempos[0].tempo if self.tempos else PLAIN_TEMPO
