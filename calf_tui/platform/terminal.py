"""The terminal this program runs in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def is_terminal() -> bool:
    """Whether somebody can read the screen and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def draws_blocks() -> bool:
    """Whether the terminal is told to be one that can draw the screens' signs."""
    try:
        "█▁→●".encode(sys.stdout.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def ring_terminal() -> None:
    """Rings its bell."""
    sys.stdout.write("\a")
    sys.stdout.flush()


def driver_class() -> type[Driver] | None:
    """What shows the app's screens: ours on Linux and macOS; None for Textual's own."""
    if sys.platform == "win32":
        return None
    from calf_tui.platform.terminal_driver import TerminalDriver

    return TerminalDriver
