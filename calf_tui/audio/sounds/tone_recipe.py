"""The types of a sound's recipe: notes with their timbres. The recipes are in `sound_sets`."""

from __future__ import annotations

from typing import NamedTuple

from calf_tui.core.frozen_dataclass import dataclass


class Partial(NamedTuple):
    """One partial of a timbre.

    `multiple` is that of the pitch, `ring` the factor for the note's `fade`.
    """

    multiple: float
    strength: float
    ring: float = 1.0


Timbre = tuple[Partial, ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """One note: pitch in hertz, times in seconds.

    `at` counts from the start of the sound. `to_hertz` is the pitch at the end, None if it does not
    change. `fade` is the time in which the strength falls to about a third, None if it does not.
    `attack` and `release` are the soft edges, within `seconds`. `strength` is relative to the other
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
    """A sound: the idea in words, its notes, and its loudest sample in dB relative to full scale.

    A `held` sound has one note, which lasts as long as the movement. It glides from one pitch to
    the other or, if `stroke` is set, is struck every `stroke` seconds on bars a semitone apart.
    """

    idea: str
    tones: tuple[Tone, ...]
    peak_db: float = -3.0
    held: bool = False
    stroke: float | None = None
