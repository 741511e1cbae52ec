"""The thread that sees to it that a sound helper plays what should be heard.

One helper is at work, a spare one waits to take its place: the spare is a process that has started
and holds its sounds ready, so that a new stretch, or the same after a fault, is heard at once.

The thread alone knows them, so there is nothing to lock: calls and reports are tasks left to it.
One command at a time is on its way; while the answer is awaited only the newest wish is kept, so a
helper that hangs never fills its input, and what it missed is not played afterwards.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import BELL
from calf_tui.audio.host import restart_policy
from calf_tui.audio.host.heartbeat import Heartbeat
from calf_tui.audio.host.process_pool import ProcessPool
from calf_tui.audio.host.wanted_track import WantedTrack
from calf_tui.audio.silent_player import NO_SOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.host.helper_state import HelperState
    from calf_tui.audio.protocol import Report
    from calf_tui.audio.spoken_cue import AnyCue

_STARTING = "starting sound"
_STUCK = "sound is stuck"
_PATIENCE = 0.2
"""Seconds given to each of the two steps of closing."""


class Supervisor:
    """Starts nothing before the first message.

    `status`, and `output`, what it plays on, may be read from any thread.
    """

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
        self.output = ""
        self._latency = ""
        self._ring = ring
        self._clock = clock
        self._beat = Heartbeat(beat, time.monotonic())
        self._state = restart_policy.with_all(backends)
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound keeper", daemon=True)
        self._closed = False
        self._pool = ProcessPool(command, self._report)
        self._wanted = WantedTrack()

    def prepare(self) -> None:
        """Starts helpers where there are none; what was given up gets another try."""
        self._leave(self._hope_again)

    def play(self, cues: tuple[AnyCue, ...]) -> None:
        """Has these played, `at` instants of the clock, and nothing else; none is silence."""
        self._leave(partial(self._wanted.play, cues))

    def mute(self, muted: bool) -> None:
        """Has nothing heard, or what is left of the cues."""
        self._leave(partial(self._wanted.mute, muted))

    def close(self) -> None:
        """Ends the helpers and the thread."""
        if self._closed:
            return
        self._closed = True
        if self._thread.ident is None:
            return
        self._tasks.put(None)
        self._thread.join(_PATIENCE)
        if self._thread.is_alive():
            self._pool.kill()  # the thread may be writing to one that does not read
            self._thread.join(_PATIENCE)

    def _leave(self, task: Callable[[], None]) -> None:
        if self._closed:
            return
        self._tasks.put(task)
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=self._beat.wait(time.monotonic()))
            except Empty:
                task = self._on_time
            if task is None:
                break
            task()
            self._staff()
            self._tell()
            self._add_spare()
        self._pool.end()

    def _hope_again(self) -> None:
        self._state = restart_policy.with_another_try(self._state)

    def _staff(self) -> None:
        """Sees to it that a helper is at work: the one that waits, or a new one."""
        spare = self._pool.spare
        if spare is not None and spare.name not in ("", *self._state.names[:1]):
            self._pool.dismiss(spare)
        if self._pool.fill_in():
            self._wanted.tell_another()
        if restart_policy.is_time_to_try_again(self._state, self._clock()):
            self._try_all_again()
        elif self._pool.work is None and self._may_start:
            proven = self._proven
            self._state = restart_policy.with_start(self._state)
            self._pool.work = self._start(self._state.names, name=proven)
            self._wanted.tell_another()

    def _add_spare(self) -> None:
        """Once the one at work had its time to open a device: a start takes a processor's."""
        work = self._pool.work
        if self._pool.spare is None and self._may_start and work and work.is_settled:
            self._pool.spare = self._start(self._state.names, name=self._proven)

    @property
    def _may_start(self) -> bool:
        return bool(self._state.names) and self._beat.may_start(time.monotonic())

    @property
    def _proven(self) -> str:
        """The backend that a new helper need not probe, empty where it has to."""
        return self._state.names[0] if self._state.plays else ""

    def _try_all_again(self) -> None:
        """With a spare that probes, while the one at work plays on."""
        if self._pool.spare is not None:
            self._pool.dismiss(self._pool.spare)
        self._state = restart_policy.with_trial(self._state, self._clock())
        self._pool.spare = self._start(self._state.every, trial=True)

    def _start(
        self, names: Sequence[str], *, name: str = "", trial: bool = False
    ) -> HelperState | None:
        """A new helper, None where that cannot be had."""
        try:
            return self._pool.start(names, name=name, trial=trial)
        except OSError:
            self._count_death()
            return None

    def _report(self, helper: HelperState, report: Report | None) -> None:
        self._tasks.put(partial(self._hear, helper, report))

    def _hear(self, helper: HelperState, report: Report | None) -> None:
        """A report of a helper, None at its end; one that was dismissed counts no more."""
        if report is None:
            self._pool.see_off(helper)
        if helper not in self._pool.on_duty:
            return
        if report is None:
            self._replace_dead(helper)
            return
        helper.hear(report)
        if report.word == "bell":
            self._ring()
        elif report.word == "done":
            self._note_done(helper)
        elif report.word == "backend":
            self._note_backend(helper)
        elif report.word == "trying":
            if helper is self._pool.work and not helper.name:
                self._state = restart_policy.with_tried(self._state, report.name)
        elif report.word not in ("device", "latency"):
            self._replace(helper, report)

    def _note_done(self, helper: HelperState) -> None:
        if helper is self._pool.work:
            self._wanted.note_done()
            self._show_helper(helper)

    def _note_backend(self, helper: HelperState) -> None:
        now = self._clock()
        if helper.latency:
            self._latency = helper.latency
        if helper.trial:
            self._state = restart_policy.with_recovered(self._state, helper.name, now)
            if self._pool.work is not None and self._pool.work.name not in self._state.names[:1]:
                self._pool.dismiss(self._pool.work)
        elif helper is self._pool.work:
            self._state = restart_policy.with_playing(self._state, helper.name, now)
        if helper is not self._pool.spare or self._pool.work is None:
            self._show_helper(helper)

    def _replace(self, helper: HelperState, report: Report) -> None:
        """After a helper said that it ends, and why."""
        self._pool.dismiss(helper)
        if report.word == "stalled":
            self._count_halt()
        elif report.word == "nothing" and not helper.trial:
            self._state = restart_policy.with_nothing(self._state, self._clock())
            self._show(NO_SOUND)

    def _replace_dead(self, helper: HelperState) -> None:
        """After a helper ended unasked; that one which only waited did says nothing."""
        waited = helper is self._pool.spare and helper.plays
        self._pool.dismiss(helper)
        if not waited and not (helper.trial and not helper.plays):
            self._count_death()

    def _on_time(self) -> None:
        """At a beat, or when the pause before a start is over."""
        if not self._beat.strikes(time.monotonic()):
            return
        for helper in self._pool.on_duty:
            if helper.hangs_at_beat(is_late=self._beat.is_late):
                self._pool.dismiss(helper)
                if helper.name:
                    self._count_halt()
                elif not helper.trial:
                    self._count_death()

    def _count_death(self) -> None:
        """The next helper comes at once, or later where it is not the first death."""
        self._state = restart_policy.with_death(self._state, self._clock())
        pause = restart_policy.pause_before_start(self._state)
        self._beat.put_off_start(time.monotonic() + pause)
        if not self._state.names:
            self._show(NO_SOUND)

    def _count_halt(self) -> None:
        self._state = restart_policy.with_halt(self._state, self._clock())
        self._show(_STUCK if self._state.names else NO_SOUND)

    def _show_helper(self, helper: HelperState) -> None:
        """What plays; how late is known from the last probe, which a helper in waiting skips."""
        late = f", heard {self._latency} ms after the order" if self._latency else ""
        self.output = helper.device + late
        self.status = "terminal bell" if helper.name == BELL else helper.name

    def _show(self, status: str) -> None:
        self.status, self.output = status, ""

    def _tell(self) -> None:
        """Sends what the helper at work does not know yet, once it owes no answer."""
        if self._pool.work is None or not self._pool.work.is_ready:
            return
        command = self._wanted.next_command(self._clock())
        if command is not None:
            self._pool.work.tell(command)
