"""Handles the signals that end, stop and continue the app."""

from __future__ import annotations

import os
import signal
import sys
from asyncio import get_running_loop
from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from calf_tui.core.errors import OF_SIGNAL

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App


PATIENCE_SECONDS = 5.0
"""Seconds that the event loop may take to react to a signal, and then to end [ours]."""
SIGNAL_SECONDS = 0.25
"""Seconds that a signal may take from the thread that receives it to the main one [ours]."""
HANDLED_SIGNALS = ("SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT")
"""The signals that are handled; Textual's driver also handles the last two."""

BACKGROUND_SIGNALS = [name for name in ("SIGTTOU", "SIGTTIN") if hasattr(signal, name)]
"""They stop a program that uses a terminal which another one has."""


def stop_job(is_to_end: Callable[[], bool], is_in_background: Callable[[], bool]) -> None:
    """Stops this program and those started with it, as a shell expects it.

    Returns when it may use the terminal again, or is to end; at once where no shell could bring it
    back. `is_in_background` returns whether another program has the terminal.
    """
    assert sys.platform != "win32"
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(0, signal.SIGTSTP)  # dropped by the system where nobody controls the job
    signal.signal(signal.SIGTSTP, handler)
    while is_in_background() and not _becomes_true(is_to_end):
        os.kill(0, signal.SIGSTOP)


def _becomes_true(is_true: Callable[[], bool]) -> bool:
    """Returns whether it is true within `SIGNAL_SECONDS`.

    Of two signals that wake this program, another thread may take the one that ends it.
    """
    until = monotonic() + SIGNAL_SECONDS
    while not is_true() and monotonic() < until:
        sleep(0.01)
    return is_true()


def never_stop_for_the_terminal() -> None:
    """Lets a program that ends in the background use the terminal, which would stop it."""
    for name in BACKGROUND_SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)


class TerminalSignals:
    """Ends the app on SIGTERM and SIGHUP like a key, and stops it on SIGTSTP until SIGCONT.

    The exit code says which signal ended it. Told to end before it has started, it ends as soon as
    it has: what took the terminal gives it back. Where the loop does not answer for `patience`
    seconds, or the end takes as many more, a thread leaves by force: the journal holds what was
    done.

    It is made before the app and closed after it, which restores the earlier handlers. On Windows,
    which does not have these signals, it does nothing.

    SIGCONT is handled here because Textual takes over the terminal at every SIGCONT, and starts a
    second reader of keys if no SIGTSTP has ended the first: two would share the keys, and one would
    outlive the app. A closed window sends SIGHUP and SIGCONT together.
    """

    def __init__(
        self, is_in_background: Callable[[], bool], *, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._is_in_background = is_in_background
        self._patience = patience
        self._answered = Event()
        self._loop: AbstractEventLoop | None = None
        self._told = 0
        self._has_stopped = False
        self._before = {
            number: signal.getsignal(number)
            for number in (getattr(signal, name, None) for name in HANDLED_SIGNALS)
            if number is not None and sys.platform != "win32"
        }
        if sys.platform != "win32":
            with suppress(ValueError):  # only the main thread may set handlers
                signal.signal(signal.SIGTERM, self._told_to_end)
                signal.signal(signal.SIGHUP, self._told_to_end)

    def close(self) -> None:
        """Restores the earlier handlers."""
        for number, handler in self._before.items():
            with suppress(ValueError):  # only the main thread may set handlers
                signal.signal(number, handler)

    def follow(self, app: App[Any], pause: Callable[[], object]) -> None:
        """Has the signals lead this app from now on, while its loop runs; `pause` before a stop."""
        self._app = app
        self._pause = pause
        self._loop = loop = get_running_loop()
        if self._told:
            self._end()
        if sys.platform != "win32":
            with suppress(ValueError):
                signal.signal(signal.SIGTSTP, self._told_to_stop)
                # The loop calls it after the handler of an end that came before.
                loop.add_signal_handler(signal.SIGCONT, self._continue)

    def _told_to_end(self, number: int, _frame: FrameType | None) -> None:
        """Tells the loop; a signal's own handler runs although the loop is held up."""
        never_stop_for_the_terminal()
        if not self._told:
            self._told = number
            Thread(target=self._watch, daemon=True).start()
        self._tell(self._end)

    def _is_told(self) -> bool:
        return bool(self._told)

    def _tell(self, what: Callable[[], object]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what)

    def _watch(self) -> None:
        if self._answered.wait(self._patience):
            sleep(self._patience)
        os._exit(OF_SIGNAL + self._told)

    def _end(self) -> None:
        never_stop_for_the_terminal()  # Textual has reset it if it took the terminal meanwhile
        self._answered.set()
        if self._app.return_code is None:
            self._app.exit(return_code=OF_SIGNAL + self._told)

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._tell(self._stop)

    def _stop(self) -> None:
        """Restores the terminal, stops the program, and takes over the terminal afterwards."""
        if self._told:
            return
        self._pause()
        with suppress(SuspendNotSupported), self._app.suspend():
            self._has_stopped = True
            stop_job(self._is_told, self._is_in_background)
            if self._is_told():
                self._end()  # before Textual takes over the terminal again

    def _continue(self) -> None:
        if self._told:
            return
        if self._has_stopped:
            self._has_stopped = False
            return
        with suppress(SuspendNotSupported), self._app.suspend():
            pass
