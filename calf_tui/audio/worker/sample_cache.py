"""Caches the samples of every sound, from wav files or, for held notes, from their recipes."""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.sound_sets import RECIPES
from calf_tui.audio.sounds.synthesis import RATE, read_recording, samples
from calf_tui.audio.worker.track_rendering import Waveform, waveform
from calf_tui.core.session.cue import LOUDEST, Sound

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.settings import SoundSet


_KEPT_NOTES = 4
"""The most held notes in memory: 3.5 MB if all have the greatest length."""
_KEPT_SPEECH = 4
"""The most spoken texts in memory: 1.1 MB if all have the greatest length."""
_LOUDNESS = 0.6
"""Stevens' power law: perceived loudness grows with the sound pressure to this power."""


class SampleCache:
    """The samples of a set at a volume (0-100), from mono wavs of 44.1 kHz, else recipes."""

    def __init__(self, sounds: Path, sound_set: SoundSet = "bell", volume: int = LOUDEST) -> None:
        self.folder = sounds / sound_set
        self._set = sound_set
        self.gain = gain_of(volume)
        self._file = lru_cache(maxsize=None)(self._read)
        self._held = lru_cache(maxsize=_KEPT_NOTES)(self._note)
        self._spoken = lru_cache(maxsize=_KEPT_SPEECH)(self._speech)

    def waveform(self, sound: Sound | Path, seconds: float | None = None) -> Waveform:
        """Returns a sound, or the speech in a file; `seconds` is used for held notes only."""
        if not isinstance(sound, Sound):
            return self._spoken(sound)
        if RECIPES[self._set][sound].held and seconds is not None:
            return self._held(sound, seconds)
        return self._file(sound)

    def _read(self, sound: Sound) -> Waveform:
        values = samples_of_file(self.folder / f"{sound.value}.wav")
        return self._at_volume(values) if values else self._note(sound, None)

    def _speech(self, file: Path) -> Waveform:
        """Returns the speech in a file, or one sample of silence if the file is gone."""
        return self._at_volume(samples_of_file(file) or array("h", [0]))

    def _at_volume(self, values: array[int]) -> Waveform:
        if self.gain < 1:
            values = array("h", [round(self.gain * value) for value in values])
        return waveform(values)

    def _note(self, sound: Sound, seconds: float | None) -> Waveform:
        return waveform(samples(sound, seconds, self._set, self.gain))


def gain_of(volume: int) -> float:
    """Returns the factor for samples at a volume of 0 to 100; 50 seems half as loud (-10 dB)."""
    return float((volume / LOUDEST) ** (1 / _LOUDNESS))


def samples_of_file(path: Path) -> array[int] | None:
    """Returns the samples of a wav file; None if it cannot be read or has another format."""
    recording = read_recording(path)
    if recording is None or (recording.channels, recording.rate) != (1, RATE):
        return None
    return recording.samples
