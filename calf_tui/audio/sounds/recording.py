"""Reads recordings from wav files."""

from __future__ import annotations

import sys
import wave
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


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
