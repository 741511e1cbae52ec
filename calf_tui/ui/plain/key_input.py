"""Reads single key presses from a terminal without screens; a pipe has none.

Signals end the program only while it waits for a key, so that nothing is left half done.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from contextlib import contextmanager, suppress
from threading import Timer
from typing import TYPE_CHECKING

from calf_tui.core.errors import OF_SIGNAL, TERMINAL_GONE
from calf_tui.ui.keys.keyboard_layouts import latin_keys
from calf_tui.ui.plain.console import DOWN, UP
from calf_tui.ui.terminal_signals import BACKGROUND_SIGNALS, never_stop_for_the_terminal, stop_job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from calf_tui.ui.plain.console import Keys

ARROWS = {"\x1b[A": UP, "\x1b[B": DOWN, "\x1b[C": "n", "\x1b[D": "b"}
"""The sequences of the arrow keys; left and right mean the same as b and n."""

PATIENCE_SECONDS = 60.0
"""[ours]"""
LEAVES_WITHIN_SECONDS = 10.0
"""Of a signal to end; then it leaves by force, and the journal holds what was done [ours]."""
ENDING = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
STOPPING = [name for name in ("SIGTSTP",) if hasattr(signal, name)]
"""Windows has but one of the three."""


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
    """Keys that raise `SystemExit` instead of the next press, once a signal asked for the end.

    Its exit code says which signal. It is also raised in the midst of a line that the terminal does
    not take. After `leaves_within` seconds it leaves by force. Asked to stop, it calls
    `around_stop` with what stops the program until it goes on. `is_in_background` returns whether
    another program has the terminal. `patience` is that of the keys.
    """

    def __init__(
        self,
        keys: Keys,
        is_in_background: Callable[[], bool],
        *,
        leaves_within: float = LEAVES_WITHIN_SECONDS,
    ) -> None:
        self._keys = keys
        self.patience = keys.patience
        self._is_in_background = is_in_background
        self._leaves_within = leaves_within
        self.around_stop: Callable[[Callable[[], None]], None] = lambda stop: stop()
        self._code = 0
        self._is_to_stop = False
        self._is_writing = False

    def end(self, number: int, _frame: FrameType | None) -> None:
        """What a signal does. Without its terminal, it would stop at the last use of it."""
        never_stop_for_the_terminal()
        if not self._code:
            self._code = OF_SIGNAL + number
            by_force = Timer(self._leaves_within, os._exit, [self._code])
            by_force.daemon = True
            by_force.start()
        if self._is_writing:
            raise SystemExit(self._code)

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """What a signal to stop does: it waits for the next look at the keys."""
        self._is_to_stop = True

    def read(self, seconds: float) -> str:
        """The next key press."""
        pressed = "" if self._code else self._keys.read(seconds)
        self._end_if_told()
        if self._is_to_stop:
            self._is_to_stop = False
            self.around_stop(lambda: stop_job(lambda: bool(self._code), self._is_in_background))
            self._end_if_told()
        return _as_latin(pressed)

    def interrupting(self, write: Callable[[str], None]) -> Callable[[str], None]:
        """The same `write`, which a signal to end ends although the terminal does not read."""

        def write_or_end(text: str) -> None:
            self._is_writing = True
            try:
                self._end_if_told()
                write(text)
            finally:
                self._is_writing = False

        return write_or_end

    def _end_if_told(self) -> None:
        if self._code:
            raise SystemExit(self._code)


def _as_latin(pressed: str) -> str:
    """Returns the lower-case Latin key in the position of the key, or the key itself."""
    read = list(latin_keys(pressed)) if len(pressed) == 1 else []
    return read[-1][1] if read else pressed


@contextmanager
def ending_keys(is_in_background: Callable[[], bool]) -> Iterator[EndingKeys]:
    """The keys of this program's own terminal; signals end it, or stop it, as keys would."""
    with _terminal_keys(is_in_background) as keys:
        ending = EndingKeys(keys, is_in_background)
        taken = ENDING + STOPPING + BACKGROUND_SIGNALS
        before = {name: signal.getsignal(getattr(signal, name)) for name in taken}
        for name in ENDING:
            signal.signal(getattr(signal, name), ending.end)
        for name in STOPPING:
            signal.signal(getattr(signal, name), ending.stop)
        try:
            yield ending
        finally:
            for name, handler in before.items():
                signal.signal(getattr(signal, name), handler)


@contextmanager
def _terminal_keys(is_in_background: Callable[[], bool]) -> Iterator[Keys]:
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
            if not is_in_background():  # who has it would stop this program for it
                tty.setcbreak(descriptor, termios.TCSANOW)

    tty.setcbreak(descriptor)
    go_on = signal.signal(signal.SIGCONT, take_again)
    try:
        yield PosixKeys(descriptor)
    finally:
        signal.signal(signal.SIGCONT, go_on)
        with suppress(termios.error):  # it may be gone
            if not is_in_background():  # who has it now has set it up
                termios.tcsetattr(descriptor, termios.TCSANOW, before)
