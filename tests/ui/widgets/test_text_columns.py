from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from calf_tui.ui.widgets.text_columns import TextColumns, columns_of


def paragraphs(*heights: int) -> list[Content]:
    return [Content("\n".join(f"{n}" for _ in range(rows))) for n, rows in enumerate(heights)]


@pytest.mark.parametrize(
    ("heights", "width", "height", "expected"),
    [
        ((3, 3, 3), 76, 40, (72, [3])),  # no room for two
        ((3, 3, 3), 155, 40, (72, [2, 1])),
        ((3, 3, 3), 195, 40, (72, [2, 1])),  # as few as need no scrolling
        ((9, 9, 9), 195, 10, (62, [1, 1, 1])),
        ((30, 1, 1, 1), 155, 40, (72, [1, 3])),
        ((5,), 155, 40, (72, [1])),
        ((5, 5), 40, 12, (40, [2])),
    ],
)
def test_paragraphs_fill_as_few_columns_as_need_no_scrolling(
    heights: tuple[int, ...], width: int, height: int, expected: tuple[int, list[int]]
) -> None:
    shown = paragraphs(*heights)
    one, columns = columns_of(shown, width, height)
    assert (one, [len(column) for column in columns]) == expected
    assert [each for column in columns for each in column] == shown


async def test_the_same_text_in_another_style_is_shown() -> None:
    columns = TextColumns([Content("pain 6")])

    class Columns(App[None]):
        def compose(self) -> ComposeResult:
            yield columns

    async with Columns().run_test() as pilot:
        await pilot.pause()
        columns.show([Content.styled("pain 6", "bold")])
        await pilot.pause()
        shown = columns.query_one(".-first", Static).visual
        assert isinstance(shown, Content)
        assert [str(each.style) for each in shown.spans] == ["bold"]
