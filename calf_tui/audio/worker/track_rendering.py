"""Cues as one track: where each sound lies, and the samples of any part of it."""

from __future__ import annotations

import math
import mmap
import sys
from array import array
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calf_tui.audio.protocol import SpokenCue
    from calf_tui.core.session.cue import Cue, Sound

    Waveforms = Callable[[Sound | Path, float | None], "Waveform"]


LATEST = 0.25
"""The most seconds by which a cue may be late and is still played [ours]."""

UNDERTONE_HERTZ, UNDERTONE_STRENGTH = 20, 10**-3
"""A tone so low and 60 dB below the loudest cannot be heard, and small speakers cannot play it, but
it is not the silence at which a speaker turns itself off [ours]."""
_UNDERTONE = array(
    "h",
    (
        round(FULL_SCALE * UNDERTONE_STRENGTH * math.sin(math.tau * frame * UNDERTONE_HERTZ / RATE))
        for frame in range(RATE // UNDERTONE_HERTZ)
    ),
)
"""One period of the inaudible tone."""

_KEPT_BEHIND = 2 * RATE * 4
"""Bytes before the last one written that the device may not have read yet."""
_LONGEST = 3 * 3600 * RATE
"""The most samples: nearly a gigabyte of addresses; the library's limit is two."""


class Waveform(NamedTuple):
    """The samples of a sound, 16 bit, one channel, and their peak relative to full scale."""

    samples: array[int]
    peak: float


def waveform(samples: array[int]) -> Waveform:
    """Returns the samples with their peak."""
    return Waveform(samples, max(max(samples), -min(samples)) / FULL_SCALE)


class Note(NamedTuple):
    """A sound or spoken file in a track: first frame, length in frames, gain from 0 to 1."""

    first: int
    frames: int
    sound: Sound | Path
    seconds: float | None
    gain: float = 1.0

    @property
    def end(self) -> int:
        """The frame after the last one."""
        return self.first + self.frames


def arrange(
    cues: Sequence[Cue | SpokenCue], origin: float, waveforms: Waveforms
) -> tuple[Note, ...]:
    """Returns the notes of a track whose first frame is heard at `origin`, in order.

    The `at` of the cues and `origin` are in seconds of one clock. A cue up to `LATEST` before the
    origin moves to the start; an older one is left out. Notes that overlap and would be too loud
    together are made softer, so that their sum fits.
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
    """Returns `frames` samples of a track from frame `first` on."""
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
                mix[begin - first : end - first] = part  # many times faster than adding
            else:
                _add(mix, begin - first, part, note.gain)
            filled = max(filled, end)
    return mix


def fill_gaps(mix: array[int], first: int, notes: Sequence[Note], begin: int, end: int) -> None:
    """Fills the silence of a block with the inaudible tone; the block begins at frame `first`.

    Frames of the track before `begin` and from `end` on stay as they are. Notes are not mixed with
    the tone: they are not silent, and their sum must fit.
    """
    filled, end = max(first, begin), min(first + len(mix), end)
    for note in notes:
        if note.first >= end:
            break
        _fill(mix, first, filled, note.first)
        filled = max(filled, note.end)
    _fill(mix, first, filled, end)


def _fill(mix: array[int], first: int, begin: int, end: int) -> None:
    if begin < end:
        phase = begin % len(_UNDERTONE)
        periods = _UNDERTONE * ((end - begin) // len(_UNDERTONE) + 2)
        mix[begin - first : end - first] = periods[phase : phase + end - begin]


def _softened(notes: Sequence[Note], peaks: Sequence[float]) -> tuple[Note, ...]:
    """Returns the notes, each softer if the loudest instant in which it plays is too loud."""
    loudest = [0.0] * len(notes)
    sounding: list[int] = []
    for index, note in enumerate(notes):
        sounding = [other for other in sounding if notes[other].end > note.first]
        sounding.append(index)
        together = sum(peaks[other] for other in sounding)
        for other in sounding:
            loudest[other] = max(loudest[other], together)
    return tuple(
        note._replace(gain=1.0 / max(1.0, together))
        for note, together in zip(notes, loudest, strict=True)
    )


def _add(mix: array[int], first: int, part: array[int], gain: float) -> None:
    for position, value in enumerate(part, start=first):
        mix[position] += int(gain * value)


class SparseBuffer:
    """A buffer of `frames` samples, silent until they are written; old ones are released.

    It holds at most three hours. A longer track ends too early, counts as stalled, and is started
    again. On Windows nothing is released, but memory that was never written costs nothing there
    either.
    """

    def __init__(self, frames: int) -> None:
        frames = min(frames, _LONGEST)
        self.memory = _empty_memory(2 * frames)
        self._written = 0
        self._released = 0

    def write(self, block: bytes) -> None:
        """Adds the next samples, as far as they fit."""
        part = block[: len(self.memory) - self._written]
        self.memory[self._written : self._written + len(part)] = part
        self._written += len(part)
        self._release(self._written - _KEPT_BEHIND)

    def _release(self, until: int) -> None:
        pages = (until - self._released) // mmap.PAGESIZE
        if sys.platform != "win32" and pages > 0:
            length = pages * mmap.PAGESIZE
            self.memory.madvise(mmap.MADV_DONTNEED, self._released, length)
            self._released += length


def _empty_memory(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
