"""A terminal that stalls or goes away, played by a pipe that nobody reads."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest

from calf_tui.platform.terminal_driver import PATIENCE_SECONDS, FrameWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_THAN_A_PIPE_HOLDS = "x" * 200_000
SECONDS = 10


class Rig:
    """A writer, the end that reads, and what the writer told."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        self.now = 0.0
        self.repainted, self.is_gone = Event(), Event()
        self.stalled_for = 0.0
        self.writer = FrameWriter(self.writing, self._repaint, self.is_gone.set, lambda: self.now)

    def _repaint(self, seconds: float) -> None:
        self.stalled_for = seconds
        self.repainted.set()

    def read(self, length: int) -> str:
        text = b""
        while len(text) < length:
            text += os.read(self.reading, length - len(text))
        return text.decode()

    def wait_until_full(self) -> None:
        before, held = -1, 0
        while not held or held != before:
            sleep(0.02)  # the thread that writes tells nobody that it is blocked
            before, held = held, in_pipe(self.reading)

    def stall(self) -> None:
        """Fills the pipe, and lets the writer's patience pass."""
        self.writer.write(MORE_THAN_A_PIPE_HOLDS)
        self.wait_until_full()
        assert self.read(1) == "x"
        self.now += PATIENCE_SECONDS + 1


def in_pipe(descriptor: int) -> int:
    """So many bytes wait there to be read."""
    (held,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))
    return int(held)


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    yield rig
    os.close(rig.reading)
    rig.writer.stop()
    os.close(rig.writing)


def test_what_is_written_arrives_in_order(rig: Rig) -> None:
    for number in range(1000):
        rig.writer.write(f"{number:04}")
    assert rig.read(4000) == "".join(f"{number:04}" for number in range(1000))
    assert not rig.repainted.is_set()


def test_frames_are_dropped_while_it_stalls_and_drawn_anew_when_it_reads(rig: Rig) -> None:
    rig.stall()
    for _ in range(10_000):
        rig.writer.write("a frame nobody sees")
    rig.now += 30
    assert rig.read(len(MORE_THAN_A_PIPE_HOLDS) - 1) == MORE_THAN_A_PIPE_HOLDS[1:]
    assert rig.repainted.wait(SECONDS)
    assert rig.stalled_for == PATIENCE_SECONDS + 31
    rig.writer.write("now")
    assert rig.read(3) == "now"


def test_the_time_told_counts_from_the_last_byte_taken(rig: Rig) -> None:
    rig.stall()
    rig.writer.write("a frame nobody sees")
    rig.read(len(MORE_THAN_A_PIPE_HOLDS) // 2)  # it reads again, slowly
    rig.wait_until_full()
    rig.now += 20
    rig.read(len(MORE_THAN_A_PIPE_HOLDS) - len(MORE_THAN_A_PIPE_HOLDS) // 2 - 1)
    assert rig.repainted.wait(SECONDS)
    assert rig.stalled_for == 20


def test_what_is_needed_is_not_dropped(rig: Rig) -> None:
    rig.stall()
    rig.writer.write("frame")
    rig.writer.write("take ", is_needed=True)
    rig.writer.write("frame")
    rig.writer.write("give back", is_needed=True)
    assert rig.read(len(MORE_THAN_A_PIPE_HOLDS) - 1) == MORE_THAN_A_PIPE_HOLDS[1:]
    assert rig.read(14) == "take give back"


def test_one_that_is_gone_is_told_once_and_written_to_no_more() -> None:
    rig = Rig()
    os.close(rig.reading)
    rig.writer.write("hello")
    assert rig.is_gone.wait(SECONDS)
    for _ in range(1000):
        rig.writer.write("anybody?")
    rig.writer.stop()
    os.close(rig.writing)


def test_the_end_waits_for_no_terminal_that_does_not_read(rig: Rig) -> None:
    rig.stall()
    rig.writer.write("last words", is_needed=True)
    rig.writer.stop()  # comes back
