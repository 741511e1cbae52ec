"""A terminal that stalls, reads slowly or goes away, played by a pipe and a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import sys
import termios
import tty
from select import select
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from calf_tui.platform.frame_writer import (
    PATIENCE_SECONDS,
    PROMPT_READS,
    WRITTEN_AT_ONCE,
    FrameWriter,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_THAN_A_PIPE_HOLDS = ("x" * 997 + "\x1b[m") * 200
SECONDS = 5


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
        text = ""
        while len(text) < length:
            text += self._read_once(length - len(text))
        return text

    def trickle_until_asked(self, at_most: int = sys.maxsize) -> str:
        """Reads a few bytes at a time until the writer asks for a painting, then the rest."""
        text, until = "", monotonic() + SECONDS
        while not self.is_asked.is_set() and len(text) < at_most:
            assert monotonic() < until
            self.is_asked.wait(0.001)
            if in_pipe(self.reading):
                text += self._read_once(100)
        while len(text) < at_most and select([self.reading], [], [], 0.02)[0]:
            text += self._read_once(100)  # the last bytes, which it did not wait for
        return text

    def _read_once(self, length: int) -> str:
        return os.read(self.reading, length).decode().replace("\0", "")

    def begin(self, text: str, *, is_needed: bool = False) -> None:
        """Writes a text of which the terminal has read nothing yet."""
        self.writer.write(text, is_needed=is_needed)
        while not in_pipe(self.reading) or self.writer._waiting:
            sleep(0.001)  # the thread that writes tells nobody that it has begun

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
        self.writer.write(MORE_THAN_A_PIPE_HOLDS, is_needed=True)
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
    terminal.begin(frame)
    terminal.now += PATIENCE_SECONDS + 1
    for _ in range(1000):
        assert not terminal.writer.write(frame)
    assert not terminal.is_asked.wait(0.2)  # nothing more is drawn until it has read the first
    assert terminal.trickle_until_asked() == frame  # what is written meanwhile changes no style


def test_a_frame_is_cut_off_if_a_newer_one_waits_for_a_slow_terminal(terminal: Rig) -> None:
    terminal.begin("\x1b[31mfirst " * 1000)
    terminal.writer.write("second " * 1000)
    terminal.now += PATIENCE_SECONDS + 1
    seen = terminal.trickle_until_asked()
    assert len(seen) < 2 * WRITTEN_AT_ONCE
    assert re.fullmatch(r"(\x1b\[31mfirst )+\x1b\[m", seen)  # nor does its style go on
    terminal.paint("all of the screen")


def test_a_frame_is_not_cut_off_if_none_is_newer(terminal: Rig) -> None:
    frame = "\x1b[31mfirst " * 1000
    terminal.begin(frame)
    terminal.now += PATIENCE_SECONDS + 1
    assert terminal.read(len(frame)) == frame
    assert not terminal.is_asked.is_set()


def test_what_is_needed_is_not_cut_off(terminal: Rig) -> None:
    needed = "\x1b[31mneeded " * 500
    terminal.begin(needed, is_needed=True)
    terminal.writer.write("frame")
    terminal.now += PATIENCE_SECONDS + 1
    assert terminal.trickle_until_asked() == needed


def test_output_that_is_stopped_holds_nobody_up(terminal: Rig) -> None:
    terminal.begin("before")
    assert terminal.read(6) == "before"
    termios.tcflow(terminal.writing, termios.TCOOFF)
    terminal.writer.write("frame")
    termios.tcflow(terminal.writing, termios.TCOON)
    assert terminal.read(5) == "frame"


def test_frames_that_waited_for_a_slow_terminal_are_dropped(terminal: Rig) -> None:
    """They came before it was known to be slow, and none came later."""
    first = "first " * 100
    terminal.begin(first)
    terminal.writer.write("second " * 1000)
    terminal.writer.write("third " * 1000)
    terminal.now += PATIENCE_SECONDS + 1
    assert terminal.trickle_until_asked() == first


def test_frames_that_come_a_little_faster_than_they_are_read_are_dropped(terminal: Rig) -> None:
    frame = "frame " * 200
    written = 0
    while not terminal.is_asked.is_set():
        for _ in range(2):
            written += terminal.writer.write(frame)
        terminal.now += PATIENCE_SECONDS / 2
        terminal.trickle_until_asked(len(frame))
    assert written < 20


def test_what_comes_while_it_reads_slowly_is_not_forgotten(terminal: Rig) -> None:
    terminal.begin("first " * 50)
    terminal.now += PATIENCE_SECONDS + 1
    terminal.writer.write("dropped")
    seen = ""
    for number in range(3):
        seen += terminal.trickle_until_asked()
        terminal.is_asked.clear()
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
    terminal.begin("\x1b[2mframe " * 100)
    terminal.writer.write("last words", is_needed=True)
    terminal.writer.stop()
    seen = ""
    while not seen.endswith("last words"):
        seen += terminal.read(1)
