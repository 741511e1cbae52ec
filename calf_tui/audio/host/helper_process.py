"""The helper process as the app holds it: started, written to, read, ended."""

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
"""Characters of a report; whatever is longer is none."""


def _environment() -> dict[str, str]:
    """What the helper needs of its surroundings.

    simpleaudio frees memory outside the interpreter's lock, which plain malloc alone allows. The
    package is found where the app found it; a file in the runner's folder is never a module. A
    PulseAudio or PipeWire server is given a second ahead, whatever the library asks for: with
    simpleaudio's tenth, a busy machine hears gaps.
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
    """One life of the helper. `on_report` is called from a thread of its own, at last with None.

    The process has a session of its own, so ctrl+c does not reach it, and an error output that
    goes nowhere. One started `in_haste` is started before anything ordinary, where that is allowed.
    Raises `OSError` where it cannot be started.
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
        self._input, self._output = self._process.stdin, self._process.stdout
        self._on_report = on_report
        self._reader = threading.Thread(target=self._read, name="sound reports", daemon=True)
        self._reader.start()

    def tell(self, command: Command) -> None:
        """Sends a command; that a helper is gone is for its reader to notice."""
        line = command_line(command).encode()
        try:
            while line:
                line = line[self._input.write(line) :]
        except OSError:
            return

    def kill(self) -> None:
        """Ends it and what it started, from any thread; what sounds falls silent."""
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
        """Kills it and leaves nothing open; not from the reader's thread."""
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
