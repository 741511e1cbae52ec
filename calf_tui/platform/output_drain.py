"""Waits until a terminal has read what was written to it. For Linux and macOS only."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import sys
import termios
from time import sleep

BETWEEN_CHECKS_SECONDS = 0.01
OWN_TERMINALS = "/dev/pts/"
TOLD_WITHIN_SECONDS = 0.1


class DrainPolling:
    """Asks the system for the number of unread bytes; where it cannot say, all counts as read."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def note_write(self) -> None:
        """Does nothing: the system counts."""

    def wait(self, seconds: float) -> bool:
        """Waits until all is read; returns whether it is. It looks again and again."""
        while seconds > 0 and self._length():
            sleep(min(BETWEEN_CHECKS_SECONDS, seconds))
            seconds -= BETWEEN_CHECKS_SECONDS
        return not self._length()

    def close(self) -> None:
        """Does nothing."""

    def _length(self) -> int:
        try:
            told = fcntl.ioctl(self._descriptor, termios.TIOCOUTQ, bytes(4))
        except OSError:  # it is no terminal
            return 0
        (length,) = struct.unpack("i", told)
        return int(length)


class DrainEvents:
    """Waits for the event that Linux sends to a pseudo-terminal when its reader has read all.

    Its queue length is always 0 there. A write causes such an event, too. One that comes between a
    write and `note_write` is lost: another write brings the next.
    """

    def __init__(self, descriptor: int) -> None:
        assert sys.platform == "linux"
        self._epoll = select.epoll()
        self._epoll.register(descriptor, select.EPOLLOUT | select.EPOLLET)

    def note_write(self) -> None:
        """Takes the event of the write itself."""
        self._epoll.poll(0)

    def wait(self, seconds: float) -> bool:
        """Waits for the event; returns whether it came. Raises `OSError` at a hang-up."""
        return bool(self._epoll.poll(seconds))

    def close(self) -> None:
        """Frees the descriptor that it uses."""
        self._epoll.close()


OutputDrain = DrainPolling | DrainEvents
"""The output that a terminal has not read yet; `note_write` must be called after each write."""


def output_drain(descriptor: int) -> OutputDrain:
    """Returns the kind that works for this descriptor on this system."""
    if sys.platform == "linux" and _is_own_terminal(descriptor) and _tells_when_read():
        return DrainEvents(descriptor)
    return DrainPolling(descriptor)


def _is_own_terminal(descriptor: int) -> bool:
    try:
        return os.ttyname(descriptor).startswith(OWN_TERMINALS)
    except OSError:
        return False


def _tells_when_read() -> bool:
    """Tries it: not every system that runs the programs of Linux sends the event."""
    try:
        master, slave = os.openpty()
    except OSError:
        return False
    events = DrainEvents(slave)
    try:
        os.write(slave, b"x")
        events.note_write()
        os.read(master, 1)
        return events.wait(TOLD_WITHIN_SECONDS)
    finally:
        events.close()
        os.close(slave)
        os.close(master)
