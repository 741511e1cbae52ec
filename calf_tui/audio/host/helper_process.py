"""One helper process: started, written to, read, ended."""

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
    """A helper process.

    A thread calls `on_report` with each report, and with None when the process has ended. The
    process has its own process session, so that ctrl+c does not reach it; its error output is
    dropped. If it is started `in_haste`, it gets a high priority where that is allowed. Raises
    `OSError` if it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_report: Callable[[Report | None], None],
        *,
        in_haste: bool = False,
    ) -> None:
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
        if in_haste:
            raise_priority_at_start(self._process.pid)
        self._input = self._process.stdin
        # Without a buffer each byte of a report would be read alone.
        self._output = os.fdopen(os.dup(self._process.stdout.fileno()), "rb")
        self._process.stdout.close()
        self._on_report = on_report
        self._reader = threading.Thread(target=self._read, name="sound reports", daemon=True)
        self._reader.start()

    def send(self, command: Command) -> None:
        """Sends a command. If the helper is gone, nothing happens: the reader reports its end."""
        line = command_line(command).encode()
        try:
            while line:
                line = line[self._input.write(line) :]
        except OSError:
            return

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
                self._on_report(report)
        self._on_report(None)
