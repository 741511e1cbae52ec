"""The sounds of one phase of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.cues.cue import Cue, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.core.session.timeline import Phase

COUNTDOWN_SECONDS = 3
HALF_WAY_FROM_SECONDS = 20.0
"""Timed sets of at least this many seconds have a half-way sound."""
MARKED_REPETITION = 5
"""Every fifth repetition ends with a different sound."""
SAME_INSTANT = 1e-6
"""Two instants less than this many seconds apart count as one: sums of floats are not exact."""


def phase_cues(phase: Phase, seconds: float | None = None) -> tuple[Cue, ...]:
    """Returns the sounds of a phase in order of time, `at` in seconds from its start.

    `seconds` is the phase's length if the runner changed it; the default is the planned length. An
    open set has only its go tone, because its end is not known.
    """
    length = phase.seconds if seconds is None else seconds
    if length is None:
        return (Cue(0.0, Sound.GO),)
    cues = [Cue(at, Sound.TICK) for at in _countdown(length)]
    if phase.kind == "work":
        tempo = phase.step.tempo
        cues = [cue for cue in cues if cue.at > 0]
        cues.append(Cue(0.0, Sound.GO))
        if tempo is not None:
            cues.extend(cue for cue in _paced(tempo, length) if cue.at < length - SAME_INSTANT)
        elif length >= HALF_WAY_FROM_SECONDS:
            cues.append(Cue(length / 2, Sound.HALF))
    if phase.ending is not None:
        cues.append(Cue(length, phase.ending))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def _countdown(length: float) -> Iterator[float]:
    for remaining in range(COUNTDOWN_SECONDS, 0, -1):
        if length >= remaining:
            yield length - remaining


def _paced(tempo: Tempo, length: float) -> Iterator[Cue]:
    """Yields a rising note for up, a falling note for down, and a click at the top and bottom."""
    for repetition in range(round(length / tempo.seconds)):
        start = repetition * tempo.seconds
        top = start + tempo.up
        down = top + tempo.top
        bottom = down + tempo.down
        if tempo.up:
            yield Cue(start, Sound.UP, tempo.up)
            yield Cue(top, Sound.CLICK)
        if tempo.down:
            yield Cue(down, Sound.DOWN, tempo.down)
        marked = (repetition + 1) % MARKED_REPETITION == 0
        yield Cue(bottom, Sound.FIFTH if marked else Sound.CLICK)
