"""A form: rows of fields, one of them under the cursor.

It is drawn line by line, like the lists, because a session of many sets has a hundred fields.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from calf_tui.core.text import formatting
from calf_tui.ui.forms.fields import FormLayout, Row
from calf_tui.ui.keys.bindings import FORM, GRID
from calf_tui.ui.widgets.choice_list import mark_of_more

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Size

    from calf_tui.ui.forms.fields import Column, Field

CARET = "▏"
NARROW = 16
"""A label with fewer cells than this has the leg in one letter."""


class Form(Widget, can_focus=True):
    """A form; `columns` are those of rows with more than one field."""

    BINDINGS = FORM
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form--cursor",
        "form--label",
        "form--beside",
        "form--fault",
    }
    DEFAULT_CSS = """
    Form { height: auto; }
    Form > .form--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    Form > .form--label { color: $quiet; }
    Form > .form--beside { color: $quiet; }
    Form > .form--fault { color: $error; text-style: underline; }
    """

    class Changed(Message):
        """The cursor has moved to another field, or its value has changed."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column] = ()) -> None:
        super().__init__()
        self.rows = list(rows)
        self._before = tuple(rows)
        self._columns = columns
        self._row = self._column = self._top = 0

    @property
    def is_changed(self) -> bool:
        """Whether any field has changed."""
        return [_texts(row) for row in self.rows] != [_texts(row) for row in self._before]

    @property
    def field(self) -> Field[object]:
        """The field under the cursor."""
        return self.rows[self._row].fields[self._place]

    @property
    def _place(self) -> int:
        """The place of the field under the cursor in its row, which may have fewer than others."""
        return min(self._column, len(self.rows[self._row].fields) - 1)

    @property
    def help(self) -> str:
        """What the field under the cursor is for; in a row of several, with the row's name."""
        row, text = self.rows[self._row], self.field.text
        said = self._help_of(row, self._place)
        is_cut = len(row.fields) > 1 and len(text) >= self._layout.widths[self._place]
        return f"{said.removesuffix('.')}: {text}." if is_cut else said

    @property
    def helps(self) -> Iterator[str]:
        """Yields the help of each field."""
        for row in self.rows:
            yield from (self._help_of(row, column) for column in range(len(row.fields)))

    def _help_of(self, row: Row, column: int) -> str:
        if len(row.fields) == 1:
            return row.help
        return f"{row.label}{row.tail}: {self._columns[column].help}"

    def find_fault(self) -> str:
        """Moves the cursor to the first invalid field and returns what it expects; else ""."""
        found = next(faults_of(self.rows), None)
        if found is None:
            return ""
        self._row, self._column, wants = found
        self._show()
        return f"{self.rows[self._row].label}{self.rows[self._row].tail}: {wants} is wanted here."

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        """Returns a line for each row, and one for the headings of the columns."""
        return len(self._layout.lines)

    def render_line(self, y: int) -> Strip:
        """Returns a line."""
        layout = self._layout
        lines, width = layout.lines, layout.width
        place = self._scrolled(lines) + y
        if place >= len(lines):
            return Strip.blank(width, self.rich_style)
        row = lines[place]
        segments = self._heads(layout) if row is None else self._cells(layout, row)
        strip = Strip(list(segments)).adjust_cell_length(width - 1, self.rich_style)
        mark = mark_of_more(y, self.size.height, place, len(lines)) or " "
        return Strip([*strip, Segment(mark, self._style("label"))], width)

    def on_key(self, event: events.Key) -> None:
        """Types a character that the field accepts; other keys are commands."""
        sign, field = event.character, self.field
        if sign is None or not event.is_printable:
            return
        is_step = sign in "+-=" and field.is_fresh and not field.is_prose
        if not is_step and (field.is_prose or sign in (field.accepts or "")):
            event.stop()
            event.prevent_default()
            self._put(field.typed(sign))

    def check_consume_key(self, _key: str, character: str | None) -> bool:
        """Returns whether the key would be typed: a text field takes any character."""
        return self.field.is_prose and character is not None and character.isprintable()

    def on_paste(self, event: events.Paste) -> None:
        """Types a pasted text on one line."""
        field = self.field
        for sign in on_one_line(event.text):
            field = field.typed(sign)
        event.stop()
        self._put(field)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the clicked field."""
        layout = self._layout
        lines = layout.lines
        place = self._scrolled(lines) + event.y
        row = lines[place] if place < len(lines) else None
        if row is None:
            return
        self._leave_field()
        self._row, self._column = row, layout.column_at(row, event.x)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to step through values where + and − are not letters of a text."""
        if action == "step":
            return not self.field.is_prose
        return super().check_action(action, parameters)

    def action_row(self, rows: int) -> None:
        """Moves the cursor down by this many rows."""
        row = max(0, min(len(self.rows) - 1, self._row + rows))
        self._leave_field()
        self._row = row
        self._show()

    def action_column(self, columns: int) -> None:
        """Moves the cursor to the right; a single field in a row changes its value instead."""
        fields = self.rows[self._row].fields
        if len(fields) == 1:
            self.action_step(columns)
            return
        self._leave_field()
        self._column = max(0, min(len(fields) - 1, self._place + columns))
        self._show()

    def action_step(self, steps: int) -> None:
        """Changes the value by this many steps."""
        self._put(self.field.stepped(steps))

    def action_erase(self, whole: str = "") -> None:
        """Erases the last character, or all."""
        self._put(self.field.erased(whole=bool(whole)))

    @property
    def _layout(self) -> FormLayout:
        return FormLayout(self.rows, self._columns, self.size.width)

    def _scrolled(self, lines: Sequence[int | None]) -> int:
        """Returns the first visible line, scrolled as little as needed to show the cursor."""
        place = lines.index(self._row)
        self._top = min(max(self._top, place + 1 - self.size.height), place)
        return self._top

    def _put(self, field: Field[object]) -> None:
        row, place = self.rows[self._row], self._place
        fields = (*row.fields[:place], field, *row.fields[place + 1 :])
        self.rows[self._row] = replace(row, fields=fields)
        self._show()

    def _leave_field(self) -> None:
        """Lets typing replace the content when the cursor comes back."""
        if not self.field.is_prose:
            self._put(replace(self.field, is_fresh=True))

    def _show(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"form--{name}")

    def _heads(self, layout: FormLayout) -> Iterator[Segment]:
        style = self._style("label")
        yield Segment(" " * layout.label_width(is_grid=True), style)
        for head in layout.heads:
            yield Segment(head, style)

    def _cells(self, layout: FormLayout, number: int) -> Iterator[Segment]:
        row = self.rows[number]
        width = layout.label_width(is_grid=len(row.fields) > 1)
        yield Segment(_fitted(row, width), self._style("label"))
        widths = layout.widths if len(row.fields) > 1 else [layout.width - width - 1]
        for place, (field, room) in enumerate(zip(row.fields, widths, strict=False)):
            here = (number, place) == (self._row, self._place)
            yield from self._cell(field, room, here=here and self.has_focus)

    def _cell(self, field: Field[object], room: int, *, here: bool) -> Iterator[Segment]:
        text = formatting.one_line(field.text) + (CARET if here and not field.is_fresh else "")
        # While it is edited, its end is visible, else its beginning.
        text = (text[-(room - 1) :] if here and field.is_prose else text[: room - 1]) or " "
        style = self._style("fault") if not field.is_fine else self.rich_style
        yield Segment(text, self._style("cursor") if here else style)
        beside = f" {field.beside}" if field.beside else ""
        # What would touch the next column is left out, not cut.
        beside = beside if len(text) + len(beside) < room else ""
        yield Segment(beside.ljust(room - len(text)), self._style("beside"))


class Grid(Form):
    """A form of which some rows have several fields."""

    BINDINGS = GRID


def on_one_line(text: str) -> str:
    """Returns a pasted text on one line, with a space for each line break, without blank lines."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def faults_of(rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """Yields row and column of each invalid field, and what it expects."""
    for line, row in enumerate(rows):
        for column, field in enumerate(row.fields):
            if not field.is_fine:
                yield line, column, field.wants


def _fitted(row: Row, width: int) -> str:
    tail = row.tail
    if len(row.label) + len(tail) >= width and width < NARROW:
        tail = tail.replace(" left", " L").replace(" right", " R")
    room = width - len(tail) - 1
    return f"{formatting.cut(row.label, room)}{tail}".ljust(width)[:width]


def _texts(row: Row) -> list[str]:
    return [field.text for field in row.fields]
