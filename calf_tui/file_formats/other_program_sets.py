"""A session and its sets in another program's rows, as cells of ours."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from calf_tui.core.text.sanitizing import shown
from calf_tui.file_formats.cell_formats import (
    WallTime,
    as_cell,
    clock_of,
    kilograms_of,
    measure_of,
    seconds_of,
    wall_time_of,
)
from calf_tui.file_formats.csv_columns import OF_SET
from calf_tui.serialization.codec import instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.file_formats.delimited_table import Heading, TableHeader, TableOptions


_KEPT = frozenset(
    (
        "routine",
        "routine_name",
        "status",
        "active_seconds",
        "morning_pain",
        "planned_sets",
        "stop_sign",
    )
)
"""Our columns of a session that are copied if a table has them."""

_NO_LOAD = frozenset(("bw", "bodyweight", "body weight", "none", "-"))
_MOST_SETS = 100
"""The most sets in one row; more would be a typing error [ours]."""
_TIMED = frozenset(("tiptoe_walk", "downward_dog", "wall_calf_stretch"))
"""The moves whose seconds count if a row has seconds and repetitions."""
_AS_THEY_ARE = frozenset(OF_SET) - {
    "exercise",
    "set",
    "load_kg",
    "done_reps",
    "done_seconds",
    "rpe",
}


class Problem(str):
    """A problem with a cell; its text begins with the column."""

    __slots__ = ()


class WeightAlone:
    """A set with a weight, and neither repetitions nor seconds."""


@dataclass
class SetCells:
    """A set's cells by our columns; `length` is the session's in seconds, if the row has it."""

    cells: dict[str, str]
    length: float | None = None
    is_unit_guessed: bool = False


def sets_in(
    head: TableHeader, row: Sequence[str], own: Mapping[str, str], weights: str, move: str
) -> list[SetCells | Problem | WeightAlone]:
    """The sets of the move done in a row, whose cells of the session `own` holds.

    `weights` is the unit of weights without a unit, "" for kg. `move` is the id of the move.
    """
    found: list[SetCells | Problem | WeightAlone] = []
    for of_set in head.sets_in_a_row:
        cells = list(head.cells(row, of_set))
        if of_set and not any(heading.of_set for heading, _ in cells):
            continue
        try:
            one = _set_of(cells, own.get("unit") or weights, is_timed=move in _TIMED)
            times = _times(own.get("set_count", ""))
        except ValueError as error:
            found.append(Problem(error))
            continue
        if one is None:
            found += [WeightAlone()] * any(map(_is_weight_of_set, cells))
            continue
        number = measure_of(own.get("set", ""))
        if number and number[0] >= 1 and not head.program:
            one.cells["set"] = as_cell(number[0])
        found += [SetCells(dict(one.cells), one.length, one.is_unit_guessed) for _ in range(times)]
    return found


def _set_of(cells: Sequence[tuple[Heading, str]], unit: str, *, is_timed: bool) -> SetCells | None:
    first: dict[str, tuple[Heading, str]] = {}
    for heading, cell in cells:
        first.setdefault(heading.meaning, (heading, cell))
    dose = _dose_in(first, is_timed=is_timed)
    if not dose:
        return None
    kept = {name: first[name][1] for name in first if name in _AS_THEY_ARE}
    if side := kept.get("side", "").lower():
        kept["side"] = next((each for each in ("left", "right", "both") if each[0] == side), side)
    one = SetCells({**kept, **dose, **_effort_in(first)})
    if "load_kg" in first:
        heading, cell = first["load_kg"]
        load = _load(cell, heading.unit or unit)
        one.cells["load_kg"] = as_cell(load)
        one.is_unit_guessed = (
            load > 0 and not (heading.unit or unit) and measure_of(cell) == (load, "")
        )
    if "length" in first:
        heading, cell = first["length"]
        seconds = _amount(cell, "duration") if heading.unit else seconds_of(cell)
        one.length = None if seconds is None else seconds * int(heading.unit or 1)
    return one


def _is_weight_of_set(cell: tuple[Heading, str]) -> bool:
    heading, text = cell
    measure = measure_of(text) if heading.of_set and heading.meaning == "load_kg" else None
    return measure is not None and measure[0] > 0


def _dose_in(first: Mapping[str, tuple[Heading, str]], *, is_timed: bool) -> dict[str, str]:
    """Returns the cell of the repetitions or of the seconds; empty if nothing was done."""
    read = {"done_reps": _amount, "done_seconds": _seconds_in}
    done = {name: read[name](first[name][1], name) for name in read if name in first}
    for name in sorted(read, reverse=is_timed):
        if done.get(name):
            return {name: as_cell(done[name])}
    return {}


def _effort_in(first: Mapping[str, tuple[Heading, str]]) -> dict[str, str]:
    """Returns the effort as a whole number: other programs write halves, and 0 for no answer."""
    effort = math.floor(min(_amount(first["rpe"][1], "rpe"), 99) + 0.5) if "rpe" in first else 0
    return {"rpe": str(effort)} if effort else {}


def _times(cell: str) -> int:
    """How many sets a row stands for; one where it does not say."""
    measure = measure_of(cell)
    if not cell.strip():
        return 1
    if measure is None or measure[0] not in range(1, _MOST_SETS + 1):
        raise ValueError(
            f"sets: expected a number of sets from 1 to {_MOST_SETS}, not {shown(cell)}"
        )
    return int(measure[0])


def _amount(cell: str, column: str) -> float:
    measure = measure_of(cell)
    if measure is None or measure[0] < 0:
        raise ValueError(f"{column}: expected a number from 0 on, not {shown(cell)}")
    return measure[0]


def _seconds_in(cell: str, column: str) -> float:
    seconds = seconds_of(cell)
    if seconds is None:
        raise ValueError(f"{column}: expected seconds, or a time as in 1:30, not {shown(cell)}")
    return seconds


def _load(cell: str, unit: str) -> float:
    load = 0.0 if cell.casefold() in _NO_LOAD else kilograms_of(cell, unit)
    if load is None or load < 0:
        raise ValueError(f"load_kg: expected a weight from 0 on, in kg or lb, not {shown(cell)}")
    return load


@dataclass
class Workout:
    """The rows of one session: the cells of the first row, and the sets with their rows."""

    cells: dict[str, str]
    wall: WallTime
    sets: list[tuple[int, SetCells]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """The names of all its moves as written, also of unknown ones."""
    notes: dict[str | None, None] = field(default_factory=dict)
    is_bad: bool = False
    """Whether one of its sets was not understood."""


def key_of_workout(program: str, wall: WallTime, cells: dict[str, str]) -> tuple[object, ...]:
    """Returns the key that the rows of one session share; `program` is "" for a person's table."""
    if program and program != "StrongLifts" and wall.at:
        return (program, wall.day, wall.at)
    name = cells.get("routine_name") or cells.get("routine", "")
    return (program, wall.day, wall.at, cells.get("number") or name)


def session_cells(
    key: tuple[object, ...], workout: Workout, order: str, options: TableOptions
) -> dict[str, str]:
    """Returns the cells of a session; `order` is that of the parts of dates.

    The id is computed from the key, so that it is the same the next time. For a person's table it
    also depends on the moves, because another table may have other moves of that day.
    """
    known = key if key[0] else (*key, *sorted(workout.names))
    cells = {name: cell for name, cell in workout.cells.items() if name in _KEPT}
    cells["session_id"] = str(uuid5(NAMESPACE_OID, "\n".join(map(str, known))))
    cells["local_date"] = workout.wall.day.isoformat()
    cells["note"] = " · ".join(filter(None, workout.notes))
    if workout.wall.at is not None:
        start = datetime.combine(workout.wall.day, workout.wall.at)
        cells["started_at"] = instant(options.at(start))
        seconds = _seconds(start, workout, order)
        if seconds is not None:
            cells["ended_at"] = instant(options.at(start) + timedelta(seconds=seconds))
            cells.setdefault("active_seconds", str(seconds))
    return cells


def _seconds(start: datetime, workout: Workout, order: str) -> float | None:
    """Returns the seconds of a session, if the table has its length or its end."""
    length = workout.sets[0][1].length
    said = workout.cells.get("ended_at", "")
    clock = clock_of(said)
    ended = WallTime(start.date(), clock) if clock else wall_time_of(said, order)
    if ended is None or ended.at is None:
        return length
    end = datetime.combine(ended.day, ended.at)
    if clock and end < start:
        end += timedelta(days=1)  # past midnight
    return (end - start).total_seconds() if end >= start else length
