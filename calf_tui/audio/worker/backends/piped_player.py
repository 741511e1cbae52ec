"""The system's players that take samples on their standard input."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import PROBE_SECONDS, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.backends.sample_writer import SampleWriter
from calf_tui.audio.worker.sample_stream import SampleStream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.spoken_cue import AnyCue
    from calf_tui.audio.worker.track_rendering import Waveforms

COMMANDS = {
    "pw-play": f"pw-play --raw --rate={RATE} --channels=1 --format=s16 --latency=50ms -",
    "paplay": f"paplay --raw --rate={RATE} --channels=1 --format=s16le --latency-msec=50",
    "aplay": f"aplay -q -t raw -f S16_LE -r {RATE} -c 1 --buffer-time=60000",
}
_LAG = 0.02
_LEAD = 0.015
_SILENCE = 0.1
"""Seconds that a probe plays."""
_AHEAD = 0.65
"""Seconds: what fits a pipe, and enough for a server to begin with."""


_SERVERS = {"pw-play": "PipeWire", "paplay": "PulseAudio", "aplay": "ALSA"}


class PipedPlayer:
    """One process of the player a stretch."""

    def __init__(self, name: str, waveforms: Waveforms, quiet_lead_in: float = 0.0) -> None:
        self.device = f"{_SERVERS[name]}'s default device"
        self._command = COMMANDS[name].split()
        self._waveforms = waveforms
        self._quiet_lead_in = quiet_lead_in
        self._process: subprocess.Popen[bytes] | None = None
        self._pump: SampleWriter | None = None
        self._stream: SampleStream | None = None

    def probe(self) -> float:
        """The player must take a tenth of a second of silence and end well."""
        start = time.monotonic()
        try:
            subprocess.run(
                self._command,
                input=bytes(2 * round(_SILENCE * RATE)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PROBE_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotPlayError(str(error)) from error
        return max(0.0, time.monotonic() - start - _SILENCE)

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Starts a player for this stretch."""
        self.stop()
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        if process.stdin is not None:
            self._stream = SampleStream(
                cues,
                self._waveforms,
                time.monotonic,
                lag=_LAG,
                lead=_LEAD,
                quiet_lead_in=self._quiet_lead_in,
            )
            self._pump = SampleWriter(self._stream, process.stdin.write, _AHEAD)
        self._process = process
        return True

    def stop(self) -> bool:
        """Ends the player in the middle of a note."""
        if self._process is not None and self._pump is not None:
            self._pump.end()
            self._process.kill()
            self._process.communicate()
            self._process = None
        return True

    def stands_still(self) -> bool:
        """Whether the player is gone or no longer reads."""
        if self._process is None or self._stream is None:
            return False
        return self._process.poll() is not None or self._stream.stands_still()
