"""The thread that makes sure that a helper plays the wanted track.

One helper works and a spare one waits to replace it. The spare has started and has its sounds in
memory, so that a new track, or the same one after an error, is heard at once.

Only this thread uses the helpers, so no lock is needed: calls and reports are tasks in its queue.
It sends one command at a time. While it waits for the answer it keeps only the newest wanted track,
so that a helper that hangs does not fill its input, and old tracks are not played afterwards.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import BELL, NO_SOUND, STARTING
from calf_tui.audio.host.process_pool import ProcessPool, WantedTrack
from calf_tui.audio.host.restart_policy import Heartbeat, RestartPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.host.helper_process import HelperProcess
    from calf_tui.audio.protocol import AnyCue, Report

_STUCK = "sound is stuck"
_PATIENCE = 0.2
"""Seconds for each of the two steps of closing."""


class Supervisor:
    """Supervises the helpers; the first call starts the thread and the first helper.

    `status` says what plays, `output` on which device. Both may be read from any thread.
    """

    def __init__(
        self,
        command: Callable[[tuple[str, ...], bool], Sequence[str]],
        backends: tuple[str, ...],
        *,
        ring: Callable[[], object],
        clock: Callable[[], float],
        heartbeat: float,
    ) -> None:
        """`command` returns the command line of a helper for these backends, probed before or not.

        `ring` rings the terminal's bell, `clock` is that of the cues, `heartbeat` is in seconds.
        """
        self.status = STARTING if backends else NO_SOUND
        self.output = ""
        self._latency = ""
        self._ring = ring
        self._clock = clock
        self._heartbeat = Heartbeat(heartbeat, time.monotonic())
        self._policy = RestartPolicy(backends)
        self._tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound supervisor", daemon=True)
        self._closed = False
        self._pool = ProcessPool(command, self._report)
        self._wanted = WantedTrack()

    def prepare(self) -> None:
        """Starts helpers if there are none; backends that were given up are tried again."""
        self._submit(self._allow_retry)

    def play(self, cues: tuple[AnyCue, ...]) -> None:
        """Plays only these cues from now on, `at` an instant of the clock; none for silence."""
        self._submit(partial(self._wanted.play, cues))

    def mute(self, muted: bool) -> None:
        """Mutes, or plays the cues whose time has not come yet."""
        self._submit(partial(self._wanted.mute, muted))

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
            self._pool.kill()  # the thread may be writing to a helper that does not read
            self._thread.join(_PATIENCE)

    def _submit(self, task: Callable[[], None]) -> None:
        if self._closed:
            return
        self._tasks.put(task)
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=self._heartbeat.wait(time.monotonic()))
            except Empty:
                task = self._on_timeout
            if task is None:
                break
            task()
            self._ensure_worker()
            self._send_command()
            self._add_spare()
        self._pool.end()

    def _allow_retry(self) -> None:
        self._policy = self._policy.with_another_try()

    def _ensure_worker(self) -> None:
        """Makes the spare the working helper, or starts one, if there is none."""
        spare = self._pool.spare
        if spare is not None and spare.name not in ("", *self._policy.names[:1]):
            self._pool.dismiss(spare)
        if self._pool.promote_spare():
            self._wanted.send_again()
        if self._policy.is_time_to_try_again(self._clock()):
            self._try_all_again()
        elif self._pool.work is None and self._may_start:
            self._policy = self._policy.after_start()
            self._pool.work = self._start(self._policy.names, proven=self._policy.plays)
            self._wanted.send_again()

    def _add_spare(self) -> None:
        """Starts a spare in a session, once the working helper had time to open its device.

        The two would compete for a processor; and without a session none is missed.
        """
        work, is_needed = self._pool.work, self._pool.spare is None and self._wanted.has_cues
        if is_needed and self._may_start and work and work.is_settled:
            self._pool.spare = self._start(self._policy.names, proven=self._policy.plays)

    @property
    def _may_start(self) -> bool:
        return bool(self._policy.names) and self._heartbeat.may_start(time.monotonic())

    def _try_all_again(self) -> None:
        """Starts a spare that probes all backends, while the working helper plays on."""
        if self._pool.spare is not None:
            self._pool.dismiss(self._pool.spare)
        self._policy = self._policy.after_trial(self._clock())
        self._pool.spare = self._start(self._policy.every, trial=True)

    def _start(
        self, names: tuple[str, ...], *, proven: bool = False, trial: bool = False
    ) -> HelperProcess | None:
        """Starts a helper; returns None if that fails."""
        try:
            return self._pool.start(names, proven=proven, trial=trial)
        except OSError:
            self._count_death()
            return None

    def _report(self, helper: HelperProcess, report: Report | None) -> None:
        self._tasks.put(partial(self._handle_report, helper, report))

    def _handle_report(self, helper: HelperProcess, report: Report | None) -> None:
        """Handles a report of a helper, None at its end; dismissed helpers are ignored."""
        if report is None:
            self._pool.close(helper)
        if helper not in self._pool.active:
            return
        if report is None:
            self._replace_dead(helper)
            return
        helper.take_report(report)
        if report.word == "bell":
            self._ring()
        elif report.word == "done":
            self._note_done(helper)
        elif report.word == "backend":
            self._note_backend(helper)
        elif report.word == "trying":
            if helper is self._pool.work and not helper.name:
                self._policy = self._policy.after_trying(report.name)
        elif report.word not in ("device", "latency"):
            self._replace(helper, report)

    def _note_done(self, helper: HelperProcess) -> None:
        if helper is self._pool.work:
            self._wanted.note_done()
            self._set_status_of(helper)

    def _note_backend(self, helper: HelperProcess) -> None:
        now = self._clock()
        if helper.latency:
            self._latency = helper.latency
        if helper.trial:
            self._policy = self._policy.after_recovery(helper.name, now)
            if self._pool.work is not None and self._pool.work.name not in self._policy.names[:1]:
                self._pool.dismiss(self._pool.work)
        elif helper is self._pool.work:
            self._policy = self._policy.after_playing(helper.name, now)
        if helper is not self._pool.spare or self._pool.work is None:
            self._set_status_of(helper)

    def _replace(self, helper: HelperProcess, report: Report) -> None:
        """Dismisses a helper that has reported why it ends."""
        self._pool.dismiss(helper)
        if report.word == "stalled":
            self._count_stall()
        elif report.word == "nothing" and not helper.trial:
            self._policy = self._policy.after_nothing(self._clock())
            self._set_status(NO_SOUND)

    def _replace_dead(self, helper: HelperProcess) -> None:
        """Dismisses a helper that ended by itself; the end of a waiting spare does not count."""
        waited = helper is self._pool.spare and helper.plays
        self._pool.dismiss(helper)
        if not waited and not (helper.trial and not helper.plays):
            self._count_death()

    def _on_timeout(self) -> None:
        """Checks the helpers if a heartbeat is due."""
        if not self._heartbeat.is_due(time.monotonic()):
            return
        for helper in self._pool.active:
            if helper.hangs(is_late=self._heartbeat.is_late):
                self._pool.dismiss(helper)
                if helper.name:
                    self._count_stall()
                elif not helper.trial:
                    self._count_death()

    def _count_death(self) -> None:
        """Counts a death, and delays the next start unless it is the first."""
        self._policy = self._policy.after_death(self._clock())
        pause = self._policy.pause_before_start
        self._heartbeat.delay_start(time.monotonic() + pause)
        if not self._policy.names:
            self._set_status(NO_SOUND)

    def _count_stall(self) -> None:
        self._policy = self._policy.after_stall(self._clock())
        self._set_status(_STUCK if self._policy.names else NO_SOUND)

    def _set_status_of(self, helper: HelperProcess) -> None:
        """Sets status and output; the delay is that of the last probe, which a spare skips."""
        late = f", heard {self._latency} ms after the order" if self._latency else ""
        self.output = helper.device + late
        self.status = "terminal bell" if helper.name == BELL else helper.name

    def _set_status(self, status: str) -> None:
        self.status, self.output = status, ""

    def _send_command(self) -> None:
        """Sends the wanted track to the working helper, if it is new and no answer is expected."""
        if self._pool.work is None or not self._pool.work.is_ready:
            return
        command = self._wanted.next_command(self._clock())
        if command is not None:
            self._pool.work.send(command)
