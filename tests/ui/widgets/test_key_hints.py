from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from calf_tui.ui.widgets.key_hints import rows_of

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
