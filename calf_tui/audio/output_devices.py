"""The devices that sound can come out of: `python -m calf_tui.audio.output_devices`, a name a line.

A program of its own, for a driver may fail, hang or write to the terminal.
"""

from __future__ import annotations

import subprocess
import sys

COMMAND = (sys.executable, "-m", "calf_tui.audio.output_devices")
LIMIT = 5.0
"""Seconds to wait for a driver's answer."""


def playback_devices() -> tuple[str, ...]:
    """Their names, as far as miniaudio sees them; none where it cannot tell."""
    try:
        told = subprocess.run(
            COMMAND, capture_output=True, text=True, timeout=LIMIT, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(told.stdout.splitlines())


def _main() -> None:
    import miniaudio

    for device in miniaudio.Devices().get_playbacks():
        sys.stdout.write(f"{device['name']}\n")


if __name__ == "__main__":
    _main()
