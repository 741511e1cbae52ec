"""A player for those who only look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.cues.cue import Cue
    from calf_tui.core.cues.phrases import Phrase

NO_SOUND = "no sound"


class SilentPlayer:
    """Plays nothing."""

    def prepare(self) -> None:
        """Nothing to prepare."""

    def rehearse(self, texts: Sequence[str]) -> None:
        """Nothing is said."""

    def play(
        self, cues: Sequence[Cue], phrases: Sequence[Phrase] = (), *, since: float | None = None
    ) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """Nothing was heard."""

    def set_muted(self, muted: bool) -> None:
        """It always is."""

    def status(self) -> str:
        """Says that there is no sound."""
        return NO_SOUND

    def output(self) -> str:
        """There is none."""
        return ""

    def close(self) -> None:
        """Nothing to end."""
