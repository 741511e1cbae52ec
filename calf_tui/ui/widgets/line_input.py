"""A line to write on, with a cursor that stands still."""

from __future__ import annotations

from textual.widgets import Input


class LineInput(Input):
    """Nothing on our screens moves but what trains."""

    def on_mount(self) -> None:
        """Before the first of its blinks."""
        self.cursor_blink = False
