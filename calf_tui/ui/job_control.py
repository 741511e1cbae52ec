"""How a shell stops a program and has it go on; nothing of it on Windows."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OF_BACKGROUND = [name for name in ("SIGTTOU", "SIGTTIN") if hasattr(signal, name)]
"""They stop a program that uses a terminal which another one has."""


def stop_job(is_to_end: Callable[[], bool]) -> None:
    """Stops this program and those started with it, as a shell expects it.

    Returns when it may use the terminal again, or is to end; at once where no shell could bring it
    back.
    """
    assert sys.platform != "win32"
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(0, signal.SIGTSTP)  # dropped by the system where nobody controls the job
    signal.signal(signal.SIGTSTP, handler)
    while not is_to_end() and is_in_background():
        os.kill(0, signal.SIGSTOP)


def never_stop_for_the_terminal() -> None:
    """Lets a program that ends in the background use the terminal, which would stop it."""
    for name in OF_BACKGROUND:
        signal.signal(getattr(signal, name), signal.SIG_IGN)


def is_in_background() -> bool:
    """Whether another program has the terminal; not where it controls none."""
    if sys.platform == "win32":
        return False
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp()
    except (OSError, ValueError):
        return False
