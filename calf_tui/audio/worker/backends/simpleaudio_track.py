"""The backend simpleaudio: a track is one buffer, which is written while it is played.

The library plays a buffer from memory, without a copy or a gap. So the buffer is as long as the
track, but empty at first: memory that was never written costs nothing. The samples are written two
seconds before they are heard, and their memory is released afterwards.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import simpleaudio

from calf_tui.audio.backend_choice import PROBE_SECONDS, SERVER_AHEAD, CannotPlayError
from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.worker.sample_stream import SampleStream, SampleWriter
from calf_tui.audio.worker.track_rendering import LATEST, SparseBuffer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.protocol import AnyCue
    from calf_tui.audio.worker.sample_stream import StreamOf

_TASKS = Path("/proc/self/task")
_FIELD = "voluntary_ctxt_switches:"
_AHEAD = SERVER_AHEAD + 1.0
_AT_ONCE = SERVER_AHEAD + 0.15
"""Seconds written before the device is opened: more than it takes at first."""
_OPENS_IN = 0.015
"""The usual seconds until the device is open, which the track allows for."""
_PUNCTUAL = 0.005
"""If opening takes this many seconds longer, the rest of the track is moved."""
_RHYTHM = 0.03
"""The same if a cue has begun already, because its distance to the next cue should stay."""
_TOO_LATE = 1.0
"""If opening takes this many seconds longer, a silent first block is too late. A first block with a
cue is too late after `LATEST`, because the cue would overlap those that are on time."""
_SILENCE = 0.05
"""Seconds of the probe's silence."""
_CHECK_EVERY = SERVER_AHEAD
"""Seconds between two checks: a busy server may take nothing while it has enough."""
_WAKE_UPS = 3
"""The least wake-ups between two checks; a device that plays has dozens."""
_TAIL = 0.3
"""Seconds of silence at the end, so that the device does not cut off the last note."""


class SimpleaudioTrack:
    """Plays tracks. The library stops one too late (0.25 s), so the process must end instead."""

    device = {"linux": "ALSA's default device", "darwin": "Core Audio's default device"}.get(
        sys.platform, "the default device"
    )

    def __init__(self, stream_of: StreamOf) -> None:
        self._stream_of = stream_of
        self._playing: _PlayingTrack | None = None

    def probe(self) -> float:
        """Plays a twentieth of a second of silence and waits for its end."""
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
        """Plays all cues from one buffer; returns False if something plays already."""
        if not self.stop():
            return False
        stream = self._stream_of(cues)
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
        writer = SampleWriter(stream, track.write, _AHEAD)
        too_late = late > (LATEST if sounds else _TOO_LATE)
        self._playing = _PlayingTrack(stream, writer, playing, start + seconds, too_late)
        return True

    def stop(self) -> bool:
        """Returns whether nothing plays, because the last track has ended."""
        if self._playing is None:
            return True
        if self._playing.playing.is_playing():
            return False
        self._playing.writer.end()
        self._playing = None
        return True

    def stands_still(self) -> bool:
        """Returns whether the device takes no samples, or stopped before the end."""
        return self._playing is not None and self._playing.stands_still()


class _PlayingTrack:
    """A track that plays; `too_late` if the device opened so slowly that all of it is late."""

    def __init__(
        self,
        stream: SampleStream,
        writer: SampleWriter,
        playing: simpleaudio.PlayObject,
        ends: float,
        too_late: bool,
    ) -> None:
        self.writer = writer
        self.playing = playing
        self._stream = stream
        self._ends = ends
        self._too_late = too_late
        self._checked = time.monotonic()
        self._wake_ups = device_wake_ups()

    def stands_still(self) -> bool:
        """Returns whether the library's thread has stopped waking up, or the track is too late.

        The library does not report how far it is, but a thread that plays must wake up often.
        """
        now = time.monotonic()
        if now > self._ends or self._too_late:
            return self._too_late
        if self._stream.stands_still() or not self.playing.is_playing():
            return True
        if now - self._checked < _CHECK_EVERY:
            return False
        before, self._wake_ups, self._checked = self._wake_ups, device_wake_ups(), now
        if before is None or self._wake_ups is None:
            return False
        return self._wake_ups - before < _WAKE_UPS


def device_wake_ups() -> int | None:
    """Returns the wake-ups of all threads that are not Python's; None if they are not known."""
    own = {str(thread.native_id) for thread in threading.enumerate()}
    if not os.path.isdir(_TASKS):
        return None
    return sum(_wake_ups(task) for task in _TASKS.iterdir() if task.name not in own)


def _wake_ups(task: Path) -> int:
    try:
        status = (task / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    _, _, rest = status.partition(_FIELD)
    return int(rest.split(maxsplit=1)[0]) if rest else 0
