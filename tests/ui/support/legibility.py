"""Checks that a screen is legible: nothing is cut off or covered, and a key to leave is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.ui.history.session_screen import SessionList
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from textual.app import App
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.strip import Strip

WAYS_OUT = {
    "back",
    "quit",
    "end",
    "leave",
    "go on",
    "not now",
    "keep what was done",
    "skip all and train",
    "skip the rest",
    "all sessions",
    "routines",
}
"""What keys that lead away from a screen say they do."""
NARROW = 48
"""With fewer columns the live screen has room for no more than the four keys of a set."""
SCROLLING = ("scroll", "more")
"""What keys that scroll say they do."""


def faults_of(app: App[Any]) -> list[str]:
    """Returns the texts on the front screen that are not fully visible, and a missing exit key."""
    screen = app.screen
    rows = screen._compositor.render_strips()
    found = [f"{_name(each)} is cut or covered: {text!r}" for each, text in _unread(screen, rows)]
    found += [f"no key in sight scrolls {_name(each)}" for each in _unreachable(screen)]
    if not _shows(screen, WAYS_OUT):
        found.append("no key that leads away is in sight")
    is_help_shown = _shows(screen, {"keys"}) or "F1 keys" in _hints(screen)
    fits_four_keys = isinstance(screen, LiveScreen) and screen.size.width < NARROW
    if _has_help(screen) and not is_help_shown and not fits_four_keys:
        found.append("the key that shows all keys is not in sight")
    return found


def picture_of(app: App[Any]) -> str:
    """Returns the visible text of the screen."""
    return "\n".join(row.text for row in app.screen._compositor.render_strips())


def _shown_in(rows: Sequence[Strip], region: Region) -> str:
    """Returns the text in a region of the screen, row by row."""
    rows = rows[max(0, region.y) : max(0, region.bottom)]
    return "\n".join(row.crop(max(0, region.x), max(0, region.right)).text for row in rows)


def _unread(screen: Screen[object], rows: Sequence[Strip]) -> Iterator[tuple[Widget, str]]:
    for widget in screen.query(Static):
        said = _text_of(widget)
        if not (said.strip() and _is_meant_to_be_seen(widget)):
            continue
        shown = _shown_in(rows, widget.content_region)
        needed = widget.get_content_height(widget.size, screen.size, widget.content_size.width)
        is_cut = needed > widget.content_size.height
        if not _scrolling(widget) and (is_cut or _signs(said) != _signs(shown)):
            yield widget, said
    for choices in screen.query(ChoiceList):
        if isinstance(choices, SessionList):
            continue  # its lines are made for the room there is
        lines = [_signs(each) for each in choices._lines]
        for row in _shown_in(rows, choices.region).splitlines():
            text = _signs(row.strip(" ▲▼↕"))
            if text and not any(text == line or (choices._wrap and text in line) for line in lines):
                yield choices, row


def _unreachable(screen: Screen[object]) -> Iterator[Widget]:
    """Yields the widgets that scroll, if no visible key scrolls them."""
    hints = _hints(screen)
    for widget in screen.walk_children(Widget):
        is_long = widget.region.area and widget.max_scroll_y > 0 and widget.show_vertical_scrollbar
        if is_long and not any(word in hints for word in SCROLLING):
            yield widget


def _text_of(widget: Static) -> str:
    return widget.visual.plain if isinstance(widget.visual, Content) else str(widget.visual)


def _scrolling(widget: Widget) -> bool:
    """Returns whether it is in a scrolling widget that is visible and has at least one row."""
    return any(
        isinstance(each, Widget) and each.show_vertical_scrollbar and each.region.area
        for each in widget.ancestors
    )


def _is_meant_to_be_seen(widget: Widget) -> bool:
    """Returns whether no parent was hidden intentionally."""
    return all(
        each.display and each.visible
        for each in widget.ancestors_with_self
        if isinstance(each, Widget)
    )


def _has_help(screen: Screen[object]) -> bool:
    return any(
        active.enabled and active.binding.action == "app.help" and active.binding.show
        for active in screen.active_bindings.values()
    )


def _hints(screen: Screen[object]) -> str:
    return "\n".join(str(each.content) for each in screen.query(KeyHints) if each.region.area)


def _shows(screen: Screen[object], meanings: Collection[str]) -> bool:
    """Returns whether a key with one of these meanings is visible."""
    hints, named = _hints(screen), [each.named for each in screen.query(KeyHints)]
    bound = [each.binding for each in screen.active_bindings.values() if each.enabled]
    said = [
        (each, next(filter(None, (name(each.action) for name in named)), each.description))
        for each in bound
    ]
    return any(
        f"{screen.app.get_key_display(binding)} {meaning}" in hints
        for binding, meaning in said
        if meaning in meanings
    )


def _signs(text: str) -> str:
    """Returns a text without spaces, so that line breaks do not matter."""
    return "".join(text.split())


def _name(widget: Widget) -> str:
    return f"#{widget.id}" if widget.id else type(widget).__name__
