"""A terminal that stalls, reads slowly or goes away, played by a pipe and a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
import tty
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest

from calf_tui.platform.frame_writer import PATIENCE_SECONDS, PROMPT_READS, FrameWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_THAN_A_PIPE_HOLDS = ("x" * 997 + "\x1b[m") * 200
SECONDS = 10


class Rig:
    """A writer, the end that reads, and what the writer told."""

    def __init__(self, reading: int, writing: int) -> None:
        self.reading, self.writing = reading, writing
        self.now = 0.0
        self.is_asked, self.is_gone = Event(), Event()
        self.stalled_for = 0.0
        self.writer = FrameWriter(self.writing, self._ask, self.is_gone.set, lambda: self.now)

    def _ask(self, seconds: float) -> None:
        self.stalled_for = seconds
        self.is_asked.set()

    def read(self, length: int) -> str:
        text = b""
        while len(text) < length:
            text += os.read(self.reading, length - len(text))
        return text.decode()

    def trickle_until_asked(self) -> str:
        """Reads single bytes until the writer asks for a painting."""
        text = ""
        while not self.is_asked.is_set():
            if in_pipe(self.reading):
                text += self.read(1)
            else:
                self.is_asked.wait(0.001)
        self.is_asked.clear()
        return text

    def paint(self, text: str) -> None:
        """Answers the writer's question, and reads the answer."""
        assert self.is_asked.wait(SECONDS)
        self.is_asked.clear()
        self.writer.paint(text)
        assert self.read(len(text)) == text

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

    def close(self) -> None:
        os.close(self.reading)
        self.writer.stop()
        os.close(self.writing)


def in_pipe(descriptor: int) -> int:
    """So many bytes wait there to be read."""
    (held,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))
    return int(held)


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig(*os.pipe())
    yield rig
    rig.close()


@pytest.fixture
def terminal() -> Iterator[Rig]:
    if sys.platform != "linux":
        pytest.skip("its kernel tells what is unread in another way")
    master, slave = os.openpty()
    tty.setraw(slave)
    rig = Rig(master, slave)
    yield rig
    rig.close()


def test_what_is_written_arrives_in_order(rig: Rig) -> None:
    for number in range(1000):
        rig.writer.write(f"{number:04}")
    assert rig.read(4000) == "".join(f"{number:04}" for number in range(1000))
    assert not rig.is_asked.is_set()


def test_frames_are_dropped_while_it_stalls_and_drawn_anew_when_it_reads(rig: Rig) -> None:
    rig.stall()
    for _ in range(10_000):
        assert not rig.writer.write("a frame nobody sees")
    rig.now += 30
    assert rig.read(len(MORE_THAN_A_PIPE_HOLDS) - 1) == MORE_THAN_A_PIPE_HOLDS[1:]
    rig.paint("all of the screen")
    assert rig.stalled_for == PATIENCE_SECONDS + 31


def test_frames_are_written_again_after_several_were_read_promptly(rig: Rig) -> None:
    rig.stall()
    painted = 0
    assert not rig.writer.write("dropped")
    rig.read(len(MORE_THAN_A_PIPE_HOLDS) - 1)
    while not rig.writer.write("a frame"):
        rig.paint(f"painting {painted}")
        painted += 1
    assert painted >= PROMPT_READS
    assert rig.read(7) == "a frame"


def test_the_time_told_counts_from_the_last_byte_taken(rig: Rig) -> None:
    rig.stall()
    rig.writer.write("a frame nobody sees")
    rig.read(len(MORE_THAN_A_PIPE_HOLDS) // 2)  # it reads again, slowly
    rig.wait_until_full()
    rig.now += 20
    rig.read(len(MORE_THAN_A_PIPE_HOLDS) - len(MORE_THAN_A_PIPE_HOLDS) // 2 - 1)
    assert rig.is_asked.wait(SECONDS)
    assert rig.stalled_for == 20


def test_what_is_needed_is_not_dropped(rig: Rig) -> None:
    rig.stall()
    rig.writer.write("frame")
    rig.writer.write("take ", is_needed=True)
    rig.writer.write("frame")
    rig.writer.write("give back", is_needed=True)
    assert rig.read(len(MORE_THAN_A_PIPE_HOLDS) - 1) == MORE_THAN_A_PIPE_HOLDS[1:]
    assert rig.read(14) == "take give back"


def test_a_terminal_that_reads_slowly_is_at_most_a_frame_behind(terminal: Rig) -> None:
    frame = "\x1b[2mframe " * 100
    terminal.writer.write(frame)
    sleep(0.05)  # it is written, and nobody reads it
    terminal.now += PATIENCE_SECONDS + 1
    for _ in range(1000):
        assert not terminal.writer.write(frame)
    assert not terminal.is_asked.wait(0.2)  # nothing more is drawn until it has read the first
    seen = terminal.trickle_until_asked()
    assert len(seen.replace("\x1b[m", "")) <= len(frame)


def test_what_comes_while_it_reads_slowly_is_not_forgotten(terminal: Rig) -> None:
    terminal.writer.write("first " * 50)
    sleep(0.05)
    terminal.now += PATIENCE_SECONDS + 1
    terminal.writer.write("dropped")
    seen = ""
    for number in range(3):
        seen += terminal.trickle_until_asked()
        terminal.writer.paint(f"\x1b[2mpainted {number}" * 20)
        terminal.writer.write("dropped, too")
    while "painted 2" not in seen:
        seen += terminal.read(1)
    assert "dropped" not in seen
    assert seen.index("painted 0") < seen.index("painted 1") < seen.index("painted 2")


def test_one_that_is_gone_is_told_once_and_written_to_no_more() -> None:
    rig = Rig(*os.pipe())
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


def test_the_last_words_follow_a_frame_that_is_not_read_yet(terminal: Rig) -> None:
    terminal.writer.write("\x1b[2mframe " * 100)
    sleep(0.05)
    terminal.writer.write("last words", is_needed=True)
    terminal.writer.stop()
    seen = ""
    while not seen.endswith("last words"):
        seen += terminal.read(1)
