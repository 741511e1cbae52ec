"""How every sound is made: numbers only, turned into samples by `synthesis`.

Meanings are told apart by contour (steady, rising, falling, wavering), by rhythm (one, two, three,
four notes) and by timbre, so that no one has to know a pitch by heart [ours].
"""

from __future__ import annotations

from dataclasses import dataclass

from calf_tui.core.cues import Sound

Partials = tuple[tuple[float, float], ...]
"""A timbre: pairs of (multiple of the pitch, strength)."""

PURE: Partials = ((1, 1.0),)
ROUND: Partials = ((1, 1.0), (2, 0.18))
BRIGHT: Partials = ((1, 1.0), (1.5, 0.5), (2, 0.3))
HOLLOW: Partials = ((1, 1.0), (3, 0.2))
BELL: Partials = ((1, 1.0), (1.19, 0.35), (2, 0.25))
WOOD: Partials = ((1, 1.0), (1.34, 0.6))
REED: Partials = ((1, 0.8), (2, 0.7), (3, 0.6), (4, 0.4))


@dataclass(frozen=True, slots=True)
class Tone:
    """One note: pitch in hertz, times in seconds.

    `at` counts from the start of the sound. `to_hertz` is the pitch it glides to, None where it
    stays. `fade` is the time in which it falls to about a third, None where it keeps its strength.
    `attack` and `release` are the soft edges, within `seconds`.
    """

    at: float
    seconds: float
    hertz: float
    partials: Partials
    to_hertz: float | None = None
    fade: float | None = None
    attack: float = 0.006
    release: float = 0.03


@dataclass(frozen=True, slots=True)
class Recipe:
    """A sound: its notes, its loudest sample in dB below full scale, and the idea in words.

    A `held` sound has one note, which lasts as long as the movement it goes with.
    """

    idea: str
    tones: tuple[Tone, ...]
    peak_db: float = -3.0
    held: bool = False


RECIPES: dict[Sound, Recipe] = {
    Sound.TICK: Recipe("one short, plain note", (Tone(0, 0.09, 988, ROUND),)),
    Sound.GO: Recipe("one long, high, bright note", (Tone(0, 0.5, 1397, BRIGHT, release=0.15),)),
    Sound.HALF: Recipe(
        "the same note twice",
        (Tone(0, 0.11, 1175, ROUND), Tone(0.17, 0.14, 1175, ROUND)),
    ),
    Sound.SET_DONE: Recipe(
        "two bells, the second lower",
        (Tone(0, 0.3, 1319, BELL, fade=0.14), Tone(0.22, 0.5, 880, BELL, fade=0.2)),
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three bells going up",
        (
            Tone(0, 0.25, 784, BELL, fade=0.12),
            Tone(0.16, 0.25, 988, BELL, fade=0.12),
            Tone(0.32, 0.6, 1319, BELL, fade=0.22),
        ),
    ),
    Sound.SESSION_DONE: Recipe(
        "a fanfare of four notes with a pause before the last, held chord",
        (
            Tone(0, 0.13, 784, ROUND),
            Tone(0.15, 0.13, 784, ROUND),
            Tone(0.3, 0.13, 784, ROUND),
            Tone(0.5, 1.0, 1047, BELL, fade=0.5, release=0.2),
            Tone(0.5, 1.0, 1319, BELL, fade=0.5, release=0.2),
            Tone(0.5, 1.0, 1568, ROUND, fade=0.5, release=0.2),
        ),
    ),
    Sound.SWITCH: Recipe(
        "high and low by turns, twice",
        (
            Tone(0, 0.1, 1760, ROUND, release=0.02),
            Tone(0.11, 0.1, 698, ROUND, release=0.02),
            Tone(0.22, 0.1, 1760, ROUND, release=0.02),
            Tone(0.33, 0.16, 698, ROUND, release=0.05),
        ),
    ),
    Sound.CLICK: Recipe(
        "a knock on wood", (Tone(0, 0.05, 1850, WOOD, fade=0.01, attack=0.002, release=0.02),)
    ),
    Sound.FIFTH: Recipe(
        "a knock on wood, then a small high bell",
        (
            Tone(0, 0.05, 1850, WOOD, fade=0.01, attack=0.002, release=0.02),
            Tone(0.06, 0.45, 2489, PURE, fade=0.16, release=0.1),
        ),
    ),
    Sound.PAUSE: Recipe(
        "a slide down, then rest", (Tone(0, 0.32, 1480, HOLLOW, to_hertz=554, release=0.08),)
    ),
    Sound.RESUME: Recipe(
        "a slide up, ready to go", (Tone(0, 0.32, 554, HOLLOW, to_hertz=1480, release=0.05),)
    ),
    Sound.WARNING: Recipe(
        "three harsh buzzes",
        (
            Tone(0, 0.14, 622, REED, release=0.02),
            Tone(0.2, 0.14, 622, REED, release=0.02),
            Tone(0.4, 0.22, 622, REED, release=0.04),
        ),
    ),
    Sound.UP: Recipe(
        "a soft note that rises as long as the movement up",
        (Tone(0, 1.0, 587, ROUND, to_hertz=1047, attack=0.03, release=0.06),),
        peak_db=-14.0,
        held=True,
    ),
    Sound.DOWN: Recipe(
        "a soft note that falls as long as the movement down",
        (Tone(0, 1.0, 1047, ROUND, to_hertz=587, attack=0.03, release=0.06),),
        peak_db=-14.0,
        held=True,
    ),
}
