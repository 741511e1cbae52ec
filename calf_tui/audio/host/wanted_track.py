"""The track that should be heard, and whether a helper has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.protocol import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.spoken_cue import AnyCue


class WantedTrack:
    """The newest cues; after a helper took them, another one does not play past cues again."""

    def __init__(self) -> None:
        self._cues: Sequence[AnyCue] = ()
        self._muted = False
        self._is_unsent = False
        self._sent: Sequence[AnyCue] | None = None
        self._delivered: Sequence[AnyCue] | None = None

    def play(self, cues: Sequence[AnyCue]) -> None:
        """Sets the cues, `at` an instant of the clock; none for silence."""
        self._cues = cues
        self._is_unsent = True

    def mute(self, muted: bool) -> None:
        """Mutes, or unmutes the cues whose time has not come yet."""
        self._is_unsent = self._is_unsent or muted != self._muted
        self._muted = muted

    def send_again(self) -> None:
        """Lets the cues be sent again, to a helper that replaces the one before."""
        self._is_unsent = bool(self._cues)
        self._sent = None

    def note_done(self) -> None:
        """Notes that the helper has carried out its last command, if it was sent any cues."""
        if self._sent is not None:
            self._delivered = self._sent

    def next_command(self, now: float) -> Command | None:
        """Returns the command to send at the instant `now`; None if there is nothing new."""
        if not self._is_unsent:
            return None
        self._is_unsent = False
        self._sent = self._cues
        cues = tuple(cue for cue in self._cues if self._is_fresh or cue.at > now)
        return Command("play", cues) if cues and not self._muted else Command("stop")

    @property
    def _is_fresh(self) -> bool:
        return self._cues is not self._delivered
