"""A coarse ear: how much of each pitch sounds in each moment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

Heard = list[list[float]]
_EVERY = 4
"""One sample of four is enough below 5 kHz."""
_MOMENT = round(0.03 * RATE / _EVERY)
PITCHES = tuple(350 * 2 ** (step / 4) for step in range(15))
"""In hertz, four an octave, 350 to 3960."""


def heard(samples: Sequence[int]) -> Heard:
    """The strength of every pitch in moments of 30 ms."""
    fewer = samples[::_EVERY]
    moments = [fewer[at : at + _MOMENT] for at in range(0, len(fewer), _MOMENT)]
    return [[_strength(moment, pitch) for pitch in PITCHES] for moment in moments]


def likeness(one: Heard, other: Heard) -> float:
    """1 for two sounds that differ in loudness only, 0 where no moment shares a pitch."""
    product = sum(
        left * right
        for moments in zip(one, other, strict=False)
        for left, right in zip(*moments, strict=True)
    )
    return product / (_size(one) * _size(other))


def _size(sound: Heard) -> float:
    return math.sqrt(sum(value * value for moment in sound for value in moment))


def _strength(moment: Sequence[int], pitch: float) -> float:
    """Goertzel's filter."""
    turn = 2 * math.cos(2 * math.pi * pitch * _EVERY / RATE)
    last = before = 0.0
    for value in moment:
        last, before = value + turn * last - before, last
    return math.sqrt(max(0.0, last * last + before * before - turn * last * before))
