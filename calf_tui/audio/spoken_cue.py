"""A cue that is spoken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from calf_tui.core.cues.cue import Cue


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Speech at an instant, with the fields of a `Cue`; `sound` is its wav file."""

    at: float
    sound: Path
    seconds: None = None

    def later(self, seconds: float) -> SpokenCue:
        """Returns the cue `seconds` later."""
        return replace(self, at=self.at + seconds)


AnyCue = Cue | SpokenCue
