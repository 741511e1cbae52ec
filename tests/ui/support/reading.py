"""Reads texts and colours from a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import LargeWords
from calf_tui.ui.widgets.week_cells import WeekCells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.ui.app import CalfApp


def text_of(app: CalfApp, selector: str) -> str:
    """Returns the text of a widget on the front screen."""
    widget = app.screen.query_one(selector)
    if isinstance(widget, LargeWords):
        return widget.text
    if isinstance(widget, WeekCells):
        return widget.sentence
    assert isinstance(widget, Static | KeyHints)
    return str(widget.content)


def text_colours(app: CalfApp) -> Iterator[tuple[str, str, str]]:
    """Every stretch of words or figures in front, with the "#rrggbb" before and behind it.

    What a dialog dims behind it is not in front.
    """
    dialog = app.screen.query("#dialog")
    front = dialog.first().region if dialog else app.screen.region
    for strip in app.screen._compositor.render_strips()[front.y : front.bottom]:
        for segment in strip.crop(front.x, front.right):
            style = segment.style
            if style and style.color and style.bgcolor and any(map(str.isalnum, segment.text)):
                before, behind = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                if style.reverse:
                    before, behind = behind, before
                yield segment.text, before.hex, behind.hex
