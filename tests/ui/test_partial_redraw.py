"""Only the cells that have changed go to the terminal, and they go where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip

from calf_tui.ui.partial_redraw import PartialRedrawCompositor, cropped
from tests.full import seeded
from tests.test_growth import calls_of
from tests.ui.conftest import BUILT_IN, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONSOLE = Console(width=80, height=24, color_system="truecolor", force_terminal=True)
WORDS = st.text("abcdef", min_size=1, max_size=12)


def cells_of(sequences: str) -> dict[tuple[int, int], str]:
    """The cells that a terminal shows after these sequences, by row and column from 0."""
    shown: dict[tuple[int, int], str] = {}
    row = column = 0
    for move, place, text in re.findall(
        r"\x1b\[(\d+;\d+)H|\x1b\[(\d+)G|([^\x1b]+)", re.sub(r"\x1b\[[\d;]*m", "", sequences)
    ):
        if move:
            row, column = (int(each) - 1 for each in move.split(";"))
        column = int(place) - 1 if place else column
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
            ends = draw(st.lists(st.integers(0, width), min_size=2, max_size=6, unique=True))
            for first, last in zip(*[iter(sorted(ends))] * 2, strict=False):
                yield y, first, last

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


def styled(sequences: str) -> list[tuple[str, dict[str, str]]]:
    """Each sign with what its style sets, as a terminal understands it."""
    signs, style = list[tuple[str, dict[str, str]]](), dict[str, str]()
    for codes, sign in re.findall(r"\x1b\[([\d;]+)m|([^\x1b])", sequences):
        if sign:
            signs.append((sign, dict(style)))
        for code in re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", codes):
            if code == "0":
                style.clear()
            else:
                number = int(code.split(";")[0])
                text, ground = number // 10 in (3, 9), number // 10 in (4, 10)
                style["text" if text else "ground" if ground else code] = code
    return signs


COLOURS = st.sampled_from(["red", "bright_blue", "color(109)", "#1a2b3c", "default"])


@st.composite
def styles(draw: st.DrawFn) -> Style | None:
    if draw(st.integers(0, 4)) == 0:
        return None
    bold, dim, reverse = (draw(st.sampled_from([True, None])) for _ in range(3))
    colour, ground = (draw(st.none() | COLOURS) for _ in range(2))
    return Style(color=colour, bgcolor=ground, bold=bold, dim=dim, reverse=reverse)


@given(st.lists(st.tuples(WORDS, styles()), min_size=1, max_size=8))
def test_each_sign_has_its_style_with_the_fewest_codes(
    pieces: list[tuple[str, Style | None]],
) -> None:
    strip = Strip([Segment(text, style) for text, style in pieces])
    plain = ChopsUpdate([{0: strip}], [(0, 0, 99)], [[strip.cell_length]])
    short = cropped(plain)
    assert isinstance(short, ChopsUpdate)
    written, all_of_it = (each.render_segments(CONSOLE) for each in (short, plain))
    start = len("\x1b[1;1H")
    assert styled(written[start:]) == styled(all_of_it[start:])
    assert len(written) <= len(all_of_it)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12)])
async def test_a_part_of_the_screen_is_drawn_as_in_the_whole(
    world: World, size: tuple[int, int]
) -> None:
    random = seeded("a part of the screen")
    app = world.app(BUILT_IN.find("after-run"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        for _ in range(20):
            changed = set(random.sample(list(compositor.visible_widgets), 2))
            for each in changed:
                each.refresh()
            compositor.update_widgets(changed)
            update = compositor.render_partial_update()
            assert update is not None
            whole = compositor.render_strips()
            for y, first, last in update.spans:
                for end, (x, strip) in zip(
                    update.chop_ends[y], update.chops[y].items(), strict=False
                ):
                    left, right = max(x, first), min(end, last)
                    if left < right:
                        assert strip is not None
                        drawn = strip.crop(left - x, right - x)
                        assert shown_in(drawn) == shown_in(whole[y].crop(left, right))


def shown_in(strip: Strip) -> list[Segment]:
    """Its pieces; an empty one, as a widget without text draws, is none."""
    return [each for each in strip.simplify() if each.text]


async def test_widgets_between_two_changes_are_not_drawn(world: World) -> None:
    app = world.app(BUILT_IN.find("after-run"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        leaves = [each for each in compositor.visible_widgets if not each.children]
        by_row = sorted(leaves, key=lambda each: compositor.visible_widgets[each][0].y)
        changed = {by_row[0], by_row[-1]}

        def calls(draw: Callable[[Compositor], object]) -> int:
            for each in changed:
                each.refresh()
            compositor.update_widgets(changed)
            return calls_of(lambda: draw(compositor))

        assert isinstance(compositor, PartialRedrawCompositor)
        calls(Compositor.render_partial_update)  # what is kept is made now
        every = calls(Compositor.render_partial_update)
        assert calls(lambda sparing: sparing.render_partial_update()) < 0.7 * every
