"""Players of one sound at a time, each cue at its instant: macOS's, Windows', the bell."""

from __future__ import annotations

import sys
import threading
import time
from array import array
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import PROBE_SECONDS, CannotPlayError
from calf_tui.audio.protocol import AnyCue, AwakeCue, SpokenCue
from calf_tui.audio.sounds.synthesis import RATE, wav
from calf_tui.audio.worker.track_rendering import LATEST
from calf_tui.core.session.cue import Cue, Sound

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path


_HELD = (Sound.UP, Sound.DOWN)


def terminal_bell(ring: Callable[[], object]) -> CueByCue:
    """Returns the bell, which rings for every cue except the held notes and speech."""

    def perform(cues: Sequence[Cue | SpokenCue]) -> None:
        if any(isinstance(cue, Cue) and cue.sound not in _HELD for cue in cues):
            ring()

    return CueByCue(perform, lambda: None, "the terminal")


def afplay(folder: Path, gain: float) -> CueByCue:
    """Returns macOS's player, a process for each sound; held notes last at most a second."""
    import subprocess  # the bell, which needs none, shall not load it

    playing: list[subprocess.Popen[bytes]] = []

    def perform(cues: Sequence[Cue | SpokenCue]) -> None:
        playing[:] = [process for process in playing if process.poll() is None]
        for cue in cues:
            length = [] if cue.seconds is None else ["-t", f"{cue.seconds:g}"]
            playing.append(
                _quiet(["afplay", "-v", f"{gain:g}", *length, str(_file(folder, cue.sound))])
            )

    def probe() -> None:
        try:
            process = _quiet(["afplay", "-v", "0", str(_file(folder, Sound.CLICK))])
            if process.wait(PROBE_SECONDS) != 0:
                raise CannotPlayError("afplay found no way to play")
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotPlayError(str(error)) from error

    return CueByCue(perform, probe, "Core Audio's default device")


def windows(folder: Path) -> CueByCue:
    """Returns Windows' PlaySound; a sound ends the one before, held notes last at most a second.

    Its volume is that of the system.
    """
    if sys.platform == "win32":
        import winsound

        def perform(cues: Sequence[Cue | SpokenCue]) -> None:
            first = min(cues, key=lambda cue: cue.sound in _HELD)
            winsound.PlaySound(
                str(_file(folder, first.sound)),
                winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT,
            )

        def probe() -> None:
            silence = wav(array("h", bytes(2 * (RATE // 20))))
            try:
                winsound.PlaySound(silence, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise CannotPlayError(str(error)) from error

        return CueByCue(perform, probe, "the default device of Windows")
    raise CannotPlayError("winsound is part of Windows")


def _file(folder: Path, sound: Sound | Path) -> Path:
    return folder / f"{sound.value}.wav" if isinstance(sound, Sound) else sound


def _quiet(command: Sequence[str]) -> subprocess.Popen[bytes]:
    import subprocess

    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def due(
    cues: Sequence[Cue | SpokenCue], now: float
) -> tuple[tuple[Cue | SpokenCue, ...], tuple[Cue | SpokenCue, ...]]:
    """Returns the cues to perform now, and those still to come; older cues are left out."""
    present = tuple(cue for cue in cues if now - LATEST <= cue.at <= now)
    return present, tuple(cue for cue in cues if cue.at > now)


class CueByCue:
    """Waits for the instant of each cue in a thread, then calls `perform` with the cues due."""

    def __init__(
        self,
        perform: Callable[[Sequence[Cue | SpokenCue]], None],
        probe: Callable[[], float | None],
        device: str,
    ) -> None:
        self.device = device
        self._perform = perform
        self._probe = probe
        self._cues: tuple[Cue | SpokenCue, ...] = ()
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name="sound cues", daemon=True).start()

    def probe(self) -> float | None:
        """Calls the probe of the constructor."""
        return self._probe()

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Plays these cues in place of the ones before."""
        with self._changed:
            self._cues = tuple(cue for cue in cues if not isinstance(cue, AwakeCue))
            self._changed.notify()
        return True

    def stop(self) -> bool:
        """Drops all cues; a sound that plays is short and ends by itself."""
        return self.play(())

    def stands_still(self) -> bool:
        """Returns False: there is no device that takes samples."""
        return False

    def _run(self) -> None:
        with self._changed:
            while True:
                present, self._cues = due(self._cues, time.monotonic())
                if present:
                    self._perform(present)
                upcoming = min((cue.at for cue in self._cues), default=None)
                self._changed.wait(None if upcoming is None else upcoming - time.monotonic())
