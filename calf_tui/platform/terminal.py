"""The terminal in which this program runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def is_terminal() -> bool:
    """Returns whether both input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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


def driver_class() -> type[Driver] | None:
    """Returns our driver on Linux and macOS; None on Windows, for Textual's own driver."""
    if sys.platform == "win32":
        return None
    from calf_tui.platform.terminal_driver import TerminalDriver

    return TerminalDriver
