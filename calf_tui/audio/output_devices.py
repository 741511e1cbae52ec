"""Lists the sound devices: `python -m calf_tui.audio.output_devices` prints a name on each line.

It runs as a separate process, because a driver may crash, hang or write to the terminal.
"""

from __future__ import annotations

import subprocess
import sys

COMMAND = (sys.executable, "-m", "calf_tui.audio.output_devices")
LIMIT = 5.0
"""Seconds to wait for a driver's answer."""


def playback_devices() -> tuple[str, ...]:
    """Returns the names of the playback devices that miniaudio finds; none if that fails."""
    try:
        listed = subprocess.run(
            COMMAND, capture_output=True, text=True, timeout=LIMIT, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(listed.stdout.splitlines())


def _main() -> None:
    import miniaudio

    for device in miniaudio.Devices().get_playbacks():
        sys.stdout.write(f"{device['name']}\n")


if __name__ == "__main__":
    _main()
