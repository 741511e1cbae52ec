"""Single key presses from a terminal without screens; none from a pipe."""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

ARROWS = {"\x1b[A": "+", "\x1b[B": "-", "\x1b[C": "n", "\x1b[D": "b"}
"""What terminals send for the arrows, as the keys that mean the same."""


class Keys(Protocol):
    """Where key presses come from."""

    def read(self, seconds: float) -> str:
        """The next key press, waiting for at most so long; empty where none came."""


class NoKeys:
    """Nobody at the keyboard: only time passes."""

    def read(self, seconds: float) -> str:
        """Waits; nothing comes."""
        time.sleep(seconds)
        return ""


class PosixKeys:
    """The keys of a terminal in character mode."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, seconds: float) -> str:
        """The next key press."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return ""
        pressed = os.read(self._descriptor, 32).decode(errors="replace")
        return ARROWS.get(pressed, pressed[:1])


class WindowsKeys:
    """The keys of a Windows console."""

    def read(self, seconds: float) -> str:
        """The next key press."""
        import msvcrt

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():  # type: ignore[attr-defined]
                return str(msvcrt.getwch())  # type: ignore[attr-defined]
            time.sleep(0.02)
        return ""


@contextmanager
def terminal_keys() -> Iterator[Keys]:
    """The keys of this program's own terminal, which is put back as it was afterwards."""
    if not sys.stdin.isatty():
        yield NoKeys()
        return
    if sys.platform == "win32":
        yield WindowsKeys()
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield PosixKeys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
