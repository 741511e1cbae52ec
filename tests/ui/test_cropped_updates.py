"""Only the cells that have changed go to the terminal, and they go where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from calf_tui.ui.cropped_updates import cropped

if TYPE_CHECKING:
    from collections.abc import Iterator

CONSOLE = Console(width=80, height=24, color_system="truecolor", force_terminal=True)
WORDS = st.text("abcdef", min_size=1, max_size=12)


def cells_of(sequences: str) -> dict[tuple[int, int], str]:
    """The cells that a terminal shows after these sequences, by row and column from 0."""
    shown: dict[tuple[int, int], str] = {}
    row = column = 0
    for move, text in re.findall(
        r"\x1b\[(\d+;\d+)H|([^\x1b]+)", re.sub(r"\x1b\[[\d;]*m", "", sequences)
    ):
        if move:
            row, column = (int(each) - 1 for each in move.split(";"))
        for sign in text:
            shown[row, column] = sign
            column += 1
    return shown


def updates(rows: list[list[str]], spans: list[tuple[int, int, int]]) -> ChopsUpdate:
    chops: list[dict[int, Strip | None]] = []
    ends = []
    for row in rows:
        starts = [sum(map(len, row[:place])) for place in range(len(row))]
        chops.append({at: Strip([Segment(text)]) for at, text in zip(starts, row, strict=True)})
        ends.append([at + len(text) for at, text in zip(starts, row, strict=True)])
    return ChopsUpdate(chops, spans, ends)


@st.composite
def screens(draw: st.DrawFn) -> tuple[list[list[str]], list[tuple[int, int, int]]]:
    rows = draw(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=4))

    def spans() -> Iterator[tuple[int, int, int]]:
        for y, row in enumerate(rows):
            width = sum(map(len, row))
            first = draw(st.integers(0, width - 1))
            yield y, first, draw(st.integers(first + 1, width))

    return rows, list(spans())


@given(screens())
def test_the_cells_of_the_spans_are_written_and_no_other(
    screen: tuple[list[list[str]], list[tuple[int, int, int]]],
) -> None:
    rows, spans = screen
    update = cropped(updates(rows, spans))
    assert isinstance(update, ChopsUpdate)
    wanted = {(y, x): "".join(rows[y])[x] for y, first, last in spans for x in range(first, last)}
    assert cells_of(update.render_segments(CONSOLE)) == wanted


def test_anything_else_is_left_alone() -> None:
    text = Text("all of it")
    assert cropped(text) is text
    assert cropped(None) is None


def test_a_style_that_goes_on_is_written_once() -> None:
    red, green = Style.parse("bold red on black"), Style.parse("green on black")
    words = [("ab", red), ("cd", red), ("ef", green), ("gh", None), ("ij", red)]
    strip = Strip([Segment(text, style) for text, style in words])
    update = cropped(ChopsUpdate([{0: strip}], [(0, 0, 10)], [[10]]))
    assert isinstance(update, ChopsUpdate)
    written = update.render_segments(CONSOLE)
    assert written == ("\x1b[1;1H\x1b[1;31;40mabcd\x1b[0;32;40mef\x1b[0mgh\x1b[1;31;40mij\x1b[0m")
