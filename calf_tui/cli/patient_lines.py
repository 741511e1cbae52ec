"""Prints lines to a terminal that may not read them for a while."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from calf_tui.cli.output import give_up, print_line
from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLOSING_SECONDS = 0.5
"""How long a program that is told to end waits for the terminal to read the last lines [ours]."""


@contextmanager
def patient_lines() -> Iterator[Callable[[str], None]]:
    """Gives `print_line`, or for a terminal one that returns at once although it does not read.

    The lines are written by the end of the block. If that is a `SystemExit`, it waits only a
    moment for that.
    """
    if sys.platform == "win32" or not sys.stdout.isatty():
        yield print_line
        return
    from calf_tui.platform.line_writer import LineWriter

    encoding = sys.stdout.encoding

    def encode(line: str) -> bytes:
        return f"{encodable_text(terminal_text(line), encoding)}\n".encode(encoding)

    lines = LineWriter(sys.stdout.fileno(), encode)

    def write(line: str) -> None:
        try:
            lines.write(line)
        except OSError as error:
            give_up(error)

    try:
        yield write
    except SystemExit:
        with suppress(OSError):
            lines.finish(CLOSING_SECONDS)
        raise
    except UserError:
        with suppress(OSError):
            lines.finish()
        raise
    try:
        lines.finish()
    except OSError as error:
        give_up(error)
