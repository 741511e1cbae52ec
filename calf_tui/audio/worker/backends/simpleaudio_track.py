"""simpleaudio: a stretch is one buffer, written while it is played.

The library plays a buffer from its memory, without a copy and without a seam. So the buffer is as
long as the stretch but empty at first (memory that was never written takes no room): the samples
are written two seconds ahead of what is heard, and given back once they were.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import simpleaudio

from calf_tui.audio.backend_choice import PROBE_SECONDS, SERVER_AHEAD, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.backends.sample_writer import SampleWriter
from calf_tui.audio.worker.backends.sparse_buffer import SparseBuffer
from calf_tui.audio.worker.sample_stream import SampleStream
from calf_tui.audio.worker.track_rendering import LATEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.spoken_cue import AnyCue
    from calf_tui.audio.worker.track_rendering import Waveforms


_TASKS = Path("/proc/self/task")
_FIELD = "voluntary_ctxt_switches:"
_AHEAD = SERVER_AHEAD + 1.0
_AT_ONCE = SERVER_AHEAD + 0.15
"""Seconds written before the device is opened: more than it takes at its first gulp."""
_OPENS_IN = 0.015
"""Seconds until the device is open as a rule; the track allows for it."""
_LAG = 0.02
_LEAD = 0.015
_PUNCTUAL = 0.005
"""Seconds by which opening may take longer before the rest of the track is moved."""
_RHYTHM = 0.03
"""The same where a cue began already, from which the next should keep its distance."""
_TOO_LATE = 1.0
"""Seconds of opening after which a silent first block is no longer what is due; one in which a cue
sounds is after `LATEST`, for it would sound into those that are on time."""
_SILENCE = 0.05
"""Seconds that a probe plays."""
_LOOK_EVERY = SERVER_AHEAD
"""Seconds between two looks: a busy server may ask for nothing while it has enough."""
_WAKE_UPS = 3
"""Between two looks; a device that plays has dozens."""
_TAIL = 0.3
"""Seconds of silence at the end, so that the device never cuts the last note."""


class SimpleaudioTrack:
    """A stop is heard a quarter of a second late, so what plays ends with the process."""

    device = {
        "linux": "ALSA's default device",
        "darwin": "Core Audio's default device",
    }.get(sys.platform, "the default device")

    def __init__(self, waveforms: Waveforms, quiet_lead_in: float = 0.0) -> None:
        self._waveforms = waveforms
        self._quiet_lead_in = quiet_lead_in
        self._stretch: _Stretch | None = None

    def probe(self) -> float:
        """Plays a twentieth of a second of silence to its end."""
        start = time.monotonic()
        try:
            playing = simpleaudio.play_buffer(bytes(2 * round(_SILENCE * RATE)), 1, 2, RATE)
        except simpleaudio._simpleaudio.SimpleaudioError as error:
            raise CannotPlayError(str(error)) from error
        until = time.monotonic() + PROBE_SECONDS
        while playing.is_playing():
            if time.monotonic() > until:
                raise CannotPlayError("the silence never ends")
            time.sleep(0.005)
        return max(0.0, time.monotonic() - start - _SILENCE)

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """One buffer for the whole stretch."""
        if not self.stop():
            return False
        stream = SampleStream(
            cues,
            self._waveforms,
            time.monotonic,
            lag=_LAG,
            lead=_LEAD,
            quiet_lead_in=self._quiet_lead_in,
        )
        seconds = stream.seconds
        track = SparseBuffer(round((seconds + _TAIL) * RATE))
        start = time.monotonic()
        beginning = stream.read(round(_AT_ONCE * RATE))
        track.write(beginning)
        playing = simpleaudio.play_buffer(track.memory, 1, 2, RATE)
        late = time.monotonic() - start - _OPENS_IN
        sounds = stream.has_sounded
        if late > (_RHYTHM if sounds else _PUNCTUAL):
            stream.put_off(late)
        pump = SampleWriter(stream, track.write, _AHEAD)
        too_late = late > (LATEST if sounds else _TOO_LATE)
        self._stretch = _Stretch(stream, pump, playing, start + seconds, too_late)
        return True

    def stop(self) -> bool:
        """True where the last stretch has come to its own end."""
        if self._stretch is None:
            return True
        if self._stretch.playing.is_playing():
            return False
        self._stretch.pump.end()
        self._stretch = None
        return True

    def stands_still(self) -> bool:
        """Whether the device took nothing lately, or gave up before the end."""
        return self._stretch is not None and self._stretch.stands_still()


class _Stretch:
    """What plays; `too_late` where the device opened so slowly that all of it is stale."""

    def __init__(
        self,
        stream: SampleStream,
        pump: SampleWriter,
        playing: simpleaudio.PlayObject,
        ends: float,
        too_late: bool,
    ) -> None:
        self.pump = pump
        self.playing = playing
        self._stream = stream
        self._ends = ends
        self._too_late = too_late
        self._looked = time.monotonic()
        self._wake_ups = device_wake_ups()

    def stands_still(self) -> bool:
        """The library does not say how far it is, but its thread must wake up again and again."""
        now = time.monotonic()
        if now > self._ends or self._too_late:
            return self._too_late
        if self._stream.stands_still() or not self.playing.is_playing():
            return True
        if now - self._looked < _LOOK_EVERY:
            return False
        before, self._wake_ups, self._looked = self._wake_ups, device_wake_ups(), now
        if before is None or self._wake_ups is None:
            return False
        return self._wake_ups - before < _WAKE_UPS


def device_wake_ups() -> int | None:
    """The sum over all threads but the interpreter's own; None where the system does not say."""
    own = {str(thread.native_id) for thread in threading.enumerate()}
    if not _TASKS.is_dir():
        return None
    return sum(_wake_ups(task) for task in _TASKS.iterdir() if task.name not in own)


def _wake_ups(task: Path) -> int:
    try:
        status = (task / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    _, _, rest = status.partition(_FIELD)
    return int(rest.split(maxsplit=1)[0]) if rest else 0
