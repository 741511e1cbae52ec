"""The thread that keeps a sound helper alive and tells it what to play.

It alone knows the helper, so there is nothing to lock: calls and reports are tasks left to it. One
command at a time is on its way; while the answer is awaited only the newest wish is kept, so a
helper that hangs never fills its input, and what it missed is not played afterwards.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio import supervision
from calf_tui.audio.backends import BELL
from calf_tui.audio.helper import Helper
from calf_tui.audio.protocol import Command, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.cues import Cue

NO_SOUND = "no sound"
_STARTING = "starting sound"
_BEATS_UNANSWERED = 4
"""A helper that owes an answer for so many beats hangs; longer than a probe may take."""
_PATIENCE = 0.2
"""Seconds given to each of the two steps of closing."""


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
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound keeper", daemon=True)
        self._closed = False
        self._helper: Helper | None = None
        self._life = 0
        self._next_beat = 0.0
        self._waits_to_start = False
        self._wish: tuple[Cue, ...] = ()
        self._delivered: tuple[Cue, ...] | None = None
        self._on_its_way: tuple[Cue, ...] | None = None
        self._muted = False
        self._untold = False
        self._ready = False
        self._beats_unanswered = 0

    def prepare(self) -> None:
        """Starts a helper where there is none."""
        self._leave(lambda: None)

    def play(self, cues: tuple[Cue, ...]) -> None:
        """Has these played, `at` instants of the clock, and nothing else; none is silence."""
        self._leave(partial(self._wish_for, cues))

    def mute(self, muted: bool) -> None:
        """Has nothing heard, or what is left of the cues."""
        self._leave(partial(self._set_muted, muted))

    def close(self) -> None:
        """Ends the helper and the thread."""
        if self._closed:
            return
        self._closed = True
        if self._thread.ident is None:
            return
        self._tasks.put(None)
        self._thread.join(_PATIENCE)
        helper = self._helper
        if self._thread.is_alive() and helper is not None:
            helper.kill()  # the thread may be writing to a helper that does not read
            self._thread.join(_PATIENCE)

    def _leave(self, task: Callable[[], None]) -> None:
        if self._closed:
            return
        self._tasks.put(task)
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        self._next_beat = time.monotonic() + self._beat
        while True:
            try:
                task = self._tasks.get(timeout=max(0.0, self._next_beat - time.monotonic()))
            except Empty:
                task = self._on_beat
            if task is None:
                break
            task()
            if self._helper is None and self._state.names and not self._waits_to_start:
                self._start(proven=False)
            self._tell()
        self._end_helper()

    def _wish_for(self, cues: tuple[Cue, ...]) -> None:
        self._wish = cues
        self._untold = True

    def _set_muted(self, muted: bool) -> None:
        self._untold = self._untold or muted != self._muted
        self._muted = muted

    def _hear(self, life: int, report: Report | None) -> None:
        """A report of the helper with this number, None at its end; old ones count no more."""
        if life != self._life or self._helper is None:
            return
        self._beats_unanswered = 0
        if report is None:
            self._bury()
        elif report.word == "trying":
            self._state = supervision.with_tried(self._state, report.name)
        elif report.word == "backend":
            self._state = supervision.with_playing(self._state, report.name)
            self.status = "terminal bell" if report.name == BELL else report.name
            self._ready = True
            self._untold = bool(self._wish)
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
            self._helper.tell(Command("alive"))
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
        cues = self._wish
        if self._wish is self._delivered:
            now = self._clock()
            cues = tuple(cue for cue in cues if cue.at > now)
        heard = cues and not self._muted
        self._helper.tell(Command("play", cues) if heard else Command("stop"))
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
        self._tasks.put(partial(self._hear, life, report))

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
