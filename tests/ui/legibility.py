"""Whether a screen shows all that it says: nothing cut, nothing covered, a way out in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.ui.widgets.choices import Choices
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.session_list import SessionList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.geometry import Region
    from textual.screen import Screen

WAYS_OUT = {
    "back",
    "quit",
    "end",
    "leave",
    "go on",
    "not now",
    "keep what was done",
    "all sessions",
    "routines",
}
"""What keys that lead away from a screen say they do."""
SCROLLING = ("scroll", "more")
"""What keys that scroll say they do."""


def faults_of(app: App[Any]) -> list[str]:
    """Everything on the screen in front that cannot be read whole, and a missing way out."""
    screen = app.screen
    found = [f"{_name(each)} is cut or covered: {text!r}" for each, text in _unread(screen)]
    found += [f"no key in sight scrolls {_name(each)}" for each in _unreachable(screen)]
    if not _shows_a_way_out(screen):
        found.append("no key that leads away is in sight")
    return found


def shown_in(screen: Screen[object], region: Region) -> str:
    """What stands in a part of the screen, row by row."""
    rows = screen._compositor.render_strips()[max(0, region.y) : max(0, region.bottom)]
    return "\n".join(row.crop(max(0, region.x), max(0, region.right)).text for row in rows)


def _unread(screen: Screen[object]) -> Iterator[tuple[Widget, str]]:
    for widget in screen.query(Static):
        if not widget.region.area or not widget.visible:
            continue
        said = _text_of(widget)
        shown = shown_in(screen, widget.content_region)
        needed = widget.get_content_height(widget.size, screen.size, widget.content_size.width)
        is_cut = needed > widget.content_size.height
        if is_cut or (not _scrolling(widget) and _signs(said) != _signs(shown)):
            yield widget, said
    for choices in screen.query(Choices):
        if isinstance(choices, SessionList):
            continue  # its lines are made for the room there is
        lines = [_signs(each) for each in choices._lines]
        for row in shown_in(screen, choices.region).splitlines():
            text = _signs(row.strip(" ▲▼"))
            if text and not any(text == line or (choices._wrap and text in line) for line in lines):
                yield choices, row


def _unreachable(screen: Screen[object]) -> Iterator[Widget]:
    """Parts that scroll, without a key in sight that scrolls them."""
    hints = _hints(screen)
    for widget in screen.walk_children(Widget):
        is_long = widget.region.area and widget.max_scroll_y > 0 and widget.show_vertical_scrollbar
        if is_long and not any(word in hints for word in SCROLLING):
            yield widget


def _text_of(widget: Static) -> str:
    return widget.visual.plain if isinstance(widget.visual, Content) else str(widget.visual)


def _scrolling(widget: Widget) -> bool:
    """Whether it stands in a part that scrolls."""
    return any(isinstance(each, Widget) and each.max_scroll_y > 0 for each in widget.ancestors)


def _hints(screen: Screen[object]) -> str:
    return "\n".join(str(each.content) for each in screen.query(KeyHints) if each.region.area)


def _shows_a_way_out(screen: Screen[object]) -> bool:
    hints = _hints(screen)
    return any(
        f"{screen.app.get_key_display(active.binding)} {active.binding.description}" in hints
        for active in screen.active_bindings.values()
        if active.enabled and active.binding.description in WAYS_OUT
    )


def _signs(text: str) -> str:
    """Without the spaces, so that it does not matter where lines break."""
    return "".join(text.split())


def _name(widget: Widget) -> str:
    return f"#{widget.id}" if widget.id else type(widget).__name__
