"""A part of a screen that scrolls if it does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll

if TYPE_CHECKING:
    from textual.screen import Screen


def scrolls(screen: Screen[Any]) -> bool:
    """Returns whether a visible pane can scroll."""
    return any(each.show_vertical_scrollbar and each.region for each in screen.query(ScrollPane))


class ScrollPane(VerticalScroll, can_focus=False):
    """A pane that `app.scroll_pane` scrolls; its keys are shown while it can scroll."""

    DEFAULT_CSS = """
    ScrollPane { scrollbar-size-vertical: 1; scrollbar-color: $track; }
    """

    def watch_show_vertical_scrollbar(self) -> None:
        """Updates the keys, because it may have become scrollable."""
        self.call_after_refresh(self.screen.refresh_bindings)
