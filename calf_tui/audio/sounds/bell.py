"""The set "bell": struck bells with inharmonic partials, of which the high ones fade first."""

from __future__ import annotations

from calf_tui.audio.sounds.tone_recipe import Partial, Recipe, Timbre, Tone
from calf_tui.core.session.cue import Sound

CHIME: Timbre = (Partial(1, 1.0), Partial(2, 0.22, 0.6), Partial(2.76, 0.2, 0.35))
BELL: Timbre = (Partial(1, 1.0), Partial(1.19, 0.35, 0.8), Partial(2, 0.25, 0.5))
GREAT_BELL: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5, 0.8), Partial(2, 0.3, 0.5))
CYMBAL: Timbre = (Partial(1, 1.0), Partial(1.17, 0.8), Partial(1.41, 0.6))
CRACKED: Timbre = (Partial(1, 1.0), Partial(1.07, 0.9), Partial(2.12, 0.6), Partial(3.3, 0.5))
GLASS: Timbre = (Partial(1, 1.0), Partial(2, 0.1), Partial(3, 0.12))

RECIPES: dict[Sound, Recipe] = {
    Sound.TICK: Recipe(
        "one small chime, soon damped", (Tone(0, 0.16, 988, CHIME, fade=0.06, release=0.06),)
    ),
    Sound.GO: Recipe(
        "one great, high bell",
        (Tone(0, 0.7, 1397, GREAT_BELL, fade=0.3, release=0.25),),
    ),
    Sound.HALF: Recipe(
        "the same chime twice",
        (
            Tone(0, 0.16, 1175, CHIME, fade=0.08, release=0.05),
            Tone(0.17, 0.3, 1175, CHIME, fade=0.08, release=0.1),
        ),
    ),
    Sound.SET_DONE: Recipe(
        "two bells, the second lower",
        (
            Tone(0, 0.4, 1319, BELL, fade=0.14, release=0.1),
            Tone(0.22, 0.6, 880, BELL, fade=0.22, release=0.2),
        ),
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three bells going up",
        (
            Tone(0, 0.3, 784, BELL, fade=0.12, release=0.1),
            Tone(0.16, 0.3, 988, BELL, fade=0.12, release=0.1),
            Tone(0.32, 0.7, 1319, BELL, fade=0.24, release=0.2),
        ),
    ),
    Sound.SESSION_DONE: Recipe(
        "three chimes, a pause, then a chord of bells that rings out",
        (
            Tone(0, 0.14, 784, CHIME, fade=0.1),
            Tone(0.15, 0.14, 784, CHIME, fade=0.1),
            Tone(0.3, 0.19, 784, CHIME, fade=0.1),
            Tone(0.5, 1.3, 1047, BELL, fade=0.5, release=0.4),
            Tone(0.5, 1.3, 1319, BELL, fade=0.5, release=0.4),
            Tone(0.5, 1.3, 1568, CHIME, fade=0.5, release=0.4),
        ),
    ),
    Sound.SWITCH: Recipe(
        "a high and a low chime by turns, twice",
        (
            Tone(0, 0.11, 1760, CHIME, fade=0.1, release=0.02),
            Tone(0.11, 0.11, 698, CHIME, fade=0.1, release=0.02),
            Tone(0.22, 0.11, 1760, CHIME, fade=0.1, release=0.02),
            Tone(0.33, 0.3, 698, CHIME, fade=0.1, release=0.1),
        ),
    ),
    Sound.CLICK: Recipe(
        "a tap on a finger cymbal",
        (Tone(0, 0.07, 1760, CYMBAL, fade=0.015, attack=0.003, release=0.03),),
    ),
    Sound.FIFTH: Recipe(
        "a tap on a finger cymbal, then a small high bell",
        (
            Tone(0, 0.07, 1760, CYMBAL, fade=0.015, attack=0.003, release=0.03, strength=0.6),
            Tone(0.06, 0.5, 2489, (Partial(1, 1.0),), fade=0.2, release=0.15),
        ),
    ),
    Sound.PAUSE: Recipe(
        "a quick run down five chimes",
        tuple(
            Tone(0.06 * index, 0.28, hertz, CHIME, fade=0.09, release=0.1)
            for index, hertz in enumerate((1568, 1319, 1047, 784, 587))
        ),
    ),
    Sound.RESUME: Recipe(
        "a quick run up five chimes",
        tuple(
            Tone(0.06 * index, 0.28, hertz, CHIME, fade=0.09, release=0.1)
            for index, hertz in enumerate((587, 784, 1047, 1319, 1568))
        ),
    ),
    Sound.WARNING: Recipe(
        "a cracked bell, three times",
        (
            Tone(0, 0.19, 622, CRACKED, fade=0.25, release=0.03),
            Tone(0.2, 0.19, 622, CRACKED, fade=0.25, release=0.03),
            Tone(0.4, 0.4, 622, CRACKED, fade=0.25, release=0.1),
        ),
    ),
    Sound.UP: Recipe(
        "a finger on the rim of a glass, rising as long as the movement up",
        (Tone(0, 1.0, 587, GLASS, to_hertz=1047, attack=0.05, release=0.1),),
        peak_db=-15.0,
        held=True,
    ),
    Sound.DOWN: Recipe(
        "a finger on the rim of a glass, falling as long as the movement down",
        (Tone(0, 1.0, 1047, GLASS, to_hertz=587, attack=0.05, release=0.1),),
        peak_db=-15.0,
        held=True,
    ),
}
