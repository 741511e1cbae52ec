"""The samples of every sound: from the wav files, held notes of other lengths made on demand."""

from __future__ import annotations

import sys
import wave
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.sound_sets import RECIPES
from calf_tui.audio.sounds.synthesis import RATE, samples
from calf_tui.audio.worker.track_rendering import Waveform, waveform
from calf_tui.core.cues.cue import Sound
from calf_tui.core.settings import LOUDEST

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.settings import SoundSet

_KEPT_NOTES = 4
"""Held notes kept at a time: 3.5 MB where each is of the longest."""
_KEPT_WORDS = 4
"""Spoken texts kept at a time: 1.1 MB where each is of the longest."""
_LOUDNESS = 0.6
"""Stevens' power law: felt loudness grows with the sound pressure to this power."""


class SampleCache:
    """A set of the sounds in a folder, at a volume from 0 to 100.

    A file that is missing or no 44.1 kHz mono wav is made anew.
    """

    def __init__(self, sounds: Path, sound_set: SoundSet = "bell", volume: int = LOUDEST) -> None:
        self.folder = sounds / sound_set
        self._set = sound_set
        self.gain = gain_of(volume)
        self._file = lru_cache(maxsize=None)(self._read)
        self._held = lru_cache(maxsize=_KEPT_NOTES)(self._note)
        self._spoken = lru_cache(maxsize=_KEPT_WORDS)(self._words)

    def waveform(self, sound: Sound | Path, seconds: float | None = None) -> Waveform:
        """The sound, or what is spoken in a file; `seconds` counts for held notes."""
        if not isinstance(sound, Sound):
            return self._spoken(sound)
        if RECIPES[self._set][sound].held and seconds is not None:
            return self._held(sound, seconds)
        return self._file(sound)

    def _read(self, sound: Sound) -> Waveform:
        values = samples_of_file(self.folder / f"{sound.value}.wav")
        return self._at_volume(values) if values else self._note(sound, None)

    def _words(self, file: Path) -> Waveform:
        """An instant of silence where the file is gone."""
        return self._at_volume(samples_of_file(file) or array("h", [0]))

    def _at_volume(self, values: array[int]) -> Waveform:
        if self.gain < 1:
            values = array("h", [round(self.gain * value) for value in values])
        return waveform(values)

    def _note(self, sound: Sound, seconds: float | None) -> Waveform:
        return waveform(samples(sound, seconds, self._set, self.gain))


def gain_of(volume: int) -> float:
    """The factor for the samples at a volume of 0 to 100: at half of it sound feels half as loud.

    0 is silent, 50 is 10 dB below 100.
    """
    return float((volume / LOUDEST) ** (1 / _LOUDNESS))


def samples_of_file(path: Path) -> array[int] | None:
    """None where there is no such file, or it holds no samples of the right shape."""
    try:
        with wave.open(str(path), "rb") as file:
            shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            content = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error):
        return None
    if shape != (1, 2, RATE):
        return None
    values = array("h", content)
    if sys.byteorder == "big":
        values.byteswap()
    return values
