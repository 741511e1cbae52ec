"""The set "synth": plain tones with a clear pitch and few overtones, which end abruptly.

They do not fade, so their peaks are lower than those of struck sounds, and all sets are about
equally loud [ours].
"""

from __future__ import annotations

from calf_tui.audio.sounds.tone_recipe import Partial, Recipe, Timbre, Tone
from calf_tui.core.session.cue import Sound

ROUND: Timbre = (Partial(1, 1.0), Partial(2, 0.18))
BRIGHT: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5), Partial(2, 0.3))
HOLLOW: Timbre = (Partial(1, 1.0), Partial(3, 0.15))
REED: Timbre = (Partial(1, 0.8), Partial(2, 0.7), Partial(3, 0.6), Partial(4, 0.4))
PLUCK: Timbre = (Partial(1, 1.0), Partial(1.34, 0.6))

RECIPES: dict[Sound, Recipe] = {
    Sound.TICK: Recipe("one short, plain note", (Tone(0, 0.09, 988, ROUND),), peak_db=-6.5),
    Sound.GO: Recipe(
        "one long, high, bright note", (Tone(0, 0.5, 1397, BRIGHT, release=0.15),), peak_db=-4.5
    ),
    Sound.HALF: Recipe(
        "the same note twice",
        (Tone(0, 0.11, 1175, ROUND), Tone(0.17, 0.14, 1175, ROUND)),
        peak_db=-8.0,
    ),
    Sound.SET_DONE: Recipe(
        "two notes, the second lower and longer",
        (
            Tone(0, 0.2, 1319, ROUND, fade=0.3, release=0.04),
            Tone(0.22, 0.42, 880, ROUND, fade=0.4, release=0.15),
        ),
        peak_db=-6.5,
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three notes going up",
        (
            Tone(0, 0.14, 784, ROUND),
            Tone(0.16, 0.14, 988, ROUND),
            Tone(0.32, 0.5, 1319, ROUND, fade=0.4, release=0.15),
        ),
        peak_db=-6.5,
    ),
    Sound.SESSION_DONE: Recipe(
        "a fanfare of four notes with a pause before the last, held chord",
        (
            Tone(0, 0.13, 784, ROUND),
            Tone(0.15, 0.13, 784, ROUND),
            Tone(0.3, 0.13, 784, ROUND),
            Tone(0.5, 0.9, 1047, ROUND, fade=0.6, release=0.3),
            Tone(0.5, 0.9, 1319, ROUND, fade=0.6, release=0.3),
            Tone(0.5, 0.9, 1568, ROUND, fade=0.6, release=0.3),
        ),
        peak_db=-4.0,
    ),
    Sound.SWITCH: Recipe(
        "high and low by turns, twice",
        (
            Tone(0, 0.1, 1760, ROUND, release=0.02),
            Tone(0.11, 0.1, 698, ROUND, release=0.02),
            Tone(0.22, 0.1, 1760, ROUND, release=0.02),
            Tone(0.33, 0.16, 698, ROUND, release=0.05),
        ),
        peak_db=-6.0,
    ),
    Sound.CLICK: Recipe(
        "a dry, high pluck",
        (Tone(0, 0.05, 1850, PLUCK, fade=0.01, attack=0.003, release=0.02),),
    ),
    Sound.FIFTH: Recipe(
        "a dry, high pluck, then a small note higher still",
        (
            Tone(0, 0.05, 1850, PLUCK, fade=0.01, attack=0.003, release=0.02),
            Tone(0.06, 0.35, 2489, (Partial(1, 1.0),), fade=0.16, release=0.1),
        ),
    ),
    Sound.PAUSE: Recipe(
        "a slide down, then rest",
        (Tone(0, 0.32, 1480, HOLLOW, to_hertz=554, release=0.08),),
        peak_db=-10.0,
    ),
    Sound.RESUME: Recipe(
        "a slide up, ready to go",
        (Tone(0, 0.32, 554, HOLLOW, to_hertz=1480, release=0.05),),
        peak_db=-9.5,
    ),
    Sound.WARNING: Recipe(
        "three harsh buzzes",
        (
            Tone(0, 0.14, 622, REED, release=0.02),
            Tone(0.2, 0.14, 622, REED, release=0.02),
            Tone(0.4, 0.22, 622, REED, release=0.04),
        ),
        peak_db=-6.0,
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
