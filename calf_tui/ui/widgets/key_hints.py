"""The keys that work now, as they are bound, in as many rows as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import Binding

ROOMY = 70


class KeyHints(Static):
    """The screen's own keys with their meanings; a click does what the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyHints { width: 1fr; height: auto; max-height: 3; color: $quiet;
        link-color: $quiet; link-style: none; link-background-hover: transparent;
        link-color-hover: $foreground; }
    """

    def on_mount(self) -> None:
        """Draws them, now and whenever they change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._draw())
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Sets them closer where there is little room."""
        self._draw()

    def _draw(self) -> None:
        if not self.screen.is_active:
            return
        by_action: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                by_action.setdefault(active.binding.action, active.binding)
        # A guarded way out is found first by its key, but is read last.
        shown = sorted(by_action.values(), key=lambda binding: binding.priority)
        gap = Content(" " * (3 if self.app.size.width >= ROOMY else 2))
        hints = [self._hint(binding) for binding in shown]
        self.update(Content("\n").join(_rows(hints, gap, self.size.width)))

    def _hint(self, binding: Binding) -> Content:
        return Content.from_markup(
            f"[@click=app.press('{binding.key}')][b $foreground]$key[/] $meaning[/]",
            key=self.app.get_key_display(binding),
            meaning=binding.description,
        )


def _rows(hints: Sequence[Content], gap: Content, width: int) -> Iterator[Content]:
    """The hints in rows of at most `width` cells, none of them broken."""
    row: list[Content] = []
    for hint in hints:
        if row and gap.join([*row, hint]).cell_length > width:
            yield gap.join(row)
            row = []
        row.append(hint)
    yield gap.join(row)
