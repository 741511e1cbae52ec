"""What should be heard, and how much of it a helper was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.protocol import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.spoken_cue import AnyCue


class WantedTrack:
    """The newest stretch asked for; one that a helper took on is never begun again by another."""

    def __init__(self) -> None:
        self._cues: Sequence[AnyCue] = ()
        self._muted = False
        self._untold = False
        self._on_its_way: Sequence[AnyCue] | None = None
        self._delivered: Sequence[AnyCue] | None = None

    def play(self, cues: Sequence[AnyCue]) -> None:
        """These, `at` instants of the clock, and nothing else; none is silence."""
        self._cues = cues
        self._untold = True

    def mute(self, muted: bool) -> None:
        """Nothing, or what is left of the cues."""
        self._untold = self._untold or muted != self._muted
        self._muted = muted

    def tell_another(self) -> None:
        """A helper that was told nothing takes the place of the one before."""
        self._untold = bool(self._cues)
        self._on_its_way = None

    def note_done(self) -> None:
        """The helper carried out the last command; one that was told nothing yet said it lives."""
        if self._on_its_way is not None:
            self._delivered = self._on_its_way

    def next_command(self, now: float) -> Command | None:
        """What to tell a helper at instant `now`, None where it knows all."""
        if not self._untold:
            return None
        self._untold = False
        self._on_its_way = self._cues
        cues = tuple(cue for cue in self._cues if self._is_fresh or cue.at > now)
        return Command("play", cues) if cues and not self._muted else Command("stop")

    @property
    def _is_fresh(self) -> bool:
        return self._cues is not self._delivered
