"""The backends that play one whole sound at a time: afplay, winsound and the terminal's bell."""

from __future__ import annotations

import subprocess
import sys
from array import array
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import PROBE_SECONDS, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE, wav
from calf_tui.audio.worker.backends.cue_by_cue import CueByCue
from calf_tui.core.cues.cue import Cue, Sound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calf_tui.audio.spoken_cue import AnyCue

_HELD = (Sound.UP, Sound.DOWN)


def terminal_bell(ring: Callable[[], None]) -> CueByCue:
    """Returns the bell, which rings for every cue except the held notes and speech."""

    def perform(cues: Sequence[AnyCue]) -> None:
        if any(isinstance(cue, Cue) and cue.sound not in _HELD for cue in cues):
            ring()

    return CueByCue(perform, lambda: None, "the terminal")


def afplay(folder: Path, gain: float) -> CueByCue:
    """Returns macOS's player, a process for each sound; held notes last at most a second."""
    playing: list[subprocess.Popen[bytes]] = []

    def perform(cues: Sequence[AnyCue]) -> None:
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

        def perform(cues: Sequence[AnyCue]) -> None:
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
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
