"""Writes frames to a terminal, at most one of them ahead of what the terminal has read."""

from __future__ import annotations

import os
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.platform.output_drain import DrainEvents, OutputDrain, output_drain

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 0.25
"""If the terminal takes longer to read a text, or the texts before it, it has stalled [ours]."""
WRITTEN_AT_ONCE = 1024
"""Bytes of one write, about; the next is made when the terminal has read it [ours]."""
BEGIN_OF_SEQUENCE = b"\x1b["
END_OF_STYLE = b"\x1b[m"
CLOSING_SECONDS = 0.5
"""How long `stop` waits for the terminal to read the last text [ours]."""

NUDGE = b"\0"
"""Changes nothing, not even the style; writing it brings an event that was lost."""
FIRST_NUDGE_SECONDS = 0.002
"""After which the first nudge is written, and the next ones [ours]."""
OFTEN_SECONDS = 0.1
"""After which each next nudge is written after twice the time [ours]."""
LONGEST_WAIT_SECONDS = 0.1
"""After which a waiting thread looks whether it is to end."""

PROMPT_SECONDS = 0.05
"""In which a terminal reads what is written if it is not slow [ours]."""
PROMPT_READS = 8
"""So many paintings that are read so promptly end the time of dropping [ours]."""


DIRECT_SECONDS = 0.004
"""For which whoever adds a text may write it, while no other one waits [ours]."""


class _Text(NamedTuple):
    data: bytes
    is_needed: bool
    since: float
    is_begun: bool = False


class FrameWriter:
    """A thread that writes texts, and drops what a slow or stalled terminal does not read.

    It writes a text when the terminal has read the one before; short ones together. If none waits,
    whoever adds a text writes it, because this thread would wait for its turn of the interpreter
    and miss the event of the reading; what is not read soon is left to it. If a text waits
    for that longer than `PATIENCE_SECONDS`, all waiting ones are dropped, and so are new ones; of
    the text that they wait for, what is not written yet is dropped, too. As soon as the terminal
    has read everything, the thread calls `repaint` with the seconds for which nothing was read. The
    answer to it is a call of `paint`, from any thread, with a text that brings the screen up to
    date. This repeats until the terminal has read several such texts promptly. The thread calls
    `gone` once if the terminal no longer exists. `clock` returns monotonic seconds. `is_ended` is
    True once nothing more will be written.
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
        self._drain: OutputDrain | None = None
        self._never_waiting: int | None = None
        self._clock = clock
        self._waiting: list[_Text] = []
        self._writing_since: float | None = None
        self._busy_since = 0.0
        self._stalled_for = 0.0
        self._is_dropping = False
        self._has_dropped = False
        self._is_asking = False
        self._prompt_reads = 0
        self.is_ended = False
        self._thread = Thread(target=self._run, name="terminal-writer", daemon=True)
        self._thread.start()

    def write(self, text: str, *, is_needed: bool = False) -> bool:
        """Adds a text without waiting long; returns False if it is dropped, never a needed one."""
        with self._changed:
            since = self._writing_since
            if since is not None and self._clock() - since > PATIENCE_SECONDS:
                self._drop()
            is_taken = is_needed or not self._is_dropping
            if is_taken and not self.is_ended:
                added = _Text(_encoded(text), is_needed, self._clock())
                rest = self._written_directly(added) if self._is_idle() else added
                if rest is not None:
                    self._waiting.append(rest)
            self._has_dropped |= not is_taken
            if self._waiting or self._has_dropped:  # else there is nothing to wake the thread for
                self._changed.notify()
            return is_taken

    def paint(self, text: str) -> None:
        """Adds a text that holds all that was dropped; empty if nothing is to be seen of it."""
        with self._changed:
            self._is_asking = self._has_dropped = False
            if self._prompt_reads >= PROMPT_READS:
                self._is_dropping = False
            if text and not self.is_ended:
                self._waiting.append(_Text(_encoded(text), is_needed=True, since=self._clock()))
            self._changed.notify()

    def stop(self) -> None:
        """Ends the thread when all is written; waits for that at most `CLOSING_SECONDS`."""
        with self._changed:
            self.is_ended = True
            self._changed.notify()
        self._thread.join(CLOSING_SECONDS)

    def _drop(self) -> None:
        if not self._is_dropping:
            self._is_dropping, self._prompt_reads = True, 0
        kept = [each for each in self._waiting if each.is_needed or each.is_begun]
        self._has_dropped |= any(not each.is_needed for each in self._waiting)
        self._waiting = [each if each.is_needed else _end_of(each) for each in kept]

    def _is_idle(self) -> bool:
        """Whether all is written and read."""
        is_current = not (self._is_dropping or self._has_dropped or self._is_asking)
        return is_current and self._writing_since is None and not self._waiting

    def _written_directly(self, text: _Text) -> _Text | None:
        """Writes the text part by part as long as each is read at once; returns the rest."""
        if self._drain is None or self._never_waiting is None:
            return text
        data, end, is_begun, is_read = text.data, self._clock() + DIRECT_SECONDS, False, True
        is_cut = False
        try:
            while data and is_read and not is_cut:
                if (length := _length_of_part(data)) > 2 * WRITTEN_AT_ONCE:
                    break  # more than a terminal surely takes at once
                written = self._put(self._never_waiting, data[:length], self._drain)
                data, is_begun, is_cut = data[written:], True, written < length
                is_read = self._drain.wait(max(0.0, end - self._clock()))
        except OSError:  # no space, output is stopped, or the terminal is gone: the thread meets it
            is_read = False
        if is_read and not data:
            return None
        # An empty rest, too, has the thread wait for the reading. No sequence is left in two.
        return text._replace(data=data, is_begun=is_begun, is_needed=text.is_needed or is_cut)

    def _run(self) -> None:
        drain = output_drain(self._descriptor)
        with self._changed:
            if isinstance(drain, DrainEvents):
                self._drain, self._never_waiting = drain, _opened_to_never_wait(self._descriptor)
        self._busy_since = self._clock()
        try:
            while (text := self._next()) is not None:
                self._go_on(self._write_text(text, drain))
        except OSError:
            with self._changed:
                self.is_ended, self._waiting = True, []
            self._gone()
        finally:
            drain.close()
            if self._never_waiting is not None:
                os.close(self._never_waiting)

    def _next(self) -> _Text | None:
        """Waits for a text, or short ones, joined; None at the end. Asks for what was dropped."""
        with self._changed:
            self._drop_if_late()
            while not self._waiting:
                if self.is_ended:
                    return None
                if self._has_dropped and not self._is_asking:
                    self._is_asking = True
                    self._repaint(self._stalled_for)
                else:
                    self._changed.wait()
                self._busy_since = self._clock()
            next_text = self._waiting.pop(0)
            while self._waiting and len(next_text.data) < WRITTEN_AT_ONCE:
                if self._waiting[0].is_needed != next_text.is_needed:
                    break
                next_text = next_text._replace(data=next_text.data + self._waiting.pop(0).data)
            self._writing_since = self._clock()
            return next_text

    def _drop_if_late(self) -> None:
        """Drops what waits if the terminal, not this thread, has kept it waiting for too long."""
        begin = self._clock() - PATIENCE_SECONDS
        is_late = any(not each.is_needed and each.since < begin for each in self._waiting)
        if is_late and self._busy_since < begin:
            self._drop()

    def _write_text(self, text: _Text, drain: OutputDrain) -> float:
        """Writes a text, or a part if newer ones wait; returns the most seconds of no reading."""
        data, may_be_cut, longest = text.data, not text.is_needed, 0.0
        if text.is_begun:
            self._await_reading(drain)
            longest = self._clock() - text.since
        while data:
            since = self._clock()
            length = _length_of_part(data)
            written = self._put(self._descriptor, data[:length], drain)
            data = data[written:]
            self._await_reading(drain)
            longest = max(longest, self._clock() - since)
            if data and may_be_cut and written == length and self._is_overtaken():
                data, may_be_cut = END_OF_STYLE, False
        return longest

    def _is_overtaken(self) -> bool:
        """Returns whether newer texts wait for a slow terminal, or were dropped; drops those."""
        with self._changed:
            assert self._writing_since is not None
            if self._clock() - self._writing_since <= PATIENCE_SECONDS:
                return False
            if not self._waiting and not self._has_dropped:
                return False
            self._drop()
            self._has_dropped = True
            return True

    @staticmethod
    def _put(descriptor: int, data: bytes, drain: OutputDrain) -> int:
        """Writes once; returns the number of bytes that were taken."""
        written = os.write(descriptor, data)
        drain.note_write()
        return written

    def _await_reading(self, drain: OutputDrain) -> None:
        """Waits until the terminal has read all, or the end."""
        waited, wait, next_nudge = 0.0, FIRST_NUDGE_SECONDS, FIRST_NUDGE_SECONDS
        while not drain.wait(wait) and not self.is_ended:
            waited += wait
            if waited >= next_nudge:
                next_nudge += FIRST_NUDGE_SECONDS if waited < OFTEN_SECONDS else next_nudge
                self._put(self._descriptor, NUDGE, drain)
            wait = min(max(next_nudge - waited, FIRST_NUDGE_SECONDS), LONGEST_WAIT_SECONDS)

    def _go_on(self, seconds: float) -> None:
        """Counts how promptly the terminal has read, and ends the dropping if it is not slow."""
        with self._changed:
            self._writing_since = None
            self._stalled_for = seconds
            self._prompt_reads = self._prompt_reads + 1 if seconds < PROMPT_SECONDS else 0
            if self._prompt_reads >= PROMPT_READS and not self._has_dropped:
                self._is_dropping = self._is_asking


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _opened_to_never_wait(descriptor: int) -> int | None:
    """Opens a terminal once more, for writes that fail where they would wait; None if it cannot.

    The descriptor itself may be the shell's, too, so how it waits must not be changed.
    """
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None


def _end_of(text: _Text) -> _Text:
    """What ends a text that is begun and whose rest is dropped."""
    return text._replace(data=END_OF_STYLE, is_needed=True)


def _length_of_part(data: bytes) -> int:
    """Returns the bytes to write at once: no sequence or character may be cut in two."""
    if len(data) <= WRITTEN_AT_ONCE:
        return len(data)
    last = data.rfind(BEGIN_OF_SEQUENCE, 1, WRITTEN_AT_ONCE)
    if last < 0:
        last = data.find(BEGIN_OF_SEQUENCE, WRITTEN_AT_ONCE - 1)
    return last if last > 0 else len(data)
