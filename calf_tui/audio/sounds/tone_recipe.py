"""What a sound is made of: notes with their timbres, as numbers. The sounds are in `sets`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Partial(NamedTuple):
    """One part of a timbre.

    Its multiple of the pitch, its strength, and how long it rings as a part of the note's `fade`.
    """

    multiple: float
    strength: float
    ring: float = 1.0


Timbre = tuple[Partial, ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """One note: pitch in hertz, times in seconds.

    `at` counts from the start of the sound. `to_hertz` is the pitch it glides to, None where it
    stays. `fade` is the time in which it falls to about a third, None where it keeps its strength.
    `attack` and `release` are the soft edges, within `seconds`. `strength` is beside the other
    notes of the sound.
    """

    at: float
    seconds: float
    hertz: float
    timbre: Timbre
    to_hertz: float | None = None
    fade: float | None = None
    attack: float = 0.006
    release: float = 0.03
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A sound: its notes, its loudest sample in dB below full scale, and the idea in words.

    A `held` sound has one note, which lasts as long as the movement it goes with: it glides from
    pitch to pitch or, where `stroke` is set, is beaten every so many seconds on bars a semitone
    apart.
    """

    idea: str
    tones: tuple[Tone, ...]
    peak_db: float = -3.0
    held: bool = False
    stroke: float | None = None
