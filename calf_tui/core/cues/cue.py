"""A cue: a sound at an instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Sound(Enum):
    """A meaning that has a sound of its own; the value is its name on disk and in JSON."""

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


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at an instant.

    `at` is in seconds, from whatever the holder counts from. `seconds` is the length of the notes
    that last as long as the movement (UP and DOWN); the other sounds have a length of their own.
    """

    at: float
    sound: Sound
    seconds: float | None = None

    def later(self, seconds: float) -> Cue:
        """The same cue, moved on."""
        return replace(self, at=self.at + seconds)
