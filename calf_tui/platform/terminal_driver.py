"""Textual's driver for Linux and macOS, extended for terminals that stall or disappear."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._compositor import LayoutUpdate
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from calf_tui.core.errors import TERMINAL_GONE
from calf_tui.platform.frame_writer import FrameWriter
from calf_tui.platform.input_parser import ASK_FOR_ALTERNATE_KEYS, InputParser
from calf_tui.platform.terminal import is_in_background

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message
    from textual.strip import Strip


USUAL_SIZE = (80, 24)
LARGEST_SIZE = (1000, 400)
"""Columns and rows; no screen has more, and a layout of 65,535 would take minutes [ours]."""
SMALLEST_SIZE = (20, 4)
"""A smaller terminal shows a part of this: some layouts in a few columns never settle [ours]."""
AWAITED_SECONDS = 0.1
READ_AT_ONCE = 4096
END_OF_SYNCHRONIZED_UPDATE = "\x1b[?2026l"


class TerminalDriver(LinuxDriver):
    """A driver that never waits for the terminal, and ends the app if the terminal disappears.

    It replaces sizes of 0 and bounds sizes that are too small or too large.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._is_between_modes = True
        # The first layout must have the size of the first event: two different sizes would make
        # the app lay out the screen for ever.
        self._size = self._size or self._get_terminal_size()
        self._frames = self._new_writer()
        self._shown: list[Strip] = []
        """The rows on the terminal if they are known: if nothing was written after a repaint."""
        self._shown_size = Size()

    def write(self, data: str) -> None:
        """Writes data, or drops it if the terminal is slow or has stalled.

        The data that starts and stops application mode is never dropped.
        """
        is_taken = self._frames.write(data, is_needed=self._is_between_modes)
        if is_taken or self._app.size != self._shown_size:
            self._shown = []

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
        """Passes a message to the app; sizes that come unasked are dropped, others bounded."""
        if isinstance(message, events.Resize):
            if not self._in_band_window_resize:
                return
            size = Size(*usable_size(message.size.width, message.size.height))
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
        return usable_size(*super()._get_terminal_size())

    def _come_back(self, seconds: float) -> None:
        """Is called from the writer's thread when the terminal has read what it was behind with."""
        self._call(lambda: self._repaint(seconds))

    def _repaint(self, seconds: float) -> None:
        """Brings the screen up to date, with a notice if the stall was long."""
        from calf_tui.platform.stalled_terminal import WORTH_SAYING_SECONDS, stall_notice

        text = ""
        try:
            if not self._is_between_modes and self._app.screen_stack:
                text = self._draw_changes()
        finally:
            self._frames.paint(text)
        if text and seconds > WORTH_SAYING_SECONDS:
            self._app.notify(stall_notice(seconds), timeout=10)

    def _draw_changes(self) -> str:
        """Returns the text that draws all of the screen that the terminal does not show."""
        from calf_tui.platform.stalled_terminal import changes  # only after a stall

        update = self._app.screen._compositor.render_update(
            full=True, screen_stack=self._app._background_screens, simplify=True
        )
        assert isinstance(update, LayoutUpdate)
        rows = [row for line in update.strips for row in line]
        text = changes(self._shown, rows, self._app.console)
        if not self._shown:
            text = END_OF_SYNCHRONIZED_UPDATE + text  # it may have been dropped
        self._shown, self._shown_size = rows, self._app.size
        return text

    def _leave(self) -> None:
        """From any thread: the terminal is gone."""
        self._call(self._end)

    def _end(self) -> None:
        if self._app.return_code is None:  # what ended it first is what it says
            self._app.exit(return_code=TERMINAL_GONE)

    def _call(self, what: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what)


def usable_size(width: int, height: int) -> tuple[int, int]:
    """Returns the size within bounds; a 0 is replaced with the usual size."""
    told = (width or USUAL_SIZE[0], height or USUAL_SIZE[1])
    columns, rows = map(max, SMALLEST_SIZE, map(min, told, LARGEST_SIZE))
    return columns, rows
