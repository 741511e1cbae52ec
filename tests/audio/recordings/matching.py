"""What was planned found again in a recording, to the sample.

A null sink plays what it is given unchanged, so a piece of the track that should sound is looked
for as it is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.audio.worker.track_rendering import arrange, block
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.playing import SOUNDS

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PIECE = 100
"""Samples: enough to be found nowhere else nearby."""
_EVERY = RATE // 20
_LOUD = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A piece planned `at` seconds, heard `shift` seconds from there, None where it was not."""

    at: float
    shift: float | None


def planned_cues(routine: Path) -> tuple[Cue, ...]:
    """The cues of a routine without an open set, as the command tells them."""
    shown = subprocess.run(
        [sys.executable, "-m", "calf_tui", "routines", "show", str(routine), "--json"],
        capture_output=True,
        check=True,
    )
    return tuple(
        Cue(cue["at"], Sound(cue["sound"]), cue.get("seconds"))
        for phase in json.loads(shown.stdout)["timeline"]
        for cue in phase["cues"]
    )


def pieces(cues: Sequence[Cue]) -> Iterator[tuple[float, bytes]]:
    """Of the track of these cues twenty a second, each with its instant, where it is loud."""
    cache = SampleCache(SOUNDS)
    notes = arrange(cues, 0.0, cache.waveform)
    for first in range(0, max(note.end for note in notes), _EVERY):
        near = [note for note in notes if note.first <= first + _PIECE and note.end > first]
        piece = block(near, first, _PIECE, cache.waveform)
        if max(map(abs, piece)) > _LOUD:
            yield first / RATE, piece.tobytes()


def origin_of(cues: Sequence[Cue], heard: array[int], unlike: float) -> float:
    """The instant in the recording, in seconds, at which the track begins.

    What is planned at `unlike` seconds, and like nothing before it, tells.
    """
    content = heard.tobytes()
    at, piece = next((at, piece) for at, piece in pieces(cues) if at >= unlike)
    place = _find(content, piece, 0, len(content))
    assert place is not None, "what tells the beginning was not heard"
    return place - at


def found(
    cues: Sequence[Cue], heard: array[int], origin: float, within: float = 0.25
) -> list[Found]:
    """Where each piece was heard, at most `within` seconds from its place."""
    content = heard.tobytes()
    shift = 0.0
    result = []
    for at, piece in pieces(cues):
        place = None
        for reach in (0.0003, 0.01, within):  # the nearest: a note is like itself a moment ago
            begin = max(0, round((origin + at + shift - reach) * RATE))
            end = round((origin + at + shift + reach) * RATE)
            place = _find(content, piece, 2 * begin, 2 * end + len(piece))
            if place is not None:
                shift = place - origin - at
                break
        result.append(Found(at, None if place is None else shift))
    return result


def unevenness(pieces_found: Sequence[Found]) -> tuple[float, float]:
    """Where the shift changes most from one piece to the next, and by how many seconds."""
    heard = [(each.at, each.shift) for each in pieces_found if each.shift is not None]
    changes = [(at, abs(shift - before)) for (_, before), (at, shift) in pairwise(heard)]
    return max(changes, key=lambda change: change[1], default=(0.0, 0.0))


def _find(content: bytes, piece: bytes, begin: int, end: int) -> float | None:
    place = content.find(piece, begin, end)
    while place % 2 == 1:  # in the middle of a sample; -1 is odd as well
        if place < 0:
            return None
        place = content.find(piece, place + 1, end)
    return place / 2 / RATE
