"""A stretch of session as one track: where each sound lies, and the samples of any part of it.

A track is counted in frames (one sample each, `RATE` a second) from its own start, so the distance
between two beeps depends on nothing but the plan.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE
from calf_tui.core.cues.cue import Sound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.spoken_cue import AnyCue

    Waveforms = Callable[[Sound | Path, float | None], "Waveform"]

LATEST = 0.25
"""Seconds by which a cue may be late and still be heard [ours]."""

UNDERTONE_HERTZ, UNDERTONE_STRENGTH = 20, 10**-3
"""No ear hears so low a tone 60 dB below the loudest, no small speaker renders it, and it is not
the silence at which a speaker goes to sleep [ours]."""
_UNDERTONE = array(
    "h",
    (
        round(FULL_SCALE * UNDERTONE_STRENGTH * math.sin(math.tau * place * UNDERTONE_HERTZ / RATE))
        for place in range(RATE // UNDERTONE_HERTZ)
    ),
)
"""One period."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """A sound's samples, 16 bit, one channel, and the largest of them as a part of full scale."""

    samples: array[int]
    peak: float


def waveform(samples: array[int]) -> Waveform:
    """The samples with their peak."""
    return Waveform(samples, max(max(samples), -min(samples)) / FULL_SCALE)


@dataclass(frozen=True, slots=True)
class Note:
    """A sound in a track, or the file of one that is spoken.

    Its first frame, its length in frames, and its strength, 0 to 1.
    """

    first: int
    frames: int
    sound: Sound | Path
    seconds: float | None
    gain: float = 1.0

    @property
    def end(self) -> int:
        """The frame after its last."""
        return self.first + self.frames


def arrange(cues: Sequence[AnyCue], origin: float, waveforms: Waveforms) -> tuple[Note, ...]:
    """The notes of a track whose first frame is heard at `origin`, in order.

    `at` of the cues and `origin` are in seconds of one clock. A cue up to `LATEST` before the
    origin moves to the start, an older one is left out. Where notes lie over each other and would
    be too loud together they are softened, so that their sum always fits.
    """
    notes, peaks = [], []
    for cue in sorted(cues, key=lambda cue: cue.at):
        if cue.at < origin - LATEST:
            continue
        first = max(0, round((cue.at - origin) * RATE))
        wave = waveforms(cue.sound, cue.seconds)
        notes.append(Note(first, len(wave.samples), cue.sound, cue.seconds))
        peaks.append(wave.peak)
    return _softened(notes, peaks)


def block(notes: Sequence[Note], first: int, frames: int, waveforms: Waveforms) -> array[int]:
    """The `frames` samples of a track from frame `first` on; silence where no note is."""
    mix = array("h", bytes(2 * frames))
    filled = first
    for note in notes:
        if note.first >= first + frames:
            break
        begin, end = max(first, note.first), min(first + frames, note.end)
        if begin < end:
            samples = waveforms(note.sound, note.seconds).samples
            part = samples[begin - note.first : end - note.first]
            if begin >= filled and note.gain == 1:
                mix[begin - first : end - first] = part  # alone: many times quicker than to add
            else:
                _add(mix, begin - first, part, note.gain)
            filled = max(filled, end)
    return mix


def fill_gaps(mix: array[int], first: int, notes: Sequence[Note], begin: int, end: int) -> None:
    """Puts the undertone where no note is, in a block from frame `first` on of a track.

    Frames of the track before `begin` and from `end` on stay as they are. Notes are not mixed with
    it: they are no silence themselves, and their sum has to fit.
    """
    place, end = max(first, begin), min(first + len(mix), end)
    for note in notes:
        if note.first >= end:
            break
        _fill(mix, first, place, note.first)
        place = max(place, note.end)
    _fill(mix, first, place, end)


def _fill(mix: array[int], first: int, begin: int, end: int) -> None:
    if begin < end:
        phase = begin % len(_UNDERTONE)
        periods = _UNDERTONE * ((end - begin) // len(_UNDERTONE) + 2)
        mix[begin - first : end - first] = periods[phase : phase + end - begin]


def _softened(notes: Sequence[Note], peaks: Sequence[float]) -> tuple[Note, ...]:
    """Each note as strong as the fullest instant it takes part in allows."""
    loudest = [0.0] * len(notes)
    sounding: list[int] = []
    for index, note in enumerate(notes):
        sounding = [other for other in sounding if notes[other].end > note.first]
        sounding.append(index)
        together = sum(peaks[other] for other in sounding)
        for other in sounding:
            loudest[other] = max(loudest[other], together)
    return tuple(
        replace(note, gain=1.0 / max(1.0, together))
        for note, together in zip(notes, loudest, strict=True)
    )


def _add(mix: array[int], first: int, part: array[int], gain: float) -> None:
    for position, value in enumerate(part, start=first):
        mix[position] += int(gain * value)
