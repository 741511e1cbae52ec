"""What the system tells a program about its terminal: it is to end, or goes on after a stop."""

from __future__ import annotations

import os
import signal
from asyncio import get_running_loop
from contextlib import suppress
from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App


OF_SIGNAL = 128
"""And its number: the exit code of a program that a signal ended."""
PATIENCE_SECONDS = 5.0
"""For which the event loop may leave a signal to end unanswered, and the end may take [ours]."""


class TerminalSignals:
    """Ends the app on SIGTERM and SIGHUP as a key does, and takes the terminal again on SIGCONT.

    Told to end before it has started, it says so with its exit code. Where the loop does not answer
    for `patience` seconds, or the end takes as many more, a thread leaves by force: the journal
    holds what was done.

    Made while the app's loop runs. Windows has none of these, and nothing is done there.

    Textual takes the terminal again at every SIGCONT, and starts a second reader of keys where no
    SIGTSTP had ended the first: after a plain stop two would share the keys, and one of them would
    outlive the app. A closed window sends SIGHUP and SIGCONT in one breath.
    """

    def __init__(
        self,
        app: App[Any],
        is_started: Callable[[], bool],
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._app = app
        self._is_started = is_started
        self._patience = patience
        self._answered = Event()
        self._is_ending = False
        self._has_let_go = False
        with suppress(AttributeError, NotImplementedError, ValueError):
            self._take_over()

    def _take_over(self) -> None:
        self._loop = loop = get_running_loop()
        self._go_on = signal.getsignal(signal.SIGCONT)
        self._let_go = signal.getsignal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._stop)
        # By way of the loop, which runs it after the handler of an end that came first.
        loop.add_signal_handler(signal.SIGCONT, self._continue)
        for each in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, self._told_to_end)

    def _told_to_end(self, number: int, _frame: FrameType | None) -> None:
        """Tells the loop; a signal's own handler runs although the loop is held up."""
        if not self._is_ending:
            self._is_ending = True
            Thread(target=self._watch, args=(OF_SIGNAL + number,), daemon=True).start()
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end, number)

    def _watch(self, code: int) -> None:
        if self._answered.wait(self._patience):
            sleep(self._patience)
        os._exit(code)

    def _end(self, number: int) -> None:
        self._answered.set()
        self._app.exit(return_code=0 if self._is_started() else OF_SIGNAL + number)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._has_let_go = True
        if callable(self._let_go):
            self._let_go(number, frame)

    def _continue(self) -> None:
        if self._is_ending:
            return
        if self._has_let_go and callable(self._go_on):
            self._has_let_go = False
            self._go_on(signal.SIGCONT, None)
            return
        with suppress(SuspendNotSupported), self._app.suspend():
            pass
