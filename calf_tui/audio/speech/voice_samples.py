"""Converts a voice's recording to samples: one channel, `RATE` a second, as loud as a tone."""

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
"""The most seconds of a spoken text."""
PEAK = 10 ** (-3 / 20)
"""The highest sample of speech, relative to full scale: the peak of the tones."""
LOUDNESS = 10 ** (-14 / 20)
"""The root mean square of speech relative to full scale, before limiting: that of a tone [ours]."""
_QUIET = 0.02
"""Samples below this part of the peak, before and after the words, are silence."""
_EDGE = 0.01
"""Seconds that are kept, and faded, before the first loud sample and after the last."""


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


def spoken_samples(recording: Recording) -> array[int] | None:
    """Returns the speech without the silence around it; None if there is only silence.

    The first and the last sample are 0. It has at most `LONGEST` seconds.
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
    """Returns the samples from just before the first loud one to just after the last."""
    threshold = _QUIET * max(map(abs, samples), default=0)
    loud = [index for index, value in enumerate(samples) if abs(value) > threshold]
    if not loud:
        return array("h")
    margin = round(_EDGE * rate)
    return samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def _resampled(samples: array[int], rate: int) -> list[float]:
    """Returns the samples at `RATE`, by linear interpolation."""
    last = len(samples) - 1
    values = []
    for position in range(last * RATE // rate + 1):
        before, part = divmod(position * rate, RATE)
        after = samples[min(before + 1, last)]
        values.append(samples[before] + (after - samples[before]) * part / RATE)
    return values


def _levelled(values: list[float]) -> array[int]:
    """Returns samples as loud as the tones, with soft edges and limited peaks."""
    edge = min(round(_EDGE * RATE), (len(values) + 1) // 2)
    for index in range(edge):
        values[index] *= index / edge
        values[-1 - index] *= index / edge
    mean = math.sqrt(sum(value * value for value in values) / len(values))
    gain = LOUDNESS / (PEAK * mean) if mean else 0.0
    return array("h", [round(FULL_SCALE * PEAK * math.tanh(gain * value)) for value in values])
