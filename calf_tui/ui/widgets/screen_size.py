"""Lays a screen out for the newest size of the terminal; divides or scrolls what is too long."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from textual._context import visible_screen_stack
from textual._styles_cache import StylesCache
from textual.containers import VerticalScroll
from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual import getters
    from textual.events import ScreenResume
    from textual.geometry import Size

    from calf_tui.ui.app_interface import AppInterface


Result = TypeVar("Result")


class SizedScreen(Screen[Result]):
    """A screen that passes over a size that is no longer the terminal's.

    Textual tells a screen of each size that it was laid out for. With two sizes in its queue, as
    one below a dialog may have, each would lay it out anew for ever. It also sets the classes of a
    size after the layout, which would show for a moment what belongs to another size.
    """

    if TYPE_CHECKING:
        app = getters.app(AppInterface)
    _was_in_front = False

    def on_compose(self) -> None:
        """Sets the classes for the size before there are widgets, which get their styles once."""
        self.take_size_classes(self.app.size)

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Keeps the widgets, which have just got their styles, from getting them again at first.

        Textual calls this before its own method of this name.
        """
        event.refresh_styles = event.refresh_styles and self._was_in_front
        self._was_in_front = True

    def on_unmount(self) -> None:
        """Frees what its widgets have drawn; Textual keeps that of a thousand widgets.

        With them a full garbage collection would take a tenth of a second.
        """
        StylesCache.get_inner_outer.cache_clear()

    def take_size_classes(self, size: Size) -> None:
        """Sets the classes of a size before the screen is laid out for it."""
        widths, heights = self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        widths = self.app.HORIZONTAL_BREAKPOINTS if widths is None else widths
        heights = self.app.VERTICAL_BREAKPOINTS if heights is None else heights
        chosen = {_class_of(size.width, widths or ()), _class_of(size.height, heights or ())}
        every = {name for _, name in (*(widths or ()), *(heights or ()))}
        self.update_classes({name: name in chosen for name in every})

    def renew(self) -> None:
        """Shows what it says of the records and the date as they are now; raises `UserError`."""

    def render(self) -> RenderableType:
        """Draws the screen directly below, where that shows through.

        Textual draws the uppermost screen that was not yet taken in this frame. Where another still
        has its picture and takes none, that is the wrong screen, or one that draws this one without
        end.
        """
        screens = self.app.screen_stack
        place = screens.index(self) if self in screens else 0
        visible_screen_stack.set([*screens[:place]])
        return super().render()

    def _screen_resized(self, size: Size) -> None:
        # Textual asks those behind again whenever one is opened in front of them.
        is_behind_and_laid_out = size == self.outer_size and not self.is_active
        if size == self.app.size and not is_behind_and_laid_out:
            self.take_size_classes(size)
            super()._screen_resized(size)


def _class_of(cells: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """Returns the class of the largest breakpoint that is reached; "" for none."""
    reached = [each for each in breakpoints if each[0] <= cells]
    return max(reached)[1] if reached else ""


def filled_parts(lengths: Sequence[int], gap: int, limit: int) -> list[slice]:
    """Returns the lengths in order in parts, each with as many as `limit` holds, but one at least.

    A gap is between two of a part.
    """
    parts, used = [slice(0, 0)], 0
    for place, length in enumerate(lengths):
        first = parts[-1].start
        if place > first and used + gap + length > limit:
            parts.append(slice(place, place + 1))
            used = length
        else:
            parts[-1] = slice(first, place + 1)
            used += length + gap * (place > first)
    return parts


def even_parts(lengths: Sequence[int], gap: int, count: int, limit: int) -> list[slice]:
    """Returns them in at most `count` parts, of which the longest is as short as it can be.

    Filled up to `limit` there must be no more parts than that.
    """
    mean = ceil((sum(lengths) + gap * (len(lengths) - count)) / count)
    shortest = min(max(1, mean, *lengths), limit)
    while len(found := filled_parts(lengths, gap, shortest)) > count:
        shortest += 1
    return found


def scrolls(screen: Screen[Any]) -> bool:
    """Returns whether a visible pane can scroll."""
    panes = screen.walk_children(ScrollPane)
    return any(each.show_vertical_scrollbar and each.region for each in panes)


class ScrollPane(VerticalScroll, can_focus=False):
    """A pane that `app.scroll_pane` scrolls; its keys are shown while it can scroll."""

    DEFAULT_CSS = """
    ScrollPane { scrollbar-size-vertical: 1; scrollbar-color: $track; }
    """

    def watch_show_vertical_scrollbar(self) -> None:
        """Updates the keys, because it may have become scrollable."""
        self.call_after_refresh(self.screen.refresh_bindings)
