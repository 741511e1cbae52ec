"""A cue is a sound at an instant."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

LOUDEST = 100
"""The volume at which sounds are as they are; 0 is silent."""
NO_TIME = (0.0, 0.0)
"""No time, from one instant to the other."""


class Sound(Enum):
    """What a cue tells the runner; the value is the sound's name in file names and in JSON."""

    TICK = "tick"
    GO = "go"
    HALF = "half"
    SET_DONE = "set_done"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"
    SWITCH = "switch"
    UP = "up"
    DOWN = "down"
    CLICK = "click"
    FIFTH = "fifth"
    PAUSE = "pause"
    RESUME = "resume"
    WARNING = "warning"


class Cue(NamedTuple):
    """A sound at an instant.

    `at` is in seconds; the function that returns the cue says from which instant they count.
    `seconds` is the length of UP and DOWN, which last as long as the movement. It is None for the
    other sounds, whose length is fixed.
    """

    at: float
    sound: Sound
    seconds: float | None = None

    def later(self, seconds: float) -> Cue:
        """Returns the cue `seconds` later."""
        return self._replace(at=self.at + seconds)
