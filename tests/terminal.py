"""Runs a program in a pseudo-terminal, for end-to-end tests and benchmarks."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tests.full import MUTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

COLUMNS, ROWS = 80, 24
OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
TERMINAL_GONE = 129
"""The exit code of a program whose terminal hung up."""
HOLDS = """\
name = "Holds"
get_ready = 1
[[step]]
exercise = "downward_dog"
sets = {sets}
seconds = {seconds}
rest = {rest}
"""


def command_to_hold(
    folder: Path, sets: int, seconds: int, rest: int, options: Sequence[str] = MUTED
) -> list[str]:
    """Returns a command that trains short sets, with all its files in the folder."""
    routine = folder / "holds.toml"
    routine.write_text(HOLDS.format(sets=sets, seconds=seconds, rest=rest))
    files = ["--data", str(folder / "training.json"), "--config", str(folder)]
    return [sys.executable, "-u", "-m", "calf_tui", *files, *options, "start", str(routine)]


def controlling(command: Sequence[str]) -> list[str]:
    """The same command, with its terminal as its controlling one, as a shell starts it."""
    return [sys.executable, "-c", OWN_TERMINAL, *command]


def kept_sessions(folder: Path) -> list[dict[str, Any]]:
    """Returns the documents that such a command has saved in the folder."""
    data = folder / "training.json"
    if not data.exists():
        return []
    documents = json.loads(data.read_text()).get("sessions", {}).values()
    return [each for each in documents if not each.get("deleted")]


class Terminal:
    """The terminal of a program: `output` is what it has written so far."""

    def __init__(self, master: int, name: str, process: subprocess.Popen[bytes]) -> None:
        self._master = master
        self._name = name
        self.process = process
        self.output = ""
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode

    def read_for(self, seconds: float) -> None:
        """Reads output for this many seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and self.read_once(left):
            pass

    def wait_for(self, text: str, seconds: float = 10.0, since: int = 0) -> None:
        """Reads until the output from `since` on has the text; fails after `seconds`."""
        until = time.monotonic() + seconds
        while text not in self.output[since:]:
            left = until - time.monotonic()
            if left <= 0 or not self.read_once(left):
                raise AssertionError(f"{text!r} did not appear; got {self.output[-2000:]!r}")

    def press(self, keys: str) -> None:
        """Types keys."""
        os.write(self._master, keys.encode())

    def pour(self, text: str) -> None:
        """Types much at once, as fast as it is taken, until the program has ended."""
        data = text.encode("utf-8", "surrogatepass")
        os.set_blocking(self._master, False)
        while data and self.process.poll() is None:
            _, can_write, _ = select.select([], [self._master], [], 0.05)
            if can_write:
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data[:65536]) :]
            self.read_once(0)
        os.set_blocking(self._master, True)

    def resize(self, rows: int, columns: int) -> None:
        """Changes its size; the program whose controlling terminal it is is told so."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def freeze(self) -> None:
        """Reads nothing from now on, like a terminal whose connection is lost."""
        self._flow(termios.TCOOFF)

    def thaw(self) -> None:
        """Reads again."""
        self._flow(termios.TCOON)

    def _flow(self, action: int) -> None:
        slave = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        try:
            termios.tcflow(slave, action)
        finally:
            os.close(slave)

    @property
    def is_closed(self) -> bool:
        """Whether the window was closed."""
        return self._master < 0

    def close_window(self) -> None:
        """Closes the terminal and sends SIGHUP to the program if it still runs."""
        os.close(self._master)
        self._master = -1
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGHUP)

    def let_go(self) -> int:
        """Returns the master end, which the caller must close; sends no signal."""
        master, self._master = self._master, -1
        return master

    def wait_for_end(self, seconds: float = 10.0) -> int:
        """Reads until the program has ended; returns its exit code."""
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            self.read_once(0.05)
        return self.process.wait(timeout=1)

    def read_once(self, seconds: float, at_most: int = 65536) -> bool:
        """Reads once, at most `at_most` bytes; returns whether the terminal is still open."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            self.output += self._decode(os.read(self._master, at_most))
        except OSError:
            return False
        return True


@contextmanager
def run_in_terminal(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    size: tuple[int, int] = (COLUMNS, ROWS),
) -> Iterator[Terminal]:
    """Runs a program in a new terminal, and kills it afterwards."""
    master, slave = pty.openpty()
    name = os.ttyname(slave)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
    )
    os.close(slave)
    terminal = Terminal(master, name, process)
    try:
        yield terminal
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if not terminal.is_closed:
            terminal.close_window()


def settle(terminal: Terminal, seconds: float = 10.0) -> None:
    """Reads until next to nothing more is written; fails where that is not within the seconds."""
    until = time.monotonic() + seconds
    before = -1
    while len(terminal.output) - before > 500:
        assert time.monotonic() < until
        before = len(terminal.output)
        terminal.read_for(0.5)
