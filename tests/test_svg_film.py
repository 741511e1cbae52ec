"""The README's pictures show what the screen shows."""

from __future__ import annotations

import re
from io import StringIO
from xml.etree import ElementTree

from rich.console import Console

from tests.svg_film import CELL_HEIGHT, CELL_WIDTH, Film, frame_of, svg_of


def rows(text: str) -> tuple[str, ...]:
    """Returns what is drawn of a text, given in Rich's markup."""
    console = Console(record=True, width=20, force_terminal=True, file=StringIO())
    console.print(text, highlight=False)
    return frame_of(console.export_svg())[1]


def test_words_stand_in_their_columns() -> None:
    (row,) = rows("[bold]3 of 3[/]   days")
    places = re.findall(r'x="(\d+)" y="18" textLength="(\d+)">([^<]+)<', row)
    assert places == [
        ("0", str(6 * CELL_WIDTH), "3 of 3"),
        (str(9 * CELL_WIDTH), str(4 * CELL_WIDTH), "days"),
    ]


def test_blocks_are_drawn_and_not_written() -> None:
    (row,) = rows("a ▄▄▟⡀ b")
    assert re.findall(r">([^<>]+)</text>", row) == ["a", "b"]
    assert "M40 20h40v20h-40z" in row  # the lower halves of two cells
    assert {"M90 0h10v20h-10z", "M80 20h10v20h-10z", "M90 20h10v20h-10z"} <= set(
        re.findall(r"M[^M]*z", row)
    )
    assert "M101 31h8v8h-8z" in row


def test_shades_are_thinner() -> None:
    (row,) = rows("░█")
    assert "fill-opacity: 0.25" in row
    assert row.count("<path") == 2


def test_a_film_holds_a_row_that_stays_once() -> None:
    film = Film(20, "#000000", tuple((*rows("stays"), *rows(f"{n} left")) for n in range(3)), 3)
    drawing = svg_of(film)
    assert drawing.count(">stays<") == 1
    assert drawing.count("<use ") == 6
    assert f"translateY(-{3 * 2 * CELL_HEIGHT}px)" in drawing
    assert "steps(3) infinite" in drawing
    assert "prefers-reduced-motion" in drawing
    ElementTree.fromstring(drawing)


def test_one_frame_stands_still() -> None:
    assert "animation" not in svg_of(Film(20, "#000000", (rows("still"),)))
