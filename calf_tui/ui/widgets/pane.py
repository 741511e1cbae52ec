"""A part of a screen that scrolls where there is too little room for it."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Pane(VerticalScroll, can_focus=False):
    """Scrolled by `app.scroll_pane`, whose keys are in sight while there is more to see."""

    DEFAULT_CSS = """
    Pane { scrollbar-size-vertical: 1; scrollbar-color: $track; }
    """

    def watch_show_vertical_scrollbar(self) -> None:
        """Other keys are of use, once it is laid out."""
        self.call_after_refresh(self.screen.refresh_bindings)
