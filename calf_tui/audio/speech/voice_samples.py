"""What a voice wrote, made fit for the track: one channel, `RATE` a second, as loud as a tone."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 3.0
"""Seconds after which whatever is said ends."""
PEAK = 10 ** (-3 / 20)
"""Of full scale: no sample of speech is above the tones' own peak."""
LOUDNESS = 10 ** (-14 / 20)
"""Of full scale, the root of the mean square before peaks are rounded off: a tone's [ours]."""
_QUIET = 0.02
"""Of the peak: what stays below, before and after the words, is silence."""
_EDGE = 0.01
"""Seconds left before the first loud sample and after the last, and faded."""


class Recording(NamedTuple):
    """Samples of 16 bit, those of the channels by turns, `rate` a second."""

    samples: array[int]
    rate: int
    channels: int


def read_recording(path: Path) -> Recording | None:
    """The recording in a wav file, None where it is none of 16 bit."""
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


def spoken_samples(recording: Recording) -> array[int] | None:
    """The words without the silence around them, None where there are none.

    The first and the last sample are 0, and it is `LONGEST` seconds long at most.
    """
    mono = _one_channel(recording)
    loud = _loud_part(mono, recording.rate)
    if not loud:
        return None
    return _levelled(_resampled(loud, recording.rate)[: round(LONGEST * RATE)])


def _one_channel(recording: Recording) -> array[int]:
    if recording.channels == 1:
        return recording.samples
    channels = (recording.samples[each :: recording.channels] for each in range(recording.channels))
    return array("h", [sum(moment) // len(moment) for moment in zip(*channels, strict=True)])


def _loud_part(samples: array[int], rate: int) -> array[int]:
    """From a moment before the first loud sample to a moment after the last."""
    threshold = _QUIET * max(map(abs, samples), default=0)
    loud = [place for place, value in enumerate(samples) if abs(value) > threshold]
    if not loud:
        return array("h")
    margin = round(_EDGE * rate)
    return samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def _resampled(samples: array[int], rate: int) -> list[float]:
    """At `RATE`, each value on the line between its two neighbours."""
    last = len(samples) - 1
    values = []
    for position in range(last * RATE // rate + 1):
        before, part = divmod(position * rate, RATE)
        after = samples[min(before + 1, last)]
        values.append(samples[before] + (after - samples[before]) * part / RATE)
    return values


def _levelled(values: list[float]) -> array[int]:
    """As loud as the tones, with soft edges; peaks that would be too high are rounded off."""
    edge = min(round(_EDGE * RATE), (len(values) + 1) // 2)
    for place in range(edge):
        values[place] *= place / edge
        values[-1 - place] *= place / edge
    mean = math.sqrt(sum(value * value for value in values) / len(values))
    gain = LOUDNESS / (PEAK * mean) if mean else 0.0
    return array("h", [round(FULL_SCALE * PEAK * math.tanh(gain * value)) for value in values])
