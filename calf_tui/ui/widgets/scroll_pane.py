"""A part of a screen that scrolls where there is too little room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll

if TYPE_CHECKING:
    from textual.screen import Screen


def scrolls(screen: Screen[Any]) -> bool:
    """Whether a pane in sight holds more than it has room for."""
    return any(each.show_vertical_scrollbar and each.region for each in screen.query(ScrollPane))


class ScrollPane(VerticalScroll, can_focus=False):
    """Scrolled by `app.scroll_pane`, whose keys are in sight while there is more to see."""

    DEFAULT_CSS = """
    ScrollPane { scrollbar-size-vertical: 1; scrollbar-color: $track; }
    """

    def watch_show_vertical_scrollbar(self) -> None:
        """Other keys are of use, once it is laid out."""
        self.call_after_refresh(self.screen.refresh_bindings)
