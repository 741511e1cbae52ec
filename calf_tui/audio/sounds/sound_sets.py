"""The recipes of the three sets of sounds, each meaning in notes.

"bell" has struck bells with inharmonic partials, of which the high ones fade first; "wood" has
marimba bars and wood blocks, with a partial two octaves up and a fast decay; "synth" has plain
tones with a clear pitch and few overtones, which end abruptly. Those do not fade, so their peaks
are lower than those of struck sounds, and all sets are about equally loud [ours].
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.tone_recipe import Partial, Recipe, Timbre, Tone
from calf_tui.core.session.cue import Sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from calf_tui.core.settings import SoundSet

CHIME: Timbre = (Partial(1, 1.0), Partial(2, 0.22, 0.6), Partial(2.76, 0.2, 0.35))
BELL: Timbre = (Partial(1, 1.0), Partial(1.19, 0.35, 0.8), Partial(2, 0.25, 0.5))
GREAT_BELL: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5, 0.8), Partial(2, 0.3, 0.5))
CYMBAL: Timbre = (Partial(1, 1.0), Partial(1.17, 0.8), Partial(1.41, 0.6))
CRACKED: Timbre = (Partial(1, 1.0), Partial(1.07, 0.9), Partial(2.12, 0.6), Partial(3.3, 0.5))
GLASS: Timbre = (Partial(1, 1.0), Partial(2, 0.1), Partial(3, 0.12))
BAR: Timbre = (Partial(1, 1.0), Partial(3.98, 0.2, 0.3))
HARD_BAR: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5, 0.7), Partial(3.98, 0.15, 0.3))
BLOCK: Timbre = (Partial(1, 1.0), Partial(1.34, 0.6))
CRATE: Timbre = (Partial(1, 1.0), Partial(1.41, 0.9), Partial(2.3, 0.7))
ROUND: Timbre = (Partial(1, 1.0), Partial(2, 0.18))
BRIGHT: Timbre = (Partial(1, 1.0), Partial(1.5, 0.5), Partial(2, 0.3))
HOLLOW: Timbre = (Partial(1, 1.0), Partial(3, 0.15))
REED: Timbre = (Partial(1, 0.8), Partial(2, 0.7), Partial(3, 0.6), Partial(4, 0.4))
PURE: Timbre = (Partial(1, 1.0),)

UP = (587, 784, 1047, 1319, 1568)
"""The pitches of a quick run up, in hertz."""
DOWN = UP[::-1]
CHORD = (1047, 1319, 1568)

_Note = tuple[float, float, float, float | None, float]
"""Start, length, pitch, fade and release of a `Tone`."""


def _notes(timbre: Timbre, *notes: _Note, attack: float = 0.006) -> tuple[Tone, ...]:
    return tuple(
        Tone(at, seconds, hertz, timbre, fade=fade, attack=attack, release=release)
        for at, seconds, hertz, fade, release in notes
    )


def _run(pitches: Iterable[int], seconds: float, fade: float, release: float) -> tuple[_Note, ...]:
    return tuple((0.06 * n, seconds, hertz, fade, release) for n, hertz in enumerate(pitches))


def _held(idea: str, tone: Tone, peak_db: float, stroke: float | None = None) -> Recipe:
    return Recipe(idea, (tone,), peak_db, held=True, stroke=stroke)


_chimes, _bells, _tones = partial(_notes, CHIME), partial(_notes, BELL), partial(_notes, ROUND)
_bars = partial(_notes, BAR, attack=0.004)
_rim = partial(Tone, 0, 1.0, timbre=GLASS, attack=0.05, release=0.1)
_roll = partial(Tone, 0, 1.0, timbre=BAR, fade=0.08, attack=0.008, release=0.02)
_glide = partial(Tone, 0, 1.0, timbre=ROUND, attack=0.03, release=0.06)
_tap = partial(Tone, 0, 0.07, 1760, CYMBAL, fade=0.015, attack=0.003, release=0.03)
_knock = partial(Tone, 0, 0.05, 1850, BLOCK, fade=0.01, attack=0.002, release=0.02)
_pluck = partial(Tone, 0, 0.05, 1850, BLOCK, fade=0.01, attack=0.003, release=0.02)

_BELL = {
    Sound.TICK: Recipe("one small chime, soon damped", _chimes((0, 0.16, 988, 0.06, 0.06))),
    Sound.GO: Recipe("one great, high bell", _notes(GREAT_BELL, (0, 0.7, 1397, 0.3, 0.25))),
    Sound.HALF: Recipe(
        "the same chime twice", _chimes((0, 0.16, 1175, 0.08, 0.05), (0.17, 0.3, 1175, 0.08, 0.1))
    ),
    Sound.SET_DONE: Recipe(
        "two bells, the second lower",
        _bells((0, 0.4, 1319, 0.14, 0.1), (0.22, 0.6, 880, 0.22, 0.2)),
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three bells going up",
        _bells((0, 0.3, 784, 0.12, 0.1), (0.16, 0.3, 988, 0.12, 0.1), (0.32, 0.7, 1319, 0.24, 0.2)),
    ),
    Sound.SESSION_DONE: Recipe(
        "three chimes, a pause, then a chord of bells that rings out",
        (
            *_chimes((0, 0.14, 784, 0.1, 0.03), (0.15, 0.14, 784, 0.1, 0.03)),
            *_chimes((0.3, 0.19, 784, 0.1, 0.03)),
            *_bells((0.5, 1.3, 1047, 0.5, 0.4), (0.5, 1.3, 1319, 0.5, 0.4)),
            *_chimes((0.5, 1.3, 1568, 0.5, 0.4)),
        ),
    ),
    Sound.SWITCH: Recipe(
        "a high and a low chime by turns, twice",
        (
            *_chimes((0, 0.11, 1760, 0.1, 0.02), (0.11, 0.11, 698, 0.1, 0.02)),
            *_chimes((0.22, 0.11, 1760, 0.1, 0.02), (0.33, 0.3, 698, 0.1, 0.1)),
        ),
    ),
    Sound.CLICK: Recipe("a tap on a finger cymbal", (_tap(),)),
    Sound.FIFTH: Recipe(
        "a tap on a finger cymbal, then a small high bell",
        (_tap(strength=0.6), *_notes(PURE, (0.06, 0.5, 2489, 0.2, 0.15))),
    ),
    Sound.PAUSE: Recipe("a quick run down five chimes", _chimes(*_run(DOWN, 0.28, 0.09, 0.1))),
    Sound.RESUME: Recipe("a quick run up five chimes", _chimes(*_run(UP, 0.28, 0.09, 0.1))),
    Sound.WARNING: Recipe(
        "a cracked bell, three times",
        _notes(
            CRACKED,
            *((0, 0.19, 622, 0.25, 0.03), (0.2, 0.19, 622, 0.25, 0.03), (0.4, 0.4, 622, 0.25, 0.1)),
        ),
    ),
    Sound.UP: _held(
        "a finger on the rim of a glass, rising as long as the movement up",
        _rim(hertz=587, to_hertz=1047),
        -15.0,
    ),
    Sound.DOWN: _held(
        "a finger on the rim of a glass, falling as long as the movement down",
        _rim(hertz=1047, to_hertz=587),
        -15.0,
    ),
}

_WOOD = {
    Sound.TICK: Recipe("one stroke", _bars((0, 0.12, 988, 0.035, 0.03))),
    Sound.GO: Recipe(
        "a fast roll on one high bar, the last stroke left to ring",
        _notes(
            HARD_BAR,
            *((0.07 * stroke, 0.07, 1397, 0.06, 0.015) for stroke in range(4)),
            (0.28, 0.3, 1397, 0.09, 0.1),
            attack=0.004,
        ),
    ),
    Sound.HALF: Recipe(
        "the same stroke twice", _bars((0, 0.16, 1175, 0.05, 0.03), (0.17, 0.2, 1175, 0.05, 0.03))
    ),
    Sound.SET_DONE: Recipe(
        "two strokes, the second lower",
        _bars((0, 0.22, 1319, 0.07, 0.03), (0.22, 0.36, 880, 0.1, 0.1)),
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three strokes going up",
        _bars(
            *((0, 0.2, 784, 0.07, 0.03), (0.16, 0.2, 988, 0.07, 0.03), (0.32, 0.36, 1319, 0.1, 0.1))
        ),
    ),
    Sound.SESSION_DONE: Recipe(
        "three strokes, a pause, then a chord rolled three times",
        _bars(
            *((0, 0.14, 784, 0.06, 0.03), (0.15, 0.14, 784, 0.06, 0.03)),
            (0.3, 0.18, 784, 0.06, 0.03),
            *((0.5 + 0.14 * n, 0.4, hertz, 0.11, 0.1) for n in range(3) for hertz in CHORD),
        ),
    ),
    Sound.SWITCH: Recipe(
        "a high and a low stroke by turns, twice",
        _bars(
            *((0, 0.11, 1760, 0.06, 0.02), (0.11, 0.11, 698, 0.06, 0.02)),
            *((0.22, 0.11, 1760, 0.06, 0.02), (0.33, 0.2, 698, 0.07, 0.05)),
        ),
    ),
    Sound.CLICK: Recipe("a knock on a wood block", (_knock(),)),
    Sound.FIFTH: Recipe(
        "a knock on a wood block, then two quick ones higher up",
        (
            _knock(strength=0.8),
            *_notes(PURE, (0.08, 0.09, 2489, 0.05, 0.03), attack=0.003),
            *_notes(PURE, (0.17, 0.18, 2489, 0.05, 0.03), attack=0.003),
        ),
    ),
    Sound.PAUSE: Recipe("a quick run down five bars", _bars(*_run(DOWN, 0.16, 0.05, 0.03))),
    Sound.RESUME: Recipe("a quick run up five bars", _bars(*_run(UP, 0.16, 0.05, 0.03))),
    Sound.WARNING: Recipe(
        "three pairs of blows on a crate",
        _notes(
            CRATE,
            *((at, 0.1, 622, 0.05, 0.02) for at in (0.0, 0.1, 0.26, 0.36, 0.52, 0.62)),
            attack=0.003,
        ),
    ),
    Sound.UP: _held(
        "a soft roll that climbs the bars as long as the movement up",
        _roll(hertz=587, to_hertz=1047),
        -10.0,
        stroke=0.125,
    ),
    Sound.DOWN: _held(
        "a soft roll that descends the bars as long as the movement down",
        _roll(hertz=1047, to_hertz=587),
        -10.0,
        stroke=0.125,
    ),
}

_SYNTH = {
    Sound.TICK: Recipe("one short, plain note", _tones((0, 0.09, 988, None, 0.03)), -6.5),
    Sound.GO: Recipe(
        "one long, high, bright note", _notes(BRIGHT, (0, 0.5, 1397, None, 0.15)), -4.5
    ),
    Sound.HALF: Recipe(
        "the same note twice",
        _tones((0, 0.11, 1175, None, 0.03), (0.17, 0.14, 1175, None, 0.03)),
        -8.0,
    ),
    Sound.SET_DONE: Recipe(
        "two notes, the second lower and longer",
        _tones((0, 0.2, 1319, 0.3, 0.04), (0.22, 0.42, 880, 0.4, 0.15)),
        -6.5,
    ),
    Sound.EXERCISE_DONE: Recipe(
        "three notes going up",
        _tones(
            *((0, 0.14, 784, None, 0.03), (0.16, 0.14, 988, None, 0.03)),
            (0.32, 0.5, 1319, 0.4, 0.15),
        ),
        -6.5,
    ),
    Sound.SESSION_DONE: Recipe(
        "a fanfare of four notes with a pause before the last, held chord",
        _tones(
            *((at, 0.13, 784, None, 0.03) for at in (0, 0.15, 0.3)),
            *((0.5, 0.9, hertz, 0.6, 0.3) for hertz in CHORD),
        ),
        -4.0,
    ),
    Sound.SWITCH: Recipe(
        "high and low by turns, twice",
        _tones(
            *((0, 0.1, 1760, None, 0.02), (0.11, 0.1, 698, None, 0.02)),
            *((0.22, 0.1, 1760, None, 0.02), (0.33, 0.16, 698, None, 0.05)),
        ),
        -6.0,
    ),
    Sound.CLICK: Recipe("a dry, high pluck", (_pluck(),)),
    Sound.FIFTH: Recipe(
        "a dry, high pluck, then a small note higher still",
        (_pluck(), *_notes(PURE, (0.06, 0.35, 2489, 0.16, 0.1))),
    ),
    Sound.PAUSE: Recipe(
        "a slide down, then rest", (Tone(0, 0.32, 1480, HOLLOW, to_hertz=554, release=0.08),), -10.0
    ),
    Sound.RESUME: Recipe(
        "a slide up, ready to go", (Tone(0, 0.32, 554, HOLLOW, to_hertz=1480, release=0.05),), -9.5
    ),
    Sound.WARNING: Recipe(
        "three harsh buzzes",
        _notes(
            REED,
            *((0, 0.14, 622, None, 0.02), (0.2, 0.14, 622, None, 0.02)),
            (0.4, 0.22, 622, None, 0.04),
        ),
        -6.0,
    ),
    Sound.UP: _held(
        "a soft note that rises as long as the movement up", _glide(hertz=587, to_hertz=1047), -14.0
    ),
    Sound.DOWN: _held(
        "a soft note that falls as long as the movement down",
        _glide(hertz=1047, to_hertz=587),
        -14.0,
    ),
}

RECIPES: Mapping[SoundSet, Mapping[Sound, Recipe]] = {"bell": _BELL, "wood": _WOOD, "synth": _SYNTH}
