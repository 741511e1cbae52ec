"""The thread that keeps a sound helper alive and tells it what to play.

It alone knows the helper, so there is nothing to lock: calls and reports are messages to it. One
command at a time is on its way; while the answer is awaited only the newest wish is kept, so a
helper that hangs never fills its input, and what it missed is not played afterwards.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio import supervision
from calf_tui.audio.backends import BELL
from calf_tui.audio.helper import Helper
from calf_tui.audio.protocol import Alive, Play, Report, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NO_SOUND = "no sound"
_STARTING = "starting sound"
_BEATS_UNANSWERED = 4
"""A helper that owes an answer for so many beats hangs; longer than a probe may take."""
_PATIENCE = 0.2
"""Seconds given to each of the two steps of closing."""


@dataclass(frozen=True, slots=True)
class Muted:
    """From now on nothing is heard, or everything."""

    muted: bool


@dataclass(frozen=True, slots=True)
class Prepare:
    """A helper will be needed."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A report of the helper with this number; None at its end."""

    life: int
    report: Report | None


@dataclass(frozen=True, slots=True)
class _Close:
    """The end."""


class Keeper:
    """Starts nothing before the first message. `status` may be read from any thread."""

    def __init__(
        self,
        command: Callable[[Sequence[str], bool], Sequence[str]],
        backends: tuple[str, ...],
        *,
        ring: Callable[[], None],
        clock: Callable[[], float],
        beat: float,
    ) -> None:
        """`command` gives the words that start a helper for these backends, proven or not."""
        self.status = _STARTING if backends else NO_SOUND
        self._command = command
        self._ring = ring
        self._clock = clock
        self._beat = beat
        self._state = supervision.Supervision(backends)
        self._inbox: SimpleQueue[Play | Stop | Muted | Prepare | _Said | _Close] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound keeper", daemon=True)
        self._closed = False
        self._helper: Helper | None = None
        self._life = 0
        self._next_beat = 0.0
        self._waits_to_start = False
        self._wish = Play(())
        self._delivered: Play | None = None
        self._on_its_way: Play | None = None
        self._muted = False
        self._untold = False
        self._ready = False
        self._beats_unanswered = 0

    def leave(self, message: Play | Stop | Muted | Prepare) -> None:
        """Leaves a message; returns at once, and does nothing after `close`."""
        if self._closed:
            return
        self._inbox.put(message)
        if self._thread.ident is None:
            self._thread.start()

    def close(self) -> None:
        """Ends the helper and the thread."""
        if self._closed:
            return
        self._closed = True
        if self._thread.ident is None:
            return
        self._inbox.put(_Close())
        self._thread.join(_PATIENCE)
        helper = self._helper
        if self._thread.is_alive() and helper is not None:
            helper.kill()  # the thread may be writing to a helper that does not read
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        self._next_beat = time.monotonic() + self._beat
        while True:
            try:
                message = self._inbox.get(timeout=max(0.0, self._next_beat - time.monotonic()))
            except Empty:
                self._on_beat()
            else:
                if isinstance(message, _Close):
                    break
                self._take(message)
            if self._helper is None and self._state.names and not self._waits_to_start:
                self._start(proven=False)
            self._tell()
        if self._helper is not None:
            self._helper.end()

    def _take(self, message: Play | Stop | Muted | Prepare | _Said) -> None:
        if isinstance(message, _Said):
            if message.life == self._life and self._helper is not None:
                self._hear(message.report)
        elif isinstance(message, Muted):
            self._untold = self._untold or message.muted != self._muted
            self._muted = message.muted
        elif not isinstance(message, Prepare):
            self._wish = message if isinstance(message, Play) else Play(())
            self._untold = True

    def _hear(self, report: Report | None) -> None:
        self._beats_unanswered = 0
        if report is None:
            self._bury()
        elif report.word == "trying":
            self._state = supervision.with_tried(self._state, report.name)
        elif report.word == "backend":
            self._state = supervision.with_playing(self._state, report.name)
            self.status = "terminal bell" if report.name == BELL else report.name
            self._ready = True
            self._untold = bool(self._wish.cues)
        elif report.word == "nothing":
            self._end_helper()
            self._give_up()
        elif report.word == "done":
            self._ready, self._delivered = True, self._on_its_way
        elif report.word == "bell":
            self._ring()
        else:
            self._end_helper()
            self._start(proven=True)

    def _on_beat(self) -> None:
        self._next_beat = time.monotonic() + self._beat
        self._waits_to_start = False
        if self._helper is None:
            return
        if self._ready:
            self._helper.tell(Alive())
            self._ready = False
        else:
            self._beats_unanswered += 1
            if self._beats_unanswered >= _BEATS_UNANSWERED:
                self._helper.kill()
                self._bury()

    def _tell(self) -> None:
        """Sends the wish, without what an earlier helper may have played."""
        if self._helper is None or not self._ready or not self._untold:
            return
        cues = self._wish.cues
        if self._wish is self._delivered:
            now = self._clock()
            cues = tuple(cue for cue in cues if cue.at > now)
        self._helper.tell(Play(cues) if cues and not self._muted else Stop())
        self._on_its_way = self._wish
        self._ready = self._untold = False

    def _start(self, *, proven: bool) -> None:
        names = self._state.names
        self._state = supervision.Supervision(names, deaths=self._state.deaths)
        self._life += 1
        self._beats_unanswered = 0
        self._ready = False
        try:
            self._helper = Helper(self._command(names, proven), partial(self._report, self._life))
        except OSError:
            self._bury()

    def _report(self, life: int, report: Report | None) -> None:
        self._inbox.put(_Said(life, report))

    def _bury(self) -> None:
        """After a death: the next helper comes at once, or later where it is not the first."""
        self._end_helper()
        self._state = supervision.with_death(self._state, self._clock())
        self._waits_to_start = True
        self._next_beat = time.monotonic() + supervision.pause_before_start(self._state)
        if not self._state.names:
            self._give_up()

    def _give_up(self) -> None:
        self._state = supervision.with_nothing()
        self.status = NO_SOUND

    def _end_helper(self) -> None:
        if self._helper is not None:
            self._helper.end()
            self._helper = None
