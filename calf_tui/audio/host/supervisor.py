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
from calf_tui.audio.host.heartbeat import Beat
from calf_tui.audio.host.process_pool import Crew
from calf_tui.audio.host.wanted_track import Wish
from calf_tui.audio.silent_player import NO_SOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.host.helper_state import Life
    from calf_tui.audio.protocol import Report
    from calf_tui.audio.spoken_cue import AnyCue

_STARTING = "starting sound"
_STUCK = "sound is stuck"
_PATIENCE = 0.2
"""Seconds given to each of the two steps of closing."""


class Keeper:
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
        self._beat = Beat(beat, time.monotonic())
        self._state = restart_policy.with_all(backends)
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound keeper", daemon=True)
        self._closed = False
        self._crew = Crew(command, self._report)
        self._wish = Wish()

    def prepare(self) -> None:
        """Starts helpers where there are none; what was given up gets another try."""
        self._leave(self._hope_again)

    def play(self, cues: tuple[AnyCue, ...]) -> None:
        """Has these played, `at` instants of the clock, and nothing else; none is silence."""
        self._leave(partial(self._wish.play, cues))

    def mute(self, muted: bool) -> None:
        """Has nothing heard, or what is left of the cues."""
        self._leave(partial(self._wish.mute, muted))

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
            self._crew.kill()  # the thread may be writing to one that does not read
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
        self._crew.end()

    def _hope_again(self) -> None:
        self._state = restart_policy.with_another_try(self._state)

    def _staff(self) -> None:
        """Sees to it that a helper is at work: the one that waits, or a new one."""
        spare = self._crew.spare
        if spare is not None and spare.name not in ("", *self._state.names[:1]):
            self._crew.dismiss(spare)
        if self._crew.fill_in():
            self._wish.tell_another()
        if restart_policy.is_time_to_try_again(self._state, self._clock()):
            self._try_all_again()
        elif self._crew.work is None and self._may_start:
            proven = self._proven
            self._state = restart_policy.with_start(self._state)
            self._crew.work = self._start(self._state.names, name=proven)
            self._wish.tell_another()

    def _add_spare(self) -> None:
        """Once the one at work had its time to open a device: a start takes a processor's."""
        work = self._crew.work
        if self._crew.spare is None and self._may_start and work and work.is_settled:
            self._crew.spare = self._start(self._state.names, name=self._proven)

    @property
    def _may_start(self) -> bool:
        return bool(self._state.names) and self._beat.may_start(time.monotonic())

    @property
    def _proven(self) -> str:
        """The backend that a new helper need not probe, empty where it has to."""
        return self._state.names[0] if self._state.plays else ""

    def _try_all_again(self) -> None:
        """With a spare that probes, while the one at work plays on."""
        if self._crew.spare is not None:
            self._crew.dismiss(self._crew.spare)
        self._state = restart_policy.with_trial(self._state, self._clock())
        self._crew.spare = self._start(self._state.every, trial=True)

    def _start(self, names: Sequence[str], *, name: str = "", trial: bool = False) -> Life | None:
        """A new helper, None where that cannot be had."""
        try:
            return self._crew.start(names, name=name, trial=trial)
        except OSError:
            self._count_death()
            return None

    def _report(self, life: Life, report: Report | None) -> None:
        self._tasks.put(partial(self._hear, life, report))

    def _hear(self, life: Life, report: Report | None) -> None:
        """A report of a helper, None at its end; one that was dismissed counts no more."""
        if report is None:
            self._crew.see_off(life)
        if life not in self._crew.on_duty:
            return
        if report is None:
            self._bury(life)
            return
        life.hear(report)
        if report.word == "bell":
            self._ring()
        elif report.word == "done":
            self._note_done(life)
        elif report.word == "backend":
            self._note_backend(life)
        elif report.word == "trying":
            if life is self._crew.work and not life.name:
                self._state = restart_policy.with_tried(self._state, report.name)
        elif report.word not in ("device", "latency"):
            self._replace(life, report)

    def _note_done(self, life: Life) -> None:
        if life is self._crew.work:
            self._wish.note_done()
            self._show_life(life)

    def _note_backend(self, life: Life) -> None:
        now = self._clock()
        if life.latency:
            self._latency = life.latency
        if life.trial:
            self._state = restart_policy.with_recovered(self._state, life.name, now)
            if self._crew.work is not None and self._crew.work.name not in self._state.names[:1]:
                self._crew.dismiss(self._crew.work)
        elif life is self._crew.work:
            self._state = restart_policy.with_playing(self._state, life.name, now)
        if life is not self._crew.spare or self._crew.work is None:
            self._show_life(life)

    def _replace(self, life: Life, report: Report) -> None:
        """After a helper said that it ends, and why."""
        self._crew.dismiss(life)
        if report.word == "stalled":
            self._count_halt()
        elif report.word == "nothing" and not life.trial:
            self._state = restart_policy.with_nothing(self._state, self._clock())
            self._show(NO_SOUND)

    def _bury(self, life: Life) -> None:
        """After a helper ended unasked; that one which only waited did says nothing."""
        waited = life is self._crew.spare and life.plays
        self._crew.dismiss(life)
        if not waited and not (life.trial and not life.plays):
            self._count_death()

    def _on_time(self) -> None:
        """At a beat, or when the pause before a start is over."""
        if not self._beat.strikes(time.monotonic()):
            return
        for life in self._crew.on_duty:
            if life.hangs_at_beat(is_late=self._beat.is_late):
                self._crew.dismiss(life)
                if life.name:
                    self._count_halt()
                elif not life.trial:
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

    def _show_life(self, life: Life) -> None:
        """What plays; how late is known from the last probe, which a helper in waiting skips."""
        late = f", heard {self._latency} ms after the order" if self._latency else ""
        self.output = life.device + late
        self.status = "terminal bell" if life.name == BELL else life.name

    def _show(self, status: str) -> None:
        self.status, self.output = status, ""

    def _tell(self) -> None:
        """Sends what the helper at work does not know yet, once it owes no answer."""
        if self._crew.work is None or not self._crew.work.is_ready:
            return
        command = self._wish.next_command(self._clock())
        if command is not None:
            self._crew.work.tell(command)
