"""The commands that train: the app, `start` and `demo`; lines of text wait for no terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import wait_for_other, wiring_of, wiring_with_settings
from calf_tui.cli.output import (
    discard_output,
    end_without_output,
    print_line,
    print_notice,
    wrapped_for,
)
from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import encodable_text, terminal_text
from calf_tui.platform.terminal import (
    WORTH_SAYING_SECONDS,
    draws_blocks,
    is_terminal,
    stall_notice,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from calf_tui.core.routines.routine import Routine
    from calf_tui.wiring import Wiring

CLOSING_SECONDS = 0.5
"""How long a program that is told to end waits for the terminal to read the last lines [ours]."""


def train(options: Namespace) -> None:
    """Runs the app, beginning with a routine if one is named, or a session in lines of text."""
    name = getattr(options, "routine", None)
    is_plain = options.plain or os.environ.get("TERM") == "dumb"
    if not is_plain and is_terminal() and not draws_blocks():
        is_plain = True
        print_notice(
            f"This terminal is set to {sys.stdout.encoding}, which has no signs for the screens: "
            "here are lines of text. For the screens, set LC_ALL to a UTF-8 locale such as C.UTF-8."
        )
    wiring = wiring_with_settings(options) if is_plain else wiring_of(options)
    if is_plain or is_terminal():
        wait_for_other(wiring.is_in_use)
    routine = _named(name, wiring) if name else None
    if routine or not is_terminal():
        wiring.reading_trainer().require_writable()
    if is_plain:
        try:
            with printing_without_waiting() as write:
                untold = wiring.run_plain(
                    routine, lambda line: write(wrapped_for(line, sys.stdout))
                )
        except SystemExit:
            discard_output()  # the terminal may never take what is left of it
            raise
    elif is_terminal():
        untold = wiring.run_app(routine)
    else:
        raise UserError(
            "Calf TUI needs a terminal to show its screens; run it in one, "
            "or add --plain for lines of text."
        )
    for notice in untold:
        print_notice(notice)


def _named(name: str, wiring: Wiring) -> Routine:
    from calf_tui.core.session.guided_heel_rise_test import routine_or_test  # slow, rarely used

    return routine_or_test(name, wiring.routines())


def demo(options: Namespace) -> None:
    """Runs the app with the demo's records; the runner's own are not touched."""
    if not is_terminal() or not draws_blocks():
        raise UserError("The demo needs a terminal in UTF-8 to show its screens; run it in one.")
    with wiring_of(options).demo() as wiring:
        wiring.run_app(None)


class LineWriter:
    """A thread that writes lines in order, so that a stalled terminal holds up nobody else.

    After a long stall it adds a line that says so. `clock` returns monotonic seconds.
    """

    def __init__(
        self,
        descriptor: int,
        encode: Callable[[str], bytes],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._encode = encode
        self._clock = clock
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._error: OSError | None = None
        self._thread = Thread(target=self._run, name="line-writer", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Adds a line to be written; raises `OSError` if an earlier one could not be."""
        if self._error is not None:
            raise self._error
        self._lines.put(line)

    def finish(self, seconds: float | None = None) -> None:
        """Waits until all is written, at most so many seconds; raises `OSError` as `write` does."""
        self._lines.put(None)
        self._thread.join(seconds)
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                since = self._clock()
                self._write_whole(line)
                if (seconds := self._clock() - since) > WORTH_SAYING_SECONDS:
                    self._write_whole(stall_notice(seconds))
        except OSError as error:
            self._error = error

    def _write_whole(self, line: str) -> None:
        data = self._encode(line)
        while data:
            data = data[os.write(self._descriptor, data) :]


@contextmanager
def printing_without_waiting() -> Iterator[Callable[[str], None]]:
    """Gives `print_line`, or for a terminal one that returns at once although it does not read.

    The lines are written by the end of the block. If that is a `SystemExit`, it waits only a
    moment for that.
    """
    if sys.platform == "win32" or not sys.stdout.isatty():
        yield print_line
        return
    encoding = sys.stdout.encoding

    def encode(line: str) -> bytes:
        return f"{encodable_text(terminal_text(line), encoding)}\n".encode(encoding)

    lines = LineWriter(sys.stdout.fileno(), encode)

    def write(line: str) -> None:
        try:
            lines.write(line)
        except OSError as error:
            end_without_output(error)

    try:
        yield write
    except (SystemExit, UserError) as ending:
        with suppress(OSError):
            lines.finish(CLOSING_SECONDS if isinstance(ending, SystemExit) else None)
        raise
    try:
        lines.finish()
    except OSError as error:
        end_without_output(error)
