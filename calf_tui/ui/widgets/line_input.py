"""An input line whose cursor does not blink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from calf_tui.ui.forms.fields import on_one_line

if TYPE_CHECKING:
    from textual import events


class LineInput(Input):
    """An input line; its cursor does not blink, because only training should move."""

    def on_mount(self) -> None:
        """Turns the blinking off before it starts."""
        self.cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns False for the keys that scroll, which belong to the screen."""
        if action in ("scroll_up", "scroll_down", "page_up", "page_down"):
            return False
        return super().check_action(action, parameters)

    def on_paste(self, event: events.Paste) -> None:
        """Writes all lines of what was pasted, where Textual keeps only the first.

        What does not fit is cut off, and the runner is told.
        """
        event.stop()
        event.prevent_default()
        text, (start, end) = on_one_line(event.text), sorted(self.selection)
        room = len(text) if self.max_length is None else self.max_length - len(self.value)
        room += end - start
        if len(text) > room:
            self.notify(f"Cut off: there is room for {self.max_length} characters.")
        self.replace(text[: max(0, room)], start, end)
