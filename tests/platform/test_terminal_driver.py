"""What is drawn after a stall leads from the screen that was there to the one that should be."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.virtual_screen import VirtualScreen

pytest.importorskip("termios", reason="Windows has Textual's own driver")
from calf_tui.platform.terminal_driver import changes

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
