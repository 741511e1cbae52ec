"""Sounds from their recipes: samples, wav files, and the table that says how each was made.

`python -m calf_tui.audio.synthesis FOLDER` writes a wav file per sound, and README.md, to FOLDER.
Samples are 16 bit, one channel, `RATE` a second, in an `array("h")`.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.audio.tones import RECIPES, Partials, Recipe, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.cues import Sound

RATE = 44_100
"""Samples a second."""
FULL_SCALE = 32_767
LONGEST_NOTE = 10.0
"""Seconds after which a held note ends, however slow the movement."""
SHORTEST_NOTE = 0.05
_PERIOD = 65_536
"""Samples of one period in a wave table: the pitch of a held note is exact to 0.7 Hz."""
_CHUNK = 32
"""Samples of a held note between two steps of its pitch, under a thousandth of a second."""


def frames(sound: Sound, seconds: float | None = None) -> int:
    """The length of a sound in samples; `seconds` counts for held notes only."""
    recipe = RECIPES[sound]
    if recipe.held:
        asked = recipe.tones[0].seconds if seconds is None else seconds
        return round(min(max(asked, SHORTEST_NOTE), LONGEST_NOTE) * RATE)
    return round(max(tone.at + tone.seconds for tone in recipe.tones) * RATE)


def samples(sound: Sound, seconds: float | None = None) -> array[int]:
    """The sound; held notes last `seconds`, within 0.05 to 10. First and last sample are 0."""
    recipe = RECIPES[sound]
    if recipe.held:
        return _held(recipe, frames(sound, seconds))
    mix = [0.0] * frames(sound)
    for tone in recipe.tones:
        first = round(tone.at * RATE)
        for position, value in enumerate(_struck(tone, len(mix) - first), start=first):
            mix[position] += value
    return _scaled(mix, recipe.peak_db)


def wav(values: array[int]) -> bytes:
    """The samples as a wav file; the same bytes every time."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(little_endian(values))
    return content.getvalue()


def little_endian(values: array[int]) -> bytes:
    """The samples as wav files and sound devices take them."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def _struck(tone: Tone, room: int) -> Iterator[float]:
    """The samples of a note, `room` of them at most."""
    count = min(round(tone.seconds * RATE), room)
    slide = 0.0 if tone.to_hertz is None else (tone.to_hertz - tone.hertz) / (2 * count)
    for position in range(count):
        turns = (tone.hertz + slide * position) * position / RATE
        fade = 1.0 if tone.fade is None else math.exp(-position / (tone.fade * RATE))
        yield _wave(tone.partials, turns) * fade * _edge(tone, position, count)


def _held(recipe: Recipe, count: int) -> array[int]:
    """A gliding note of `count` samples, cut from a wave table: milliseconds for ten seconds."""
    tone = recipe.tones[0]
    table = _wave_table(tone.partials, recipe.peak_db)
    target = tone.hertz if tone.to_hertz is None else tone.to_hertz
    note: array[int] = array("h")
    phase = 0
    for first in range(0, count, _CHUNK):
        hertz = tone.hertz + (target - tone.hertz) * first / count
        step = round(hertz * _PERIOD / RATE)
        note.extend(table[phase : phase + _CHUNK * step : step])
        phase = (phase + _CHUNK * step) % _PERIOD
    del note[count:]
    attack, release = round(tone.attack * RATE), round(tone.release * RATE)
    for position in {*range(min(attack, count)), *range(max(count - release, 0), count)}:
        note[position] = round(note[position] * _edge(tone, position, count))
    return note


def _edge(tone: Tone, position: int, count: int) -> float:
    """The strength of a note of `count` samples at one of them: 0 at both ends, 1 between."""
    attack = min(1.0, position / (tone.attack * RATE))
    release = min(1.0, (count - 1 - position) / (tone.release * RATE))
    return math.sin(attack * math.pi / 2) ** 2 * math.sin(release * math.pi / 2) ** 2


@lru_cache(maxsize=2)
def _wave_table(partials: Partials, peak_db: float) -> array[int]:
    """Periods of a timbre in a row, enough that no chunk runs over the end."""
    period = [_wave(partials, position / _PERIOD) for position in range(_PERIOD)]
    highest = max(
        pitch
        for recipe in RECIPES.values()
        if recipe.held
        for tone in recipe.tones
        for pitch in (tone.hertz, tone.to_hertz or 0.0)
    )
    return _scaled(period, peak_db) * (2 + math.ceil(_CHUNK * highest / RATE))


def _wave(partials: Partials, turns: float) -> float:
    return sum(
        strength * math.sin(2 * math.pi * multiple * turns) for multiple, strength in partials
    )


def _scaled(values: Sequence[float], peak_db: float) -> array[int]:
    gain = FULL_SCALE * 10 ** (peak_db / 20) / max(map(abs, values))
    return array("h", [round(value * gain) for value in values])


def table() -> str:
    """The recipes as a Markdown page."""
    rows = [
        f"| `{sound.value}.wav` | {recipe.idea} | {_notes(recipe)} | {recipe.peak_db:g} |"
        for sound, recipe in RECIPES.items()
    ]
    return "\n".join((*_HEAD, *rows, ""))


_HEAD = (
    "# Sounds",
    "",
    "16 bit, one channel, 44.1 kHz. Written, like this page, by",
    "",
    "    python -m calf_tui.audio.synthesis assets/sounds",
    "",
    "from the recipes in `calf_tui/audio/tones.py`; none is a recording. A pitch is followed by",
    "its partials: the multiple of the pitch, then its strength. Held notes (`up`, `down`) last",
    "one second here and as long as the movement in a session.",
    "",
    "| file | idea | notes: start, length (s), pitch (Hz), partials | peak (dBFS) |",
    "|---|---|---|---|",
)


def _notes(recipe: Recipe) -> str:
    return "<br>".join(
        f"{tone.at:g}, {tone.seconds:g}, {tone.hertz:g}"
        + (f" → {tone.to_hertz:g}" if tone.to_hertz else "")
        + "".join(f" · {multiple:g}×{strength:g}" for multiple, strength in tone.partials)
        + (f", fades in {tone.fade:g}" if tone.fade else "")
        for tone in recipe.tones
    )


def write(folder: Path) -> None:
    """Writes every sound and the page about them, in place of what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    for sound in RECIPES:
        (folder / f"{sound.value}.wav").write_bytes(wav(samples(sound)))
    (folder / "README.md").write_text(table(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
