"""A player without sound, for commands that only read or change records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.cues.cue import Cue
    from calf_tui.core.cues.cue_schedule import Phrase

NO_SOUND = "no sound"


class SilentPlayer:
    """Implements `core.ports.Player` without sound."""

    def prepare(self) -> None:
        """Does nothing."""

    def rehearse(self, texts: Sequence[str]) -> None:
        """Does nothing."""

    def play(
        self, cues: Sequence[Cue], phrases: Sequence[Phrase] = (), *, since: float | None = None
    ) -> None:
        """Does nothing."""

    def stop(self) -> None:
        """Does nothing."""

    def set_muted(self, muted: bool) -> None:
        """Does nothing."""

    def status(self) -> str:
        """Returns "no sound"."""
        return NO_SOUND

    def output(self) -> str:
        """Returns ""."""
        return ""

    def close(self) -> None:
        """Does nothing."""
