"""Reads single key presses from a terminal without screens.

A pipe has no keys; its end ends the program. Signals end the program only while it waits for a key,
so that nothing is left half done.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from calf_tui.core.errors import TERMINAL_GONE
from calf_tui.ui.keys.keyboard_layouts import latin_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

UP, DOWN = "up", "down"
ARROWS = {"\x1b[A": UP, "\x1b[B": DOWN, "\x1b[C": "n", "\x1b[D": "b"}
"""The sequences of the arrow keys; left and right mean the same as b and n."""

TICK_SECONDS = 0.1
"""Seconds of one wait for a key."""
PATIENCE_SECONDS = 60.0
"""Seconds to wait for an answer that is not required [ours]."""
ENDING = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""The signals that end the program; Windows has only one of them."""
OF_BACKGROUND = [name for name in ("SIGTTOU", "SIGTTIN") if hasattr(signal, name)]
"""The signals that stop a program in the background if it uses the terminal."""


class Keys(Protocol):
    """A source of key presses."""

    @property
    def patience(self) -> float:
        """Seconds to wait for an answer that is not required; 0 if nobody can answer."""

    def read(self, seconds: float) -> str:
        """Waits at most `seconds` for a key press and returns it; "" if there is none."""


class NoKeys:
    """No keys, for Windows without a console."""

    patience = 0.0

    def read(self, seconds: float) -> str:
        """Waits and returns ""."""
        time.sleep(seconds)
        return ""


class PipedInput:
    """Input that is not a terminal: its content is ignored, its end ends the program."""

    patience = 0.0

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, seconds: float) -> str:
        """Waits and returns ""; raises `SystemExit` when the input has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if read_input(self._descriptor, left) == b"":
                raise SystemExit(0)
        return ""


class PosixKeys:
    """The keys of a terminal in character mode."""

    patience = PATIENCE_SECONDS

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, seconds: float) -> str:
        """Returns the next key press; raises `SystemExit` when the terminal is gone."""
        data = read_input(self._descriptor, seconds)
        if data == b"":
            raise SystemExit(TERMINAL_GONE)
        pressed = (data or b"").decode(errors="replace")
        return ARROWS.get(pressed, pressed[:1])


def read_input(descriptor: int, seconds: float) -> bytes | None:
    """Returns the input within `seconds`; None if there is none, b"" at the end."""
    if not select.select([descriptor], [], [], seconds)[0]:
        return None
    try:
        return os.read(descriptor, 32)
    except OSError:  # the terminal hung up
        return b""


class WindowsKeys:
    """The keys of a Windows console."""

    patience = PATIENCE_SECONDS

    def read(self, seconds: float) -> str:
        """Returns the next key press."""
        import msvcrt

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():  # type: ignore[attr-defined]
                return str(msvcrt.getwch())  # type: ignore[attr-defined]
            time.sleep(0.02)
        return ""


class EndingKeys:
    """Keys that raise `SystemExit` after a signal that ends the program."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._is_ending = False

    @property
    def patience(self) -> float:
        """The patience of the keys themselves."""
        return self._keys.patience

    def end(self, _number: int, _frame: FrameType | None) -> None:
        """Handles a signal that ends the program.

        It also ignores the signals that would stop the program when it last uses the terminal.
        """
        self._is_ending = True
        for name in OF_BACKGROUND:
            signal.signal(getattr(signal, name), signal.SIG_IGN)

    def read(self, seconds: float) -> str:
        """Returns the next key press; raises `SystemExit` after a signal."""
        pressed = "" if self._is_ending else self._keys.read(seconds)
        if self._is_ending:
            raise SystemExit(0)
        return _as_latin(pressed)


def _as_latin(pressed: str) -> str:
    """Returns the lower-case Latin key in the position of the key, or the key itself."""
    read = list(latin_keys(pressed)) if len(pressed) == 1 else []
    return read[-1][1] if read else pressed


@contextmanager
def ending_keys() -> Iterator[Keys]:
    """Gives the keys of this program's terminal; SIGTERM and SIGHUP end it like a key."""
    with _terminal_keys() as keys:
        ending = EndingKeys(keys)
        before = {name: signal.getsignal(getattr(signal, name)) for name in ENDING + OF_BACKGROUND}
        for name in ENDING:
            signal.signal(getattr(signal, name), ending.end)
        try:
            yield ending
        finally:
            for name, handler in before.items():
                signal.signal(getattr(signal, name), handler)


@contextmanager
def _terminal_keys() -> Iterator[Keys]:
    """Gives the keys of the terminal, and restores the terminal afterwards."""
    if sys.platform == "win32":
        yield WindowsKeys() if sys.stdin.isatty() else NoKeys()
        return
    if not sys.stdin.isatty():
        yield PipedInput(sys.stdin.fileno())
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def take_again(*_: object) -> None:
        """Sets the terminal again after a stop, without waiting for it to read all output."""
        with suppress(termios.error):  # the terminal may be gone
            tty.setcbreak(descriptor, termios.TCSANOW)

    tty.setcbreak(descriptor)
    go_on = signal.signal(signal.SIGCONT, take_again)
    try:
        yield PosixKeys(descriptor)
    finally:
        signal.signal(signal.SIGCONT, go_on)
        with suppress(termios.error):  # the terminal may be gone
            if not _is_in_background(descriptor):
                termios.tcsetattr(descriptor, termios.TCSANOW, before)


def _is_in_background(descriptor: int) -> bool:
    """Returns whether another program has the terminal, with its own attributes."""
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:  # this process has no controlling terminal
        return False
