"""Lines of text for a terminal that stalls or goes away, played by a pipe that nobody reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.commands.training import LineWriter
from calf_tui.platform.terminal import stall_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_THAN_A_PIPE_HOLDS = "x" * 200_000


def encode(line: str) -> bytes:
    return f"{line}\n".encode()


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(writing)


def all_of(reading: int, length: int) -> bytes:
    text = b""
    while len(text) < length:
        text += os.read(reading, length - len(text))
    return text


def test_a_stall_holds_nobody_up_loses_no_line_and_is_told(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    now = 0.0
    lines = LineWriter(writing, encode, lambda: now)
    lines.write(MORE_THAN_A_PIPE_HOLDS)
    for number in range(1000):
        lines.write(f"{number}")
    assert all_of(reading, 1) == b"x"  # it is being written
    now = 12.0
    told = [MORE_THAN_A_PIPE_HOLDS, stall_notice(12), *map(str, range(1000))]
    expected = b"".join(map(encode, told))
    assert all_of(reading, len(expected) - 1) == expected[1:]
    lines.finish()
    os.close(reading)


def test_the_end_waits_only_as_long_as_it_is_told(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    lines = LineWriter(writing, encode)
    lines.write(MORE_THAN_A_PIPE_HOLDS)
    lines.finish(0.01)  # comes back
    os.close(reading)


def test_one_that_is_gone_is_told_at_the_next_line(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    lines = LineWriter(writing, encode)
    os.close(reading)
    lines.write("hello")
    with pytest.raises(BrokenPipeError):
        lines.finish()
    with pytest.raises(BrokenPipeError):
        lines.write("anybody?")
