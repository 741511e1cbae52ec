"""A cue that is spoken, beside the cues that have a sound of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from calf_tui.core.cues.cue import Cue


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Speech at an instant, shaped as a `Cue`: its sound is the wav file it was rendered to."""

    at: float
    sound: Path
    seconds: None = None

    def later(self, seconds: float) -> SpokenCue:
        """The same cue, moved on."""
        return replace(self, at=self.at + seconds)


AnyCue = Cue | SpokenCue
