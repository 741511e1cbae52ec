"""The fields of forms as plain values, which steps and keys change, and their columns. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.text.date_parsing import written_days
from calf_tui.ui.theme import WIDTHS

NOTHING = "–"
Value = TypeVar("Value")
WIDE = WIDTHS[1][0]


@dataclass(frozen=True, slots=True)
class Field(Generic[Value]):
    """A value of a form.

    `text` is its content; `read` returns its value, or raises ValueError while it is invalid.
    `step` returns the text some steps on. `accepts` are the characters that may be typed: "" for a
    field that can only be stepped through, None for any. `wants` says what is expected. If
    `is_fresh`, the next typed character replaces the content. `beside` is shown after it.
    """

    text: str
    read: Callable[[str], Value]
    step: Callable[[str, int], str]
    accepts: str | None
    wants: str
    longest: int = 10
    is_fresh: bool = True
    beside: str = ""

    @property
    def value(self) -> Value:
        """The value; raises ValueError if the text is invalid."""
        return self.read(self.text)

    @property
    def is_fine(self) -> bool:
        """Whether the text is valid."""
        try:
            self.read(self.text)
        except ValueError:
            return False
        return True

    @property
    def is_prose(self) -> bool:
        """Whether any character can be typed."""
        return self.accepts is None

    def stepped(self, steps: int) -> Field[Value]:
        """Returns the field with its value some steps on."""
        return replace(self, text=self.step(self.text, steps), is_fresh=True)

    def typed(self, sign: str) -> Field[Value]:
        """Returns the field with one more character, if it accepts it."""
        if self.accepts is not None and sign not in self.accepts:
            return self
        begun = "" if self.is_fresh else self.text
        if len(begun) >= self.longest:
            return self
        return replace(self, text=begun + sign, is_fresh=False)

    def erased(self, *, whole: bool = False) -> Field[Value]:
        """Returns the field without its last character, or empty, if it can be typed into."""
        if self.accepts == "":
            return self
        rest = "" if whole or self.text == NOTHING else self.text[:-1]
        return replace(self, text=rest, is_fresh=False)


def text_field(value: str, longest: int) -> Field[str]:
    """Returns a field for any text on one line."""
    return Field(value, str.strip, lambda text, _: text, None, "words", longest, is_fresh=False)


def name_field(value: str, longest: int) -> Field[str]:
    """Returns a field for a text that must not be empty."""

    def read(text: str) -> str:
        if not text.strip():
            raise ValueError
        return text.strip()

    return Field(value, read, lambda text, _: text, None, "a name", longest, is_fresh=False)


def number_field(
    value: float | None,
    low: float,
    high: float,
    *,
    step: float = 1,
    optional: bool = False,
    whole: bool = True,
    beside: str = "",
) -> Field[float | None]:
    """Returns a field for a number from `low` to `high`; if `optional`, it may be empty."""

    def read(text: str) -> float | None:
        if text in ("", NOTHING):
            if optional:
                return None
            raise ValueError
        number = float(text.replace(",", "."))
        if not low <= number <= high or (whole and number % 1):
            raise ValueError
        return int(number) if whole else number

    def stepped(text: str, steps: int) -> str:
        try:
            number = read(text)
        except ValueError:
            number = None
        if number is None:
            return _number(low) if steps > 0 or not optional else NOTHING
        further = number + steps * step
        if optional and not low <= further <= high:
            return NOTHING
        return _number(min(high, max(low, further)))

    wants = f"a number from {low:g} to {high:g}" + (", or nothing" if optional else "")
    shown = NOTHING if value is None else _number(value)
    return Field(
        shown, read, stepped, "0123456789" if whole else "0123456789.,", wants, 6, beside=beside
    )


def choice_field(value: str, choices: Sequence[str]) -> Field[str]:
    """Returns a field for one of these texts; `value` is added if it is not among them."""
    return option_field(value, {each: each for each in (*choices, value)})


def option_field(value: Value, options: Mapping[str, Value]) -> Field[Value]:
    """Returns a field for one of these values, by their texts."""
    texts = tuple(options)

    def stepped(text: str, steps: int) -> str:
        return texts[(texts.index(text) + steps) % len(texts)]

    shown = next(text for text, each in options.items() if each == value)
    return Field(shown, options.__getitem__, stepped, "", "one of these", max(map(len, texts)))


def yes_no_field(*, is_yes: bool) -> Field[bool]:
    """Returns a field for yes or no."""
    return option_field(is_yes, {"yes": True, "no": False})


def date_field(value: date | None, today: date, *, optional: bool = False) -> Field[date | None]:
    """A date in figures, or a day of this month; where it is optional it may say nothing."""

    def read(text: str) -> date | None:
        if optional and text in ("", NOTHING):
            return None
        if text.isdecimal() and len(text) <= 2:
            return today.replace(day=int(text))
        (day,) = written_days(text)
        return day

    def stepped(text: str, steps: int) -> str:
        try:
            before = read(text)
            after = today if before is None else before + timedelta(days=steps)
        except (ValueError, OverflowError):
            after = today
        return after.isoformat()

    wants = "a date such as 2026-11-22 or 22.11.2026" + (", or nothing" if optional else "")
    return Field(value.isoformat() if value else NOTHING, read, stepped, "0123456789-./", wants)


def time_field(value: time) -> Field[time]:
    """Returns a field for a time of day in minutes."""

    def read(text: str) -> time:
        hours, _, minutes = text.partition(":")
        return time(int(hours), int(minutes or 0))

    def stepped(text: str, steps: int) -> str:
        try:
            before = read(text)
        except ValueError:
            before = value
        minutes = (before.hour * 60 + before.minute + steps * 5) % (24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"

    return Field(f"{value:%H:%M}", read, stepped, "0123456789:", "a time such as 07:30", 5)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: its label, and its fields from left to right; `help` says what it is for.

    If there is too little space, the label is cut, but not its `tail`. `name` is that of its value
    in `values_of`.
    """

    label: str
    fields: tuple[Field[Any], ...]
    tail: str = ""
    help: str = ""
    name: str = ""

    @property
    def value(self) -> Any:
        """The value of its first field; raises ValueError if the text is invalid."""
        return self.fields[0].value


def values_of(rows: Sequence[Row]) -> dict[str, Any]:
    """Returns the values of a valid form by the names of its rows."""
    return {row.name: row.value for row in rows if row.name}


def _number(value: float) -> str:
    return f"{value:.6g}"


class Column(NamedTuple):
    """The heading and width of a column of fields, `short` for narrow panes, and what it is for."""

    head: str
    width: int
    short: str
    short_width: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The layout of rows in `width` cells; `columns` are those of rows with several fields."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    width: int

    @property
    def is_wide(self) -> bool:
        """Whether everything fits in full."""
        return self.width >= WIDE - 10

    @property
    def lines(self) -> list[int | None]:
        """The number of the row on each line; None for the headings of the columns."""
        lines: list[int | None] = list(range(len(self.rows)))
        grid = next((n for n, row in enumerate(self.rows) if len(row.fields) > 1), None)
        if grid is not None:
            lines.insert(grid, None)
        return lines

    @property
    def widths(self) -> list[int]:
        """The widths of the columns."""
        return [each.width if self.is_wide else each.short_width for each in self.columns]

    @property
    def heads(self) -> list[str]:
        """The headings, each as wide as its column."""
        names = (each.head if self.is_wide else each.short for each in self.columns)
        return [name[:width].ljust(width) for name, width in zip(names, self.widths, strict=True)]

    def label_width(self, *, is_grid: bool) -> int:
        """Returns the width of the labels, the same for all rows if there is enough space."""
        longest = max(len(row.label) + len(row.tail) for row in self.rows) + 2
        if self.is_wide or is_grid:
            return max(6, min(longest, self.width - 1 - sum(self.widths)))
        return max(len(row.label) for row in self.rows if len(row.fields) == 1) + 2

    def column_at(self, row: int, x: int) -> int:
        """Returns which field of a row is at `x`; the first one for all that is left of it."""
        last = len(self.rows[row].fields) - 1
        edge = self.label_width(is_grid=last > 0)
        for column, width in enumerate(self.widths[:last]):
            edge += width
            if x < edge:
                return column
        return last
