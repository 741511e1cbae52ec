"""The samples of every sound: from the wav files, held notes of other lengths made on demand."""

from __future__ import annotations

import sys
import wave
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from calf_tui.audio.render import Waveform, waveform
from calf_tui.audio.synthesis import RATE, samples
from calf_tui.audio.tones import RECIPES

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.cues import Sound

_KEPT_NOTES = 6
"""Held notes kept at a time: 5.3 MB where each is of the longest."""


class Bank:
    """The sounds of a folder; a file that is missing or no 44.1 kHz mono wav is made anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = lru_cache(maxsize=None)(self._read)
        self._held = lru_cache(maxsize=_KEPT_NOTES)(_note)

    def waveform(self, sound: Sound, seconds: float | None = None) -> Waveform:
        """The sound; `seconds` counts for held notes."""
        if RECIPES[sound].held and seconds is not None:
            return self._held(sound, seconds)
        return self._file(sound)

    def _read(self, sound: Sound) -> Waveform:
        return waveform(_samples_of_file(self.folder / f"{sound.value}.wav") or samples(sound))


def _note(sound: Sound, seconds: float) -> Waveform:
    return waveform(samples(sound, seconds))


def _samples_of_file(path: Path) -> array[int] | None:
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
