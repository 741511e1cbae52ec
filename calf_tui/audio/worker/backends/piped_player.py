"""The backends pw-play, paplay and aplay, which take samples on their standard input."""

from __future__ import annotations

import subprocess
import time
from array import array
from contextlib import suppress
from fcntl import ioctl
from termios import FIONREAD
from typing import IO, TYPE_CHECKING

from calf_tui.audio.backend_choice import PROBE_SECONDS, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.sample_stream import SampleStream, SampleWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.protocol import AnyCue
    from calf_tui.audio.worker.sample_stream import StreamOf

COMMANDS = {
    "pw-play": f"pw-play --raw --rate={RATE} --channels=1 --format=s16 --latency=50ms -",
    "paplay": f"paplay --raw --rate={RATE} --channels=1 --format=s16le --latency-msec=50",
    "aplay": f"aplay -q -t raw -f S16_LE -r {RATE} -c 1 --buffer-time=60000",
}
_SILENCE = 0.1
"""Seconds of the probe's silence."""
_AHEAD = 0.65
"""Seconds that are written ahead: what fits into a pipe, and enough for a server to start."""
_ONE_SAMPLE = bytes(2)
"""The player has started when it has read this."""
_SERVERS = {"pw-play": "PipeWire", "paplay": "PulseAudio", "aplay": "ALSA"}


def _has_read_all(pipe: IO[bytes]) -> bool:
    """Returns whether the reader of a pipe has taken all of it, or the pipe is closed."""
    size = array("i", [0])
    with suppress(OSError, ValueError):
        ioctl(pipe.fileno(), FIONREAD, size)
    return size[0] == 0


class PipedPlayer:
    """Plays each list of cues with one process of the system's player."""

    def __init__(self, name: str, stream_of: StreamOf) -> None:
        self.device = f"{_SERVERS[name]}'s default device"
        self._command = COMMANDS[name].split()
        self._stream_of = stream_of
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: SampleWriter | None = None
        self._stream: SampleStream | None = None

    def probe(self) -> float:
        """Plays a tenth of a second of silence; the player must end without an error."""
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
        """Starts a player process for these cues."""
        self.stop()
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        if process.stdin is not None:
            pipe = process.stdin
            pipe.write(_ONE_SAMPLE)
            self._stream = self._stream_of(cues)
            self._writer = SampleWriter(
                self._stream, pipe.write, _AHEAD, lambda: _has_read_all(pipe)
            )
        self._process = process
        return True

    def stop(self) -> bool:
        """Kills the player process, even in the middle of a note."""
        if self._process is not None and self._writer is not None:
            self._writer.end()
            self._process.kill()
            self._process.communicate()
            self._process = None
        return True

    def stands_still(self) -> bool:
        """Returns whether the player has ended or no longer reads."""
        if self._process is None or self._stream is None:
            return False
        return self._process.poll() is not None or self._stream.stands_still()
