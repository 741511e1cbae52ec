"""The keys that work now, as they are bound, in as many rows as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.ui.widgets.hint_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOMY = 70
LAST = 2
KEY = Style(bold=True)


class KeyHints(Static):
    """The screen's own keys with their meanings; a click does what the key does.

    They have `most_rows`, on a low screen `fewest_rows`, and there one more while a question is
    open; what does not fit is left to the help. `first` names the actions that are given room
    before all others, the most important first; by default the screen's last two, which lead to
    help and out. `named` says what an action does now, where that changes.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyHints { width: 1fr; height: auto; max-height: 3; color: $quiet;
        link-color: $quiet; link-style: none; link-background-hover: transparent;
        link-color-hover: $foreground; }
    """

    def __init__(
        self,
        *,
        most_rows: int = 3,
        fewest_rows: int = 3,
        first: Sequence[str] = (),
        named: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._most_rows = most_rows
        self._fewest_rows = fewest_rows
        self._first = first
        self._named = named

    def on_mount(self) -> None:
        """Draws them anew whenever they change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._draw())

    def on_resize(self) -> None:
        """Sets them closer where there is little room."""
        self._draw()

    def _draw(self) -> None:
        if not self.screen.is_active or not self.size:
            return
        by_action: dict[str, Binding] = {}
        taken: dict[str, str] = {}  # a key means what the part in focus makes of it
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                key = self.app.get_key_display(binding)
                if taken.setdefault(key, binding.action) == binding.action:
                    by_action.setdefault(binding.action, binding)
        # In the screen's own order, those of the part in focus first.
        declared = [each.action for each in self.screen.BINDINGS if isinstance(each, Binding)]
        order = {action: place for place, action in enumerate(declared)}
        shown = sorted(by_action.values(), key=lambda each: order.get(each.action, -1))
        gap = Content(" " * (3 if self.app.size.width >= ROOMY else 2))
        rows = self._rows(shown, gap)
        content = Content("\n").join(rows)
        if content != self.content:
            self.update(content)
            if len(rows) != self.size.height:
                # A layout asked for while another is under way is lost.
                self.call_later(self.refresh, layout=True)

    def _rows(self, shown: Sequence[Binding], gap: Content) -> list[Content]:
        """As many of them as there is room for, in their order."""
        last = [each.action for each in shown[-LAST:]]
        first = [*(self._first or last), *(each.action for each in shown)]
        hints = [self._hint(each) for each in shown]
        rows: list[Content] = []
        chosen: list[Binding] = []
        for binding in sorted(shown, key=lambda each: first.index(each.action)):
            tried = [each for each in shown if each in (*chosen, binding)]
            longer = rows_of([hints[shown.index(each)] for each in tried], gap, self.size.width)
            if len(longer) <= self._rows_allowed or not rows:
                chosen, rows = tried, longer
        return rows

    @property
    def _rows_allowed(self) -> int:
        fewest = self._fewest_rows + self.screen.has_class("-asking")
        return min(fewest, self._most_rows) if self.screen.has_class("-low") else self._most_rows

    def _hint(self, binding: Binding) -> Content:
        press = Style.from_meta({"@click": f"app.press({binding.key!r})"})
        key = self.app.get_key_display(binding)
        meaning = self._named(binding.action) or binding.description
        return Content.assemble((key, press + KEY), (f" {meaning}", press))
