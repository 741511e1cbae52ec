"""Textual's driver for Linux and macOS, extended for terminals that stall or disappear."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from calf_tui.core.errors import TERMINAL_GONE
from calf_tui.platform.foreground import is_in_background
from calf_tui.platform.input_parser import ASK_FOR_ALTERNATE_KEYS, InputParser
from calf_tui.platform.line_writer import WORTH_SAYING_SECONDS, stall_notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message


USUAL_SIZE = (80, 24)
LARGEST_SIZE = (1000, 400)
"""Columns and rows; no screen has more, and a layout of 65,535 would take minutes [ours]."""
AWAITED_SECONDS = 0.1
READ_AT_ONCE = 4096

PATIENCE_SECONDS = 0.25
"""If a write takes longer than this, the terminal has stalled [ours]."""
WRITTEN_AT_ONCE = 1024
"""Bytes of one write; small writes show for how long the terminal took no byte [ours]."""
CLOSING_SECONDS = 0.5
"""How long `stop` waits for the terminal to read the last text [ours]."""


class _Text(NamedTuple):
    text: str
    is_needed: bool


class FrameWriter:
    """A thread that writes texts, and drops what a stalled terminal does not read.

    While a write is not finished, later texts wait. If it takes longer than `PATIENCE_SECONDS`, all
    waiting texts are dropped, and so are new ones until the terminal reads again. The thread then
    calls `repaint` with the seconds for which the terminal took no byte; `repaint` must draw the
    whole screen. The thread calls `gone` once if the terminal no longer exists. `clock` returns
    monotonic seconds. `is_ended` is True once nothing more will be written.
    """

    def __init__(
        self,
        descriptor: int,
        repaint: Callable[[float], None],
        gone: Callable[[], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._repaint = repaint
        self._gone = gone
        self._changed = Condition()
        self._clock = clock
        self._waiting: list[_Text] = []
        self._writing_since: float | None = None
        self._is_dropping = False
        self.is_ended = False
        self._thread = Thread(target=self._run, name="terminal-writer", daemon=True)
        self._thread.start()

    def write(self, text: str, *, is_needed: bool = False) -> None:
        """Adds a text to be written and returns at once; a needed text is never dropped."""
        with self._changed:
            since = self._writing_since
            if since is not None and self._clock() - since > PATIENCE_SECONDS:
                self._is_dropping = True
                self._waiting = [each for each in self._waiting if each.is_needed]
            if not self.is_ended and (is_needed or not self._is_dropping):
                self._waiting.append(_Text(text, is_needed))
                self._changed.notify()

    def stop(self) -> None:
        """Ends the thread when all is written; waits for that at most `CLOSING_SECONDS`."""
        with self._changed:
            self.is_ended = True
            self._changed.notify()
        self._thread.join(CLOSING_SECONDS)

    def _run(self) -> None:
        try:
            while (text := self._next()) is not None:
                self._go_on(self._write_whole(text.encode("utf-8", "replace")))
        except OSError:
            with self._changed:
                self.is_ended, self._waiting = True, []
            self._gone()

    def _next(self) -> str | None:
        """Waits for texts and returns them joined; None at the end."""
        with self._changed:
            while not self._waiting:
                if self.is_ended:
                    return None
                self._changed.wait()
            text = "".join(each.text for each in self._waiting)
            self._waiting, self._writing_since = [], self._clock()
            return text

    def _write_whole(self, data: bytes) -> float:
        """Writes all data; returns the longest time in seconds for which the terminal took none."""
        longest = 0.0
        while data:
            since = self._clock()
            data = data[os.write(self._descriptor, data[:WRITTEN_AT_ONCE]) :]
            longest = max(longest, self._clock() - since)
        return longest

    def _go_on(self, seconds: float) -> None:
        """Ends a stall: if texts were dropped, the screen is drawn again."""
        with self._changed:
            dropped, self._is_dropping = self._is_dropping, False
            self._writing_since = None
        if dropped:
            self._repaint(seconds)


class TerminalDriver(LinuxDriver):
    """A driver that never waits for the terminal, and ends the app if the terminal disappears.

    It replaces sizes of 0 and bounds sizes that are too large.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._is_between_modes = True
        # The first layout must have the size of the first event: two different sizes would make
        # the app lay out the screen for ever.
        self._size = self._size or self._get_terminal_size()
        self._frames = self._new_writer()

    def write(self, data: str) -> None:
        """Writes data, or drops it if the terminal has stalled.

        The data that starts and stops application mode is never dropped.
        """
        self._frames.write(data, is_needed=self._is_between_modes)

    def start_application_mode(self) -> None:
        """Takes over the terminal, also after a suspension."""
        self._is_between_modes = True
        if self._frames.is_ended:
            self._frames = self._new_writer()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not constants.DISABLE_KITTY_KEY:
            self.write(ASK_FOR_ALTERNATE_KEYS)
        self._is_between_modes = False

    def resume_application_mode(self) -> None:
        """Takes over the terminal again, unless the app was asked to end in between."""
        if self._app.return_code is None:
            super().resume_application_mode()

    def stop_application_mode(self) -> None:
        """Restores the terminal, even if it has not read everything yet."""
        self._is_between_modes = True
        if is_in_background(self.fileno):
            self.attrs_before = None  # the program in the foreground has set its own attributes
        super().stop_application_mode()

    def close(self) -> None:
        """Ends the driver without waiting for a stalled terminal."""
        super().close()
        self._frames.stop()

    def run_input_thread(self) -> None:
        """Reads input until the app ends or the terminal disappears."""
        parser = InputParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                typed = ""
                if selector.select(AWAITED_SECONDS):
                    data = self._read()
                    if not data:
                        self._leave()
                        return
                    typed = decode(data)
                for message in (*parser.feed(typed), *parser.tick()):
                    self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Passes a message to the app.

        A size that comes as input is bounded, and dropped if the app did not ask for such sizes.
        """
        if isinstance(message, events.Resize):
            if not self._in_band_window_resize:
                return
            size = Size(*_usable(message.size.width, message.size.height))
            message = events.Resize(size, size, pixel_size=message.pixel_size)
        if self._app.return_code is None:  # an app that ends answers no key
            super().process_message(message)

    def _new_writer(self) -> FrameWriter:
        assert self._file is not None  # the app is only run if the output is a terminal
        return FrameWriter(self._file.fileno(), self._come_back, self._leave)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, READ_AT_ONCE)
        except OSError:
            return b""

    def _get_terminal_size(self) -> tuple[int, int]:
        return _usable(*super()._get_terminal_size())

    def _come_back(self, seconds: float) -> None:
        """Is called from the writer's thread when the terminal reads again."""
        self._call(lambda: self._repaint(seconds))

    def _repaint(self, seconds: float) -> None:
        """Draws the whole screen, with a notice if the stall was long."""
        screen = self._app.screen
        if seconds <= WORTH_SAYING_SECONDS:
            screen.refresh()
            return
        # The notice causes a new layout, which draws everything that is marked here.
        screen._compositor.update_widgets({screen})
        self._app.notify(stall_notice(seconds), timeout=10)

    def _leave(self) -> None:
        """From any thread: the terminal is gone."""
        self._call(self._end)

    def _end(self) -> None:
        if self._app.return_code is None:  # what ended it first is what it says
            self._app.exit(return_code=TERMINAL_GONE)

    def _call(self, what: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what)


def _usable(width: int, height: int) -> tuple[int, int]:
    """Returns the size within bounds; a 0 is replaced with the usual size."""
    columns, rows = USUAL_SIZE
    return min(width or columns, LARGEST_SIZE[0]), min(height or rows, LARGEST_SIZE[1])
