"""A terminal that stalls or goes away, played by a pipe that nobody reads."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from calf_tui.platform.stalled_terminal import LineWriter, changes, stall_notice
from tests.virtual_screen import VirtualScreen

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


COLUMNS, ROWS = 30, 4
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=COLUMNS)
STYLES = (Style(color="red"), Style(bold=True), Style(color="red", bold=True))


@st.composite
def rows(draw: st.DrawFn) -> Strip:
    letters = st.text("ab 走路é█", max_size=8)
    parts = draw(st.lists(st.tuples(letters, st.sampled_from(STYLES)), max_size=6))
    strip = Strip([Segment(text, style) for text, style in parts])
    return strip.crop(0, COLUMNS).extend_cell_length(COLUMNS)


screens = st.lists(rows(), min_size=ROWS, max_size=ROWS)


def shown(text: str) -> str:
    screen = VirtualScreen(COLUMNS, ROWS)
    screen.feed(text)
    return screen.text


@given(screens, screens)
def test_they_lead_from_any_screen_to_any_other(before: list[Strip], after: list[Strip]) -> None:
    first = changes([], before, CONSOLE)
    assert shown(first + changes(before, after, CONSOLE)) == shown(changes([], after, CONSOLE))
    assert changes(after, after, CONSOLE) == ""


def test_only_what_differs_is_drawn() -> None:
    def row(timer: str, style: Style) -> Strip:
        return Strip([Segment("left of it "), Segment(timer, style), Segment(" right of it")])

    before = row("0:29", STYLES[0])
    assert changes([before], [row("0:28", STYLES[0])], CONSOLE) == "\x1b[1;15H\x1b[31m8\x1b[0m"
    assert "0:29" in changes([before], [row("0:29", STYLES[1])], CONSOLE)  # its colour changed
