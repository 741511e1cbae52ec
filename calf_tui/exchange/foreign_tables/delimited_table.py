"""A table whatever stands between its cells, the meaning of its headings, and how to read it."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime, timedelta
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.exchange.fields import COLUMNS
from calf_tui.exchange.foreign_tables.cell_formats import KILOGRAMS, POUNDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

_DELIMITERS = ",;\t"
"""The delimiters that spreadsheets use, which depend on the country."""
_SEPARATOR_LINE = re.compile(r'\s*"?sep=([,;\t|])"?[,;\t|]*[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The first line by which some spreadsheets know the delimiter."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class TableOptions(NamedTuple):
    """How to read a table.

    `dates` is the order of day, month and year, "" where the column is to decide; `weights` the
    unit of weights without one, "" where none was said. `named` says which move, by its id, a name
    in the table means; `known` are the moves there are. `at` gives a time on the wall its offset.
    `today` tells which dates are still to come; None where nobody asks.
    """

    dates: str = ""
    weights: str = ""
    named: Mapping[str, str] = _NOTHING
    known: Mapping[str, str] = _NOTHING
    at: Callable[[datetime], datetime] = datetime.astimezone
    today: date | None = None

    def date_problem(self, local_date: str) -> str:
        """What is wrong with the date of what was done, as YYYY-MM-DD; empty where nothing is.

        Tomorrow may be today in another time zone.
        """
        if self.today is None or local_date <= (self.today + timedelta(days=1)).isoformat():
            return ""
        return f"{local_date} is still to come"


DEFAULT_OPTIONS = TableOptions()
LONGEST_LINE = 1_000_000
"""Characters; a row has a few hundred, and longer ones take long to look at [ours]."""


class DelimitedTable(NamedTuple):
    """A table: its headings, and the rows with their numbers; the headings are row 1."""

    head: list[str]
    rows: list[tuple[int, list[str]]]
    decimal_comma: bool
    problems: list[str]
    """The parts that could not be read, each with its row or line."""


def _require_lines(text: str) -> None:
    start = 0
    while len(text) - start > LONGEST_LINE:
        start = text.rfind("\n", start, start + LONGEST_LINE) + 1
        if not start:
            raise ValueError(f"it is no table: a line has more than {LONGEST_LINE:,} characters")


def delimited_table_of(text: str) -> DelimitedTable:
    """Returns the table in a text; raises ValueError, with the reason, if there is none."""
    problems: list[str] = []
    _require_lines(text)
    if "\0" in text:  # older versions of `csv` raise an error
        at = text.count("\n", 0, text.index("\0")) + 1
        problems.append(f"line {at}: it holds a NUL character, which belongs in no text")
        text = text.replace("\0", "")
    said = _SEPARATOR_LINE.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said else max(_DELIMITERS, key=body.partition("\n")[0].count)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(row):
                rows.append((number, row))
    except csv.Error as error:
        problems.append(f"row {number + 1}: it cannot be read, nor what follows it: {error}")
    if not rows:
        raise ValueError("it holds no table")
    head = [name.strip() for name in rows[0][1]]
    for row_number, row in rows[1:]:
        if any(row[len(head) :]):
            problems.append(f"row {row_number}: it has more cells than the head")
    return DelimitedTable(head, rows[1:], delimiter != ",", problems)


_NAMES = {
    "local_date": "date day datum workout_date workout_day date_yyyy_mm_dd yyyy_mm_dd",
    "started_at": "start start_time start_time_h_mm started",
    "ended_at": "end end_time end_time_h_mm ended finished_at",
    "routine_name": "workout_name title session session_name",
    "number": "workout_no workout_number",
    "exercise": "exercise_name exercise_title move movement",
    "set": "set_order set_index set_number",
    "set_count": "sets number_of_sets",
    "load_kg": "weight load weight_kg weight_kgs weight_lb weight_lbs load_lb load_lbs kg lb lbs",
    "unit": "weight_unit load_unit",
    "done_reps": "reps rep repetitions",
    "done_seconds": "seconds secs sec duration_seconds time set_time hold",
    "set_note": "notes comment comments exercise_notes",
    "note": "workout_notes description",
    "length": "duration workout_duration duration_sec duration_h duration_hours duration_minutes "
    "duration_min",
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
_SURELY_SECONDS = frozenset(("seconds", "secs", "sec", "duration_seconds", "done_seconds", "hold"))
"""Beside one of these a column "time" is the time of day."""
_SET_CELL = re.compile(r"set_(\d+)_([a-z]+)(?:_([a-z_]+))?")
"""A set with columns of its own, of which there are many in a row."""
_SECONDS = frozenset(("sec", "secs", "second", "seconds", "s"))
_SET_CELLS = {
    **dict.fromkeys(("rep", "reps", "repetitions"), "done_reps"),
    **dict.fromkeys(("weight", "load", *KILOGRAMS, *POUNDS), "load_kg"),
    **dict.fromkeys(("time", "duration", "hold", *_SECONDS), "done_seconds"),
}
_SET_UNITS = {
    "load_kg": KILOGRAMS | POUNDS,
    "done_seconds": _SECONDS | {"mm_ss", "m_ss", "hh_mm_ss", "h_mm_ss"},
}
"""What the head of such a column may say after its meaning."""
_UNITS_OF_LENGTH = {"sec": 1, "h": 3600, "hours": 3600, "min": 60, "minutes": 60}
_KNOWN_BY = {
    "Hevy": {"exercise_title", "start_time"},
    "StrongLifts": {"exercise", "set_1_reps"},
    "Strong": {"exercise_name", "set_order", "date"},
    "FitNotes": {"exercise", "category", "date"},
}
"""The columns by which the table of a program is recognized, the most certain first."""


class Place(NamedTuple):
    """The meaning of a column: a column of the CSV export, or one from which some are computed.

    `of_set` is the number of the set if a row has several, else 0. `unit` is that of the heading.
    """

    column: int
    meaning: str
    of_set: int = 0
    unit: str = ""


class TableHeader(NamedTuple):
    """The parsed headings of a table. `program` wrote the table; empty if a person did."""

    places: tuple[Place, ...]
    program: str
    unknown: tuple[str, ...]

    @property
    def meanings(self) -> frozenset[str]:
        """The meanings of the columns."""
        return frozenset(each.meaning for each in self.places)

    @property
    def sets_in_a_row(self) -> Sequence[int]:
        """The numbers of the sets in a row; only 0 if each row is a set."""
        return sorted({each.of_set for each in self.places if each.of_set}) or [0]

    def cells(self, row: Sequence[str], of_set: int = 0) -> Iterator[tuple[Place, str]]:
        """Yields the cells of a row that are not empty, of the session and of this set."""
        for place in self.places:
            if place.of_set in (0, of_set) and place.column < len(row):
                cell = row[place.column].strip()
                if cell:
                    yield place, cell


def plain_name(name: str) -> str:
    """Returns a heading in lower case with underscores: "weight_kg" for "Weight (kg)"."""
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def require_columns(present: Collection[str], needed: Mapping[str, Collection[str]]) -> None:
    """Raises ValueError with a text if none of the columns of a need is present."""
    missing = [words for words, columns in needed.items() if not any(c in present for c in columns)]
    if missing:
        raise ValueError(f"its head, row 1, lacks {', '.join(missing)}")


def table_header_of(names: Iterable[str]) -> TableHeader:
    """Returns the meaning of these headings."""
    plain = [plain_name(name) for name in names]
    present = set(plain)
    program = next((each for each, known in _KNOWN_BY.items() if known <= present), "")
    # What no set has a column for counts for all sets of the row.
    of_sets_only = {place.meaning for name in plain if (place := _set_cell(name))}
    if not of_sets_only.isdisjoint(_DOSES):
        of_sets_only |= _DOSES
    places: list[Place] = []
    unknown: list[str] = []
    for column, (name, written) in enumerate(zip(plain, names, strict=True)):
        place = _set_cell(name) or _place(name, present, is_log=bool(program))
        if place is None or (not place.of_set and place.meaning in of_sets_only):
            unknown.append(written)
        else:
            places.append(place._replace(column=column))
    return TableHeader(tuple(places), program, tuple(filter(None, unknown)))


def may_be_weight(name: str) -> bool:
    """Returns whether a heading may mean the load of a set."""
    words = set(plain_name(name).split("_"))
    return not words.isdisjoint(_OF_WEIGHTS) and words.isdisjoint(_OF_OTHER_WEIGHTS)


_DOSES = frozenset(("done_reps", "done_seconds"))
_UNITS = KILOGRAMS | POUNDS
_OF_WEIGHTS = _UNITS | {"weight", "weights", "load", "wt"}
_OF_OTHER_WEIGHTS = frozenset(("body", "volume", "e1rm", "1rm", "top", "unit"))


def _set_cell(name: str) -> Place | None:
    found = _SET_CELL.fullmatch(name)
    if found is None or found[2] not in _SET_CELLS:
        return None
    meaning, unit = _SET_CELLS[found[2]], found[3] or found[2]
    if found[3] and unit not in _SET_UNITS.get(meaning, ()):
        return None
    return Place(0, meaning, int(found[1]), unit if unit in _UNITS else "")


def _place(name: str, present: set[str], *, is_log: bool) -> Place | None:
    if name == "workout":  # a number beside the workout's name, or the name itself
        has_name = not present.isdisjoint(("workout_name", "routine_name"))
        return Place(0, "number" if has_name else "routine_name")
    if name == "time" and not is_log and not present.isdisjoint(_SURELY_SECONDS):
        return Place(0, "started_at")
    meaning = name if name in COLUMNS else _MEANINGS.get(name)
    if meaning is None:
        return None
    if meaning == "length":
        unit = name.removeprefix("duration").removeprefix("_")
        if name == "duration" and not is_log and "seconds" not in present:
            return Place(0, "done_seconds")
        return Place(0, meaning, unit=str(_UNITS_OF_LENGTH.get(unit, "")))
    last = name.rpartition("_")[2]
    return Place(
        0, meaning, unit=last if meaning == "load_kg" and last in KILOGRAMS | POUNDS else ""
    )
