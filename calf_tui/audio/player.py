"""The players the trainer is given: one that speaks to the sound helper, and a silent one."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from calf_tui.audio.backends import backends_to_try
from calf_tui.audio.keeper import NO_SOUND, Keeper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calf_tui.core.cues import Cue

HELPER_COMMAND = (sys.executable, "-m", "calf_tui.audio.worker")


class SilentPlayer:
    """Plays nothing."""

    def prepare(self) -> None:
        """Nothing to prepare."""

    def play(self, cues: Sequence[Cue]) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """Nothing was heard."""

    def set_muted(self, muted: bool) -> None:
        """It always is."""

    def status(self) -> str:
        """Says that there is no sound."""
        return NO_SOUND

    def close(self) -> None:
        """Nothing to end."""


class HelperPlayer:
    """Plays through a helper process, started at the first call and again whenever it dies.

    Every method only leaves a task for a thread that keeps the helper. No cue that may have
    been heard is sent again.
    """

    def __init__(
        self,
        sounds: Path,
        *,
        sound: str = "",
        ring: Callable[[], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = HELPER_COMMAND,
        beat: float = 1.0,
    ) -> None:
        """Starts nothing yet; raises `Fault` where `sound` names no backend.

        `sounds` is the folder of the wav files. `sound` is the backend to use, empty for the first
        that plays. `ring` rings the terminal, None where there is none to ring; it is called from
        a thread, must not wait for the app's own and must not raise. `clock` is read for the
        instants of the cues, so for them to be heard it has to be the system's monotonic one.
        `command` starts a helper; the folder and the backends are added to it. `beat` is the
        seconds between two signs of life.
        """

        def helper_command(backends: Sequence[str], proven: bool) -> Sequence[str]:
            options = ["--proven"] if proven else []
            return [*command, str(sounds), ",".join(backends), *options]

        self._clock = clock
        self._keeper = Keeper(
            helper_command,
            backends_to_try(sound, bell=ring is not None),
            ring=ring or (lambda: None),
            clock=clock,
            beat=beat,
        )

    def prepare(self) -> None:
        """Starts the helper, so that the first beep need not wait for it."""
        self._keeper.prepare()

    def play(self, cues: Sequence[Cue]) -> None:
        """Plays these, `at` in seconds from now, in place of whatever was still to come."""
        now = self._clock()
        self._keeper.play(tuple(cue.later(now) for cue in cues))

    def stop(self) -> None:
        """Forgets whatever was still to come and falls silent."""
        self._keeper.play(())

    def set_muted(self, muted: bool) -> None:
        """Silences the cues, those under way included, without losing their place."""
        self._keeper.mute(muted)

    def status(self) -> str:
        """The backend that plays, "no sound", or "starting sound" before that is known."""
        return self._keeper.status

    def close(self) -> None:
        """Ends the helper and the thread, in half a second at most; may be called again."""
        self._keeper.close()
