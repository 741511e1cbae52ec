"""Makes samples and wav files from the recipes of the sounds, and reads wav files.

`python -m calf_tui.audio.sounds.synthesis FOLDER` writes a folder of wav files for each set, and
README.md, to FOLDER. Samples are 16 bit, one channel, `RATE` a second, in an `array("h")`.
"""

from __future__ import annotations

import cmath
import io
import math
import sys
import wave
from array import array
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.audio.sounds.sound_sets import RECIPES
from calf_tui.audio.sounds.tone_recipe import Partial, Recipe, Timbre, Tone, notes_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from calf_tui.core.session.cue import Sound
    from calf_tui.core.settings import SoundSet

_HEAD = (
    "# Sounds",
    "",
    "Three sets of the same meanings, one of which is heard (`sound_set` in the settings). 16 bit,",
    "one channel, 44.1 kHz. Written, like this page, by",
    "",
    "    python -m calf_tui.audio.sounds.synthesis assets/sounds",
    "",
    "from the recipes in `calf_tui/audio/sounds`; none is a recording. A pitch is followed by its",
    "partials: the multiple of the pitch, then its strength, then, where it fades faster than the",
    "note, how long it rings beside it. Held notes (`up`, `down`) last one second here and as long",
    "as the movement in a session.",
)
_TABLE_HEAD = (
    "| file | idea | notes: start, length (s), pitch (Hz), partials | peak (dBFS) |",
    "|---|---|---|---|",
)


def page() -> str:
    """Returns the recipes of all sets as a Markdown page."""
    lines = [*_HEAD]
    for sound_set, recipes in RECIPES.items():
        lines += ["", f"## {sound_set}", "", *_TABLE_HEAD]
        lines += [
            f"| `{sound.value}.wav` | {recipe.idea} | {notes_in_words(recipe)} "
            f"| {recipe.peak_db:g} |"
            for sound, recipe in recipes.items()
        ]
    return "\n".join((*lines, ""))


RATE = 44_100
"""Samples a second."""
FULL_SCALE = 32_767
LONGEST_NOTE = 10.0
"""The most seconds of a held note, however slow the movement is."""
SHORTEST_NOTE = 0.05
_PERIOD = 65_536
"""Samples of one period in a wave table; with this many, a held note's pitch is exact to 0.7 Hz."""
_CHUNK = 32
"""Samples of a held note between two steps of its pitch: less than a millisecond."""
_HIGHEST_HELD = 2000.0
"""The highest pitch of a held note, in hertz."""
_SEMITONES = 12


def frames(sound: Sound, seconds: float | None = None, sound_set: SoundSet = "bell") -> int:
    """Returns the length of a sound in samples; `seconds` is used for held notes only."""
    recipe = RECIPES[sound_set][sound]
    if recipe.held:
        asked = recipe.tones[0].seconds if seconds is None else seconds
        return round(min(max(asked, SHORTEST_NOTE), LONGEST_NOTE) * RATE)
    return round(max(tone.at + tone.seconds for tone in recipe.tones) * RATE)


def samples(
    sound: Sound, seconds: float | None = None, sound_set: SoundSet = "bell", gain: float = 1.0
) -> array[int]:
    """Returns the samples of a sound, times `gain` (0 to 1); the first and the last sample are 0.

    Held notes last `seconds`, from 0.05 to 10.
    """
    recipe = RECIPES[sound_set][sound]
    count = frames(sound, seconds, sound_set)
    strongest = gain * 10 ** (recipe.peak_db / 20)
    if recipe.stroke is not None:
        return _rolled(recipe.tones[0], recipe.stroke, count, strongest)
    if recipe.held:
        return _glided(recipe.tones[0], count, strongest)
    return _scaled(_mixed(recipe, count), strongest)


def wav(values: array[int]) -> bytes:
    """Returns the samples as a wav file; the same samples always give the same bytes."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(little_endian(values))
    return content.getvalue()


def little_endian(values: array[int]) -> bytes:
    """Returns the samples as little-endian bytes, as wav files and sound devices need them."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


class Recording(NamedTuple):
    """Samples of 16 bit, interleaved by channel, `rate` a second."""

    samples: array[int]
    rate: int
    channels: int


def read_recording(path: Path) -> Recording | None:
    """Returns the recording in a wav file; None if it cannot be read or is not 16 bit."""
    try:
        with wave.open(str(path), "rb") as file:
            shape = (file.getframerate(), file.getnchannels())
            width, content = file.getsampwidth(), file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error):
        return None
    whole = len(content) - len(content) % (2 * shape[1])
    if width != 2:
        return None
    samples = array("h", content[:whole])
    if sys.byteorder == "big":
        samples.byteswap()
    return Recording(samples, *shape)


def _mixed(recipe: Recipe, count: int) -> array[float]:
    mix = array("d", bytes(8 * count))
    for tone in recipe.tones:
        first = round(tone.at * RATE)
        for position, value in enumerate(_struck(tone, count - first), start=first):
            mix[position] += tone.strength * value
    return mix


def _struck(tone: Tone, most: int) -> array[float]:
    """Returns the samples of a note, at most `most`."""
    count = min(round(tone.seconds * RATE), most)
    sounding = (_partial(tone, partial, count) for partial in tone.timbre)
    note = array("d", map(sum, zip(*sounding, strict=True)))
    for position in _edges(tone, count):
        note[position] *= _edge(tone, position, count)
    return note


def _partial(tone: Tone, partial: Partial, count: int) -> array[float]:
    """Returns a sine that fades, and whose pitch changes if the tone glides."""
    per_sample = 2j * math.pi * partial.multiple / RATE
    decay = 0.0 if tone.fade is None else 1 / (tone.fade * partial.ring * RATE)
    change = 0.0 if tone.to_hertz is None else (tone.to_hertz - tone.hertz) / count
    turn = cmath.exp(per_sample * (tone.hertz + change / 2) - decay)
    faster = cmath.exp(per_sample * change)
    return _turned(partial.strength, accumulate(repeat(faster, count - 2), mul, initial=turn))


def _turned(strength: float, turns: Iterable[complex]) -> array[float]:
    """Returns the imaginary parts of a complex number of this size, before and after each turn."""
    pointers = accumulate(chain([complex(strength)], turns), mul)
    return array("d", (pointer.imag for pointer in pointers))


def _glided(tone: Tone, count: int, strongest: float) -> array[int]:
    """Returns a gliding note of `count` samples from a wave table, which takes milliseconds."""
    table = _wave_table(tone.timbre, strongest)
    target = tone.hertz if tone.to_hertz is None else tone.to_hertz
    note: array[int] = array("h")
    phase = 0
    for first in range(0, count, _CHUNK):
        hertz = tone.hertz + (target - tone.hertz) * first / count
        step = round(hertz * _PERIOD / RATE)
        note.extend(table[phase : phase + _CHUNK * step : step])
        phase = (phase + _CHUNK * step) % _PERIOD
    del note[count:]
    for position in _edges(tone, count):
        note[position] = round(note[position] * _edge(tone, position, count))
    return note


def _rolled(tone: Tone, stroke: float, count: int, strongest: float) -> array[int]:
    """Returns `count` samples of strokes on bars, a semitone apart, from one pitch to the other."""
    target = tone.hertz if tone.to_hertz is None else tone.to_hertz
    bars = round(_SEMITONES * math.log2(target / tone.hertz))
    strokes = max(2, round(count / (stroke * RATE)))
    length = count // strokes
    note: array[int] = array("h")
    for number in range(strokes):
        bar = round(bars * number / (strokes - 1))
        note.extend(_stroke(tone, bar, length, strongest))
    note.frombytes(bytes(2 * (count - len(note))))
    return note


@lru_cache(maxsize=64)
def _stroke(tone: Tone, bar: int, count: int, strongest: float) -> array[int]:
    """Returns one stroke on the bar that is `bar` semitones from the tone's pitch."""
    hertz = tone.hertz * 2 ** (bar / _SEMITONES)
    note = tone._replace(seconds=count / RATE, hertz=hertz, to_hertz=None)
    return _scaled(_struck(note, count), strongest)


def _edges(tone: Tone, count: int) -> Iterable[int]:
    """Yields the positions of a note's attack and release, each once."""
    swells = min(count, math.ceil(tone.attack * RATE))
    ends = max(swells, count - math.ceil(tone.release * RATE) - 1)
    return chain(range(swells), range(ends, count))


def _edge(tone: Tone, position: int, count: int) -> float:
    """Returns the strength of a note of `count` samples at a position, 0 at both ends."""
    attack = min(1.0, position / (tone.attack * RATE))
    release = min(1.0, (count - 1 - position) / (tone.release * RATE))
    return math.sin(attack * math.pi / 2) ** 2 * math.sin(release * math.pi / 2) ** 2


@lru_cache(maxsize=2)
def _wave_table(timbre: Timbre, strongest: float) -> array[int]:
    """Returns several periods of a timbre, enough for a chunk to start in the first one."""
    sounding = (
        _turned(
            part.strength, repeat(cmath.exp(2j * math.pi * part.multiple / _PERIOD), _PERIOD - 1)
        )
        for part in timbre
    )
    period = array("d", map(sum, zip(*sounding, strict=True)))
    return _scaled(period, strongest) * (2 + math.ceil(_CHUNK * _HIGHEST_HELD / RATE))


def _scaled(values: Sequence[float], strongest: float) -> array[int]:
    gain = FULL_SCALE * strongest / max(map(abs, values))
    return array("h", (round(value * gain) for value in values))


def write(folder: Path) -> None:
    """Writes every sound and the page about them to a folder, replacing what was there."""
    for sound_set, recipes in RECIPES.items():
        (folder / sound_set).mkdir(parents=True, exist_ok=True)
        for sound in recipes:
            file = folder / sound_set / f"{sound.value}.wav"
            file.write_bytes(wav(samples(sound, sound_set=sound_set)))
    (folder / "README.md").write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
