"""One helper process: started, written to, read, ended; and what it has reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import calf_tui
from calf_tui.audio.backend_choice import SERVER_AHEAD
from calf_tui.audio.process_priority import raise_priority_at_start
from calf_tui.audio.protocol import Command, Report, command_line, parse_report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST_LINE = 200
"""The most characters of a report; a longer line is not one."""
_HEARTBEATS_TO_LIVE = 2
"""A helper hangs if it does not answer "alive" for this many heartbeats."""
_HEARTBEATS_TO_ACT = 8
"""The same for a helper that starts, probes or plays: some devices need seconds to resume."""


def _environment() -> dict[str, str]:
    """Returns the environment of the helper.

    simpleaudio frees memory without the interpreter's lock, which only plain malloc allows. The
    helper finds the package where the app found it, and no module in the runner's folder. The
    sound server buffers a second, because with the tenth of a second that simpleaudio asks for
    there are gaps on a busy machine.
    """
    package = str(Path(calf_tui.__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "PYTHONMALLOC": "malloc",
        "PYTHONSAFEPATH": "1",
        "PYTHONPATH": os.pathsep.join(paths),
        "PULSE_LATENCY_MSEC": str(round(1000 * SERVER_AHEAD)),
    }


class HelperProcess:
    """A helper process from its start to its end.

    `name` is its backend, empty until it has found one. `trial` says that it probes backends that
    were given up. `plays` says that it has found one. `device` and `latency` are what it reports
    about its backend, empty before.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_report: Callable[[HelperProcess, Report | None], None],
        *,
        name: str = "",
        trial: bool = False,
        is_urgent: bool = False,
    ) -> None:
        """Starts the process; raises `OSError` if that fails.

        A thread calls `on_report` with each report, and with None when the process has ended. The
        process has its own process session, so that ctrl+c does not reach it; its error output is
        dropped. If it `is_urgent`, it gets a high priority where that is allowed.
        """
        self.name = name
        self.trial = trial
        self.plays = False
        self.device = self.latency = ""
        self._heartbeats_allowed = _HEARTBEATS_TO_ACT
        self._heartbeats_missed = 0
        windowless = 0
        if sys.platform == "win32":
            windowless = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
            creationflags=windowless,
            bufsize=0,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the helper has no pipes")
        if is_urgent:
            raise_priority_at_start(self._process.pid)
        self._input = self._process.stdin
        # Without a buffer each byte of a report would be read alone.
        self._output = os.fdopen(os.dup(self._process.stdout.fileno()), "rb")
        self._process.stdout.close()
        self._on_report = on_report
        self._reader = threading.Thread(target=self._read, name="sound reports", daemon=True)
        self._reader.start()

    @property
    def is_ready(self) -> bool:
        """Whether it plays and no answer is expected."""
        return self.plays and self._heartbeats_allowed == 0

    @property
    def is_settled(self) -> bool:
        """Whether it is ready, or has been busy with its last command for more than a heartbeat."""
        return self.is_ready or (self.plays and self._heartbeats_missed > 0)

    def send(self, command: Command) -> None:
        """Sends a command, to which an answer is expected.

        If the helper is gone, nothing happens: the reader reports its end.
        """
        self._heartbeats_allowed = (
            _HEARTBEATS_TO_LIVE if command.word == "alive" else _HEARTBEATS_TO_ACT
        )
        self._heartbeats_missed = 0
        line = command_line(command).encode()
        try:
            while line:
                line = line[self._input.write(line) :]
        except OSError:
            return

    def take_report(self, report: Report) -> None:
        """Takes a report: the helper is alive, and may have answered."""
        self._heartbeats_missed = 0
        if report.word == "device":
            self.device = report.name
        elif report.word == "latency":
            self.latency = report.name
        elif report.word == "backend":
            self.name, self.plays = report.name, True
        if report.word in ("backend", "done"):
            self._heartbeats_allowed = 0

    def hangs(self, *, is_late: bool) -> bool:
        """Counts a heartbeat, and returns whether the helper has missed too many of them.

        A helper that is ready is sent "alive". A late heartbeat does not count, because the answer
        may not have been read yet.
        """
        if self.is_ready:
            self.send(Command("alive"))
        elif not is_late:
            self._heartbeats_missed += 1
        return self._heartbeats_missed >= self._heartbeats_allowed

    def kill(self) -> None:
        """Kills the helper and its child processes; what plays stops. Works from any thread."""
        if self._process.poll() is not None:
            return
        try:
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        except OSError:
            return

    def end(self) -> None:
        """Kills the helper and closes its pipes; must not be called from the reader's thread."""
        self.kill()
        self._process.wait()
        self._reader.join()
        self._input.close()
        self._output.close()

    def _read(self) -> None:
        while line := self._output.readline(_LONGEST_LINE):
            report = parse_report(line.decode("ascii", errors="replace"))
            if report is not None:
                self._on_report(self, report)
        self._on_report(self, None)
