"""A list with a cursor, drawn line by line: much faster than a list of widgets."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, overload

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.ui.keys.home_bindings import CHOICES
from calf_tui.ui.widgets.screen_size import scrolls

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.geometry import Size

    Row = tuple[int, str]
    """The number of the line it belongs to, and its text."""

Item = TypeVar("Item")
MORE_ABOVE, MORE_BELOW, MORE_AROUND = "▲", "▼", "↕"
NO_LINE = -1


class ChoiceList(Widget, can_focus=True):
    """Lines of text, cut or wrapped, one of them under the cursor or none (`NO_LINE`)."""

    BINDINGS = CHOICES
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--cursor", "choices--more"}
    DEFAULT_CSS = """
    ChoiceList { height: auto; }
    ChoiceList > .choices--cursor {
        color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
    }
    ChoiceList:focus > .choices--cursor {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    ChoiceList > .choices--more { color: $quiet; }
    """

    class Moved(Message):
        """The cursor has moved to another line."""

        def __init__(self, choices: ChoiceList) -> None:
            super().__init__()
            self.choices = choices

        @property
        def control(self) -> ChoiceList:
            """The list with the cursor."""
            return self.choices

    class Chosen(Moved):
        """The line under the cursor was clicked."""

    def __init__(
        self,
        lines: Sequence[str],
        *,
        cursor: int = 0,
        wrap: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._lines = lines
        self._wrap = wrap
        self.cursor = cursor
        """The line under the cursor, from 0, or `NO_LINE`."""
        self._top = 0

    def show(self, lines: Sequence[str], cursor: int = 0) -> None:
        """Shows other lines, with the cursor on this one."""
        was_movable = self._is_movable
        self._lines, self.cursor = lines, cursor
        self._top = self._top if cursor else 0
        self.refresh(layout=True)
        if self._is_movable != was_movable:
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to move if there is more than one line."""
        if action == "page":
            if not self.outer_size:
                return False  # `size` would begin another layout inside the first one
            # If a pane beside it scrolls, these keys belong to the pane.
            is_long = len(self._rows(self.size.width)) > self.size.height
            return is_long and not scrolls(self.screen)
        if action == "move":
            return self._is_movable
        return super().check_action(action, parameters)

    @property
    def _is_movable(self) -> bool:
        return len(self._lines) > 1

    def segments(self, _line: int, text: str, style: Style) -> list[Segment]:
        """Returns the segments of a row of this line."""
        return [Segment(f" {text}", style)]

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Returns the number of rows of all lines."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Returns a row."""
        width = self.size.width
        rows = self._rows(width)
        place = self._scrolled(rows) + y
        if place >= len(rows):
            return Strip.blank(width, self.rich_style)
        line, text = rows[place]
        at_cursor = line == self.cursor
        style = self.get_component_rich_style("choices--cursor") if at_cursor else self.rich_style
        strip = Strip(self.segments(line, text, style)).adjust_cell_length(width - 1, style)
        return Strip([*strip, self._edge(y, place, len(rows), style)], width)

    def action_move(self, lines: int) -> None:
        """Moves the cursor by this many lines, at most to the first or last."""
        cursor = max(0, min(len(self._lines) - 1, self.cursor + lines))
        if cursor != self.cursor:
            self.cursor = cursor
            self.refresh()
            self.post_message(self.Moved(self))

    def action_page(self, pages: int) -> None:
        """Moves the cursor by as many lines as are visible."""
        self.action_move(pages * max(1, self.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the clicked line, or chooses it if the cursor is there."""
        rows = self._rows(self.size.width)
        place = self._scrolled(rows) + event.y
        if place < len(rows) and rows[place][0] == self.cursor:
            self.post_message(self.Chosen(self))
        elif place < len(rows):
            self.action_move(rows[place][0] - self.cursor)

    def _rows(self, width: int) -> Sequence[Row]:
        if not self._wrap:
            return LazySequence(len(self._lines), lambda line: (line, self._lines[line]))
        return [
            (line, row)
            for line, text in enumerate(self._lines)
            for row in textwrap.wrap(text, max(1, width - 2))
        ]

    def _scrolled(self, rows: Sequence[Row]) -> int:
        """Returns the first visible row, scrolled as little as needed to show the cursor's line."""
        if not self._wrap:
            places = [self.cursor] if rows and self.cursor != NO_LINE else []
        else:
            places = [place for place, (line, _) in enumerate(rows) if line == self.cursor]
        if places:
            top = min(self._top, max(0, len(rows) - self.size.height))
            self._top = min(max(top, places[-1] + 1 - self.size.height), places[0])
        return self._top

    def _edge(self, y: int, place: int, rows: int, style: Style) -> Segment:
        """Returns the last cell of a row: a mark if there is more above or below."""
        if mark := mark_of_more(y, self.size.height, place, rows):
            return Segment(mark, self.get_component_rich_style("choices--more"))
        return Segment(" ", style)


def mark_of_more(y: int, height: int, place: int, rows: int) -> str:
    """Returns the mark for rows above or below, in row `y` of `height`, which shows `place`."""
    is_above, is_below = y == 0 and place > 0, y == height - 1 and place < rows - 1
    if is_above and is_below:
        return MORE_AROUND
    return MORE_ABOVE if is_above else MORE_BELOW if is_below else ""


class LazySequence(Sequence[Item]):
    """So many items, each made when it is read: only visible lines are."""

    def __init__(self, count: int, make: Callable[[int], Item]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            return [self._make(number) for number in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        return self._make(place)
