from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from calf_tui.ui.widgets.key_hints import KeyHints, rows_of
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.scenes import autumn


async def test_hints_are_closer_where_that_saves_a_row() -> None:
    world = autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        hints = world.running.screen.query_one(KeyHints)
        first, last = hints.content.plain.splitlines()
        assert first.startswith("↓ routines  enter start  → moves  ")
        assert "b heel-rise test  p progress  ? keys" in last
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert hints.content.plain.startswith("↓ routines   enter start   → moves   ")


async def test_other_hints_of_the_same_height_need_no_layout(world: World) -> None:
    app = world.app(BUILT_IN.find("after-run"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        hints, layouts = app.screen.query_one(KeyHints), list[object]()
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append)
        before = hints.content.plain
        await pilot.press("space")
        await pilot.pause()
        assert hints.content.plain != before
        assert layouts == []


texts = st.lists(st.text("abcdef", min_size=1, max_size=12), min_size=1, max_size=14)


def rows(hints: list[str], width: int) -> list[str]:
    return [row.plain for row in rows_of([Content(hint) for hint in hints], Content("  "), width)]


@given(texts, st.integers(0, 80))
def test_every_hint_is_there_whole_in_its_order(hints: list[str], width: int) -> None:
    assert "  ".join(rows(hints, width)).split("  ") == hints


@given(texts, st.integers(12, 80))
def test_no_row_is_wider_than_there_is_room(hints: list[str], width: int) -> None:
    assert all(len(row) <= width for row in rows(hints, width))


def test_the_rows_are_about_equally_long_and_none_is_left_alone() -> None:
    assert rows(["aaaa"] * 5, 22) == ["aaaa  aaaa  aaaa", "aaaa  aaaa"]
    assert rows(["aaaa"] * 4, 22) == ["aaaa  aaaa  aaaa  aaaa"]
