"""The terminal in which this program runs."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from calf_tui.core.errors import TERMINAL_GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

WORTH_SAYING_SECONDS = 10.0
"""A longer stall is told to the runner [ours]."""


def stall_notice(seconds: float) -> str:
    """Returns the sentence about a stall of so many seconds."""
    return f"The terminal did not read for {seconds:.0f} seconds. Nothing else waited."


def is_terminal() -> bool:
    """Returns whether both input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_in_background(descriptor: int = 0) -> bool:
    """Returns whether another program has the terminal of this descriptor; never on Windows."""
    if sys.platform == "win32":
        return False
    try:
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    except OSError:  # it is not the terminal of this session
        return False


def draws_blocks() -> bool:
    """Returns whether the encoding of the output has the signs that the screens draw."""
    try:
        "█▁→●".encode(sys.stdout.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def ring_terminal() -> None:
    """Rings the bell of the terminal."""
    sys.stdout.write("\a")
    sys.stdout.flush()


def wait_with_terminal(seconds: float, descriptor: int = 1) -> None:
    """Waits; raises `SystemExit` as soon as the terminal of the output is gone."""
    if sys.platform == "win32":
        sleep(seconds)
        return
    import select

    until = monotonic() + seconds
    hangs_up = select.poll()
    hangs_up.register(descriptor, 0)
    if any(event & select.POLLHUP for _, event in hangs_up.poll(seconds * 1000)):
        raise SystemExit(TERMINAL_GONE)
    sleep(max(0.0, until - monotonic()))  # it is a broken pipe, or cannot be waited for


@contextmanager
def no_echo(descriptor: int = 0) -> Iterator[None]:
    """Shows no key that is pressed meanwhile, and leaves the terminal as it was.

    Ended by a signal, too. Keys wait for who reads next. Nothing where it is no terminal, or
    another program has it.
    """
    if sys.platform == "win32" or not os.isatty(descriptor):
        yield
        return
    import termios

    if is_in_background(descriptor):  # the change would stop this program
        yield
        return
    before = termios.tcgetattr(descriptor)
    quiet = termios.tcgetattr(descriptor)
    quiet[3] &= ~termios.ECHO
    ending = {each: signal.signal(each, _end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)
        yield
    finally:
        with suppress(termios.error):  # it hung up
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        for each, handler in ending.items():
            signal.signal(each, handler)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
