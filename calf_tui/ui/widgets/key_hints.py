"""The hints of the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style as RichStyle
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from calf_tui.ui.widgets.screen_size import even_parts, filled_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.geometry import Size

    _Told = tuple[Binding, str, str]
    """A binding, its key, and what it does now."""

ROOMY = 70
APART, CLOSE = Content(" " * 3), Content(" " * 2)
"""Between two hints: the first from `ROOMY` columns on, where it costs neither a row nor a hint."""
FIRST_BY_DEFAULT = (
    *("back", "screen.leave", "leave", "go_on", "answer(False)"),
    *("keep", "app.quit", "app.help", "app.scroll_pane(4)", "stop_question"),
)
"""What is in sight wherever any key is: the way out, the help, the rest of a page.

And the question after a stop for pain, of which a text says that its key stands below.
"""
KEY = Style(bold=True)


def rows_of(hints: Sequence[Content], gap: Content, width: int) -> list[Content]:
    """Returns the hints in rows of at most `width` cells, about equally long: none is alone."""
    lengths, between = [each.cell_length for each in hints], gap.cell_length
    count = len(filled_parts(lengths, between, width))
    return [gap.join(hints[each]) for each in even_parts(lengths, between, count, width)]


class KeyHints(Widget):
    """The keys of the screen with their meanings; a click does the same as the key.

    They have `most_rows`, on a low screen `fewest_rows`, and there one more while a question is
    open, but beside a notice a single one, or two after a stop for pain; what does not fit is left
    to the help. `first` names the actions that are given room before all others, the most important
    first; by default those that lead out and to help. A dialog without them keeps its rows beside a
    notice, because each of its keys is an answer. Of others than `only` (all of them by default)
    the help alone tells. `alarming` has the colour of pain. `named` says what an action does now,
    and `keyed` which keys do it, where that changes.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyHints { width: 1fr; height: auto; max-height: 3; color: $quiet;
        link-background-hover: transparent; link-color-hover: $foreground; }
    """

    def __init__(
        self,
        *,
        most_rows: int = 3,
        fewest_rows: int = 3,
        first: Sequence[str] = (),
        only: Collection[str] = (),
        alarming: str = "",
        named: Callable[[str], str] = lambda _: "",
        keyed: Callable[[Binding], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self.content = Content("")
        self._most_rows = most_rows
        self._fewest_rows = fewest_rows
        self._first = first
        self._only = only
        self._alarming = alarming
        self.named = named
        self._keyed = keyed
        self._is_beside_notice = False
        self._drawn: tuple[object, ...] = ()

    @property
    def link_style(self) -> RichStyle:
        """No style of its own, because each hint has its colour."""
        return RichStyle.null()

    def render(self) -> Content:
        """Returns the hints."""
        return self.content

    def on_mount(self) -> None:
        """Draws the hints again whenever the keys change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._draw())
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._make_room())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of rows; in the first layout it draws the hints for this width.

        Otherwise the first frame would be without them.
        """
        if not self.content:
            self._draw(width)
        return super().get_content_height(container, viewport, width)

    def on_resize(self) -> None:
        """Draws the hints for the new width, closer if there is too little space."""
        self._draw()

    def _make_room(self) -> None:
        """Leaves a notice its rows on a low screen, and takes them back after it."""
        is_beside = self.screen.has_class("-low") and bool(self.screen.query("Toast"))
        if is_beside != self._is_beside_notice:
            self._is_beside_notice = is_beside
            self.call_later(self.screen.set_class, is_beside, "-noticed")
            self._draw()

    def _draw(self, width: int | None = None) -> None:
        """Draws the hints; in a layout `width` is what they will have, else they have it."""
        if not self.screen.is_active or not (width or self.size):
            return
        by_action: dict[str, Binding] = {}
        taken: dict[str, str] = {}  # the focused widget decides what a key does
        for active in self.screen.active_bindings.values():
            binding = active.binding
            is_told = not self._only or binding.action in self._only
            if binding.show and active.enabled and is_told:
                key = self.app.get_key_display(binding)
                if taken.setdefault(key, binding.action) == binding.action:
                    by_action.setdefault(binding.action, binding)
        # In the order of the screen, those of the focused widget first.
        declared = [each.action for each in self.screen.BINDINGS if isinstance(each, Binding)]
        order = {action: place for place, action in enumerate(declared)}
        shown = sorted(by_action.values(), key=lambda each: order.get(each.action, -1))
        room = width or self.size.width
        told = [(each, *self._words(each)) for each in shown]
        state = told, room, self._rows_allowed, self.app.size.width
        if state == self._drawn:
            return
        self._drawn = state
        hints = self._fitting(told, room)
        rows = rows_of(hints, CLOSE, room) if hints else []
        if hints and self.app.size.width >= ROOMY:
            apart = rows_of(hints, APART, room)
            rows = apart if len(apart) == len(rows) else rows
        content = Content("\n").join(rows)
        if content != self.content:
            self.content = content
            self.clear_cached_dimensions()
            if not self.outer_size:  # it has no place yet, and a refresh would lay out the screen
                self._layout_cache.clear()
                return
            has_other_height = width is None and len(rows) != self.size.height
            self.refresh(layout=has_other_height)
            if has_other_height:
                # A layout that is requested during another one is lost.
                self.call_later(self.refresh, layout=True)

    def _fitting(self, told: Sequence[_Told], width: int) -> list[Content]:
        """Returns the hints of as many of them as there is room for, in their order."""
        shown = [each for each, _, _ in told]
        first = [*(self._first or FIRST_BY_DEFAULT), *(each.action for each in shown)]
        hints = {each[0]: self._hint(*each) for each in told}
        chosen: list[Binding] = []
        for binding in sorted(shown, key=lambda each: first.index(each.action)):
            tried = [each for each in shown if each in (*chosen, binding)]
            lengths = [hints[each].cell_length for each in tried]
            rows = len(filled_parts(lengths, CLOSE.cell_length, width))
            if rows <= self._rows_allowed or not chosen:
                chosen = tried
        return [hints[each] for each in chosen]

    @property
    def _rows_allowed(self) -> int:
        if self._is_beside_notice and (self._first or not self.screen.is_modal):
            return 1 + self.screen.has_class("-stopped")
        fewest = self._fewest_rows + self.screen.has_class("-asking")
        return min(fewest, self._most_rows) if self.screen.has_class("-low") else self._most_rows

    def _words(self, binding: Binding) -> tuple[str, str]:
        """Returns the key, and what it does now."""
        key = self._keyed(binding) or self.app.get_key_display(binding)
        return key, self.named(binding.action) or binding.description

    def _hint(self, binding: Binding, key: str, meaning: str) -> Content:
        press = Style.from_meta({"@click": f"app.press({binding.key!r})"})
        said = Content.assemble((key, press + KEY), (f" {meaning}", press))
        return said.stylize("bold $error") if binding.action == self._alarming else said
