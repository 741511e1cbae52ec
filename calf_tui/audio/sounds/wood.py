"""The set "wood": marimba bars and wood blocks, with a partial two octaves up and a fast decay."""

from __future__ import annotations

from calf_tui.audio.sounds.tone_recipe import Partial, Recipe, Timbre, Tone
from calf_tui.core.session.cue import Sound

BAR: Timbre = (Partial(1, 1.0), Partial(3.98, 0.2, 0.3))
HARD_BAR: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5, 0.7), Partial(3.98, 0.15, 0.3))
BLOCK: Timbre = (Partial(1, 1.0), Partial(1.34, 0.6))
CRATE: Timbre = (Partial(1, 1.0), Partial(1.41, 0.9), Partial(2.3, 0.7))

RECIPES: dict[Sound, Recipe] = {
    Sound.TICK: Recipe("one stroke", (Tone(0, 0.12, 988, BAR, fade=0.035, attack=0.004),)),
    Sound.GO: Recipe(
        "a fast roll on one high bar, the last stroke left to ring",
        (
            *(
                Tone(0.07 * index, 0.07, 1397, HARD_BAR, fade=0.06, attack=0.004, release=0.015)
                for index in range(4)
            ),
            Tone(0.28, 0.3, 1397, HARD_BAR, fade=0.09, attack=0.004, release=0.1),
        ),
    ),
    Sound.HALF: Recipe(
        "the same stroke twice",
        (
            Tone(0, 0.16, 1175, BAR, fade=0.05, attack=0.004),
            Tone(0.17, 0.2, 1175, BAR, fade=0.05, attack=0.004),
        ),
    ),
    Sound.SET_DONE: Recipe(
        "two strokes, the second lower",
        (
            Tone(0, 0.22, 1319, BAR, fade=0.07, attack=0.004),
            Tone(0.22, 0.36, 880, BAR, fade=0.1, attack=0.004, release=0.1),
        ),
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three strokes going up",
        (
            Tone(0, 0.2, 784, BAR, fade=0.07, attack=0.004),
            Tone(0.16, 0.2, 988, BAR, fade=0.07, attack=0.004),
            Tone(0.32, 0.36, 1319, BAR, fade=0.1, attack=0.004, release=0.1),
        ),
    ),
    Sound.SESSION_DONE: Recipe(
        "three strokes, a pause, then a chord rolled three times",
        (
            Tone(0, 0.14, 784, BAR, fade=0.06, attack=0.004),
            Tone(0.15, 0.14, 784, BAR, fade=0.06, attack=0.004),
            Tone(0.3, 0.18, 784, BAR, fade=0.06, attack=0.004),
            *(
                Tone(0.5 + 0.14 * stroke, 0.4, hertz, BAR, fade=0.11, attack=0.004, release=0.1)
                for stroke in range(3)
                for hertz in (1047, 1319, 1568)
            ),
        ),
    ),
    Sound.SWITCH: Recipe(
        "a high and a low stroke by turns, twice",
        (
            Tone(0, 0.11, 1760, BAR, fade=0.06, attack=0.004, release=0.02),
            Tone(0.11, 0.11, 698, BAR, fade=0.06, attack=0.004, release=0.02),
            Tone(0.22, 0.11, 1760, BAR, fade=0.06, attack=0.004, release=0.02),
            Tone(0.33, 0.2, 698, BAR, fade=0.07, attack=0.004, release=0.05),
        ),
    ),
    Sound.CLICK: Recipe(
        "a knock on a wood block",
        (Tone(0, 0.05, 1850, BLOCK, fade=0.01, attack=0.002, release=0.02),),
    ),
    Sound.FIFTH: Recipe(
        "a knock on a wood block, then two quick ones higher up",
        (
            Tone(0, 0.05, 1850, BLOCK, fade=0.01, attack=0.002, release=0.02, strength=0.8),
            Tone(0.08, 0.09, 2489, (Partial(1, 1.0),), fade=0.05, attack=0.003),
            Tone(0.17, 0.18, 2489, (Partial(1, 1.0),), fade=0.05, attack=0.003),
        ),
    ),
    Sound.PAUSE: Recipe(
        "a quick run down five bars",
        tuple(
            Tone(0.06 * index, 0.16, hertz, BAR, fade=0.05, attack=0.004)
            for index, hertz in enumerate((1568, 1319, 1047, 784, 587))
        ),
    ),
    Sound.RESUME: Recipe(
        "a quick run up five bars",
        tuple(
            Tone(0.06 * index, 0.16, hertz, BAR, fade=0.05, attack=0.004)
            for index, hertz in enumerate((587, 784, 1047, 1319, 1568))
        ),
    ),
    Sound.WARNING: Recipe(
        "three pairs of blows on a crate",
        tuple(
            Tone(at, 0.1, 622, CRATE, fade=0.05, attack=0.003, release=0.02)
            for pair in (0.0, 0.26, 0.52)
            for at in (pair, pair + 0.1)
        ),
    ),
    Sound.UP: Recipe(
        "a soft roll that climbs the bars as long as the movement up",
        (Tone(0, 1.0, 587, BAR, to_hertz=1047, fade=0.08, attack=0.008, release=0.02),),
        peak_db=-10.0,
        held=True,
        stroke=0.125,
    ),
    Sound.DOWN: Recipe(
        "a soft roll that descends the bars as long as the movement down",
        (Tone(0, 1.0, 1047, BAR, to_hertz=587, fade=0.08, attack=0.008, release=0.02),),
        peak_db=-10.0,
        held=True,
        stroke=0.125,
    ),
}
