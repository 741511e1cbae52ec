"""Textual's driver for Linux and macOS, extended for terminals that stall or disappear."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias

from rich.cells import get_character_cell_size
from textual import constants, events
from textual._compositor import LayoutUpdate
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from calf_tui.core.errors import TERMINAL_GONE
from calf_tui.platform.frame_writer import FrameWriter
from calf_tui.platform.input_parser import ASK_FOR_ALTERNATE_KEYS, InputParser
from calf_tui.platform.terminal import WORTH_SAYING_SECONDS, is_in_background, stall_notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console
    from rich.style import Style
    from textual.app import App
    from textual.message import Message
    from textual.strip import Strip

    Cell: TypeAlias = tuple[str, Style | None]

USUAL_SIZE = (80, 24)
LARGEST_SIZE = (1000, 400)
"""Columns and rows; no screen has more, and a layout of 65,535 would take minutes [ours]."""
SMALLEST_SIZE = (20, 4)
"""A smaller terminal shows a part of this: some layouts in a few columns never settle [ours]."""
AWAITED_SECONDS = 0.1
READ_AT_ONCE = 4096
CLOSE = 8
"""Cells between two changes of a row; to write them is about as long as to skip them [ours]."""
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


def changes(before: Sequence[Strip], after: Sequence[Strip], console: Console) -> str:
    """Returns the text that changes the rows on a terminal, top down; empty if they are the same.

    Rows that are not in `before` are written whole.
    """
    return "".join(
        f"\x1b[{y + 1};{begin + 1}H{row.crop(begin, end).render(console)}"
        for y, (row, old) in enumerate(zip_longest(after, before[: len(after)]))
        for begin, end in _changed_parts(old, row)
    )


def _changed_parts(before: Strip | None, after: Strip) -> Iterator[tuple[int, int]]:
    """Yields the first column of each part that changed, and the column after it."""
    if before is None:
        yield 0, after.cell_length
        return
    if before == after:
        return
    begin = end = -1
    new = _cells(after)
    for column, (cell, old) in enumerate(zip_longest(new, _cells(before))):
        if cell == old or cell is None:
            continue
        if begin >= 0 and column - end < CLOSE:
            end = column + 1
        else:
            if begin >= 0:
                yield _with_whole_characters(new, begin, end)
            begin, end = column, column + 1
    if begin >= 0:
        yield _with_whole_characters(new, begin, end)


def _cells(row: Strip) -> list[Cell]:
    """Returns each cell; the second one of a wide character has no text."""
    cells: list[Cell] = []
    for text, style, _ in row:
        for character in text:
            width = get_character_cell_size(character)
            if not width and cells:  # an accent of the character before
                cells[-1] = (cells[-1][0] + character, cells[-1][1])
            cells += [(character, style), ("", style)][:width]
    return cells


def _with_whole_characters(cells: Sequence[Cell], begin: int, end: int) -> tuple[int, int]:
    while begin > 0 and not cells[begin][0]:
        begin -= 1
    while end < len(cells) and not cells[end][0]:
        end += 1
    return begin, end
