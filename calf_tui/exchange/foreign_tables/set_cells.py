"""Translates the sets in a row of another program's table to cells of the CSV export."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calf_tui.core.text.quoting import shown
from calf_tui.exchange.csv_columns import OF_SET
from calf_tui.exchange.foreign_tables.quantities import (
    as_cell,
    kilograms_of,
    measure_of,
    seconds_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.exchange.foreign_tables.column_headings import Place, TableHeader

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
    """A set: its cells by our columns.

    `length` is that of the whole session in seconds, if the row has it.
    """

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
        if of_set and not any(place.of_set for place, _ in cells):
            continue
        try:
            one = _set_of(cells, own.get("unit") or weights, is_timed=move in _TIMED)
        except ValueError as error:
            found.append(Problem(error))
            continue
        if one is None:
            found += [WeightAlone()] * any(map(_is_weight_of_set, cells))
            continue
        number = measure_of(own.get("set", ""))
        if number and number[0] >= 1 and not head.program:
            one.cells["set"] = as_cell(number[0])
        found += [
            SetCells(dict(one.cells), one.length, one.is_unit_guessed)
            for _ in range(_times(own.get("set_count", "")))
        ]
    return found


def _set_of(cells: Sequence[tuple[Place, str]], unit: str, *, is_timed: bool) -> SetCells | None:
    first: dict[str, tuple[Place, str]] = {}
    for place, cell in cells:
        first.setdefault(place.meaning, (place, cell))
    dose = _dose_in(first, is_timed=is_timed)
    if not dose:
        return None
    kept = {name: first[name][1] for name in first if name in _AS_THEY_ARE}
    if side := kept.get("side", "").lower():
        kept["side"] = next((each for each in ("left", "right", "both") if each[0] == side), side)
    one = SetCells({**kept, **dose, **_effort_in(first)})
    if "load_kg" in first:
        place, cell = first["load_kg"]
        load = _load(cell, place.unit or unit)
        one.cells["load_kg"] = as_cell(load)
        one.is_unit_guessed = (
            load > 0 and not (place.unit or unit) and measure_of(cell) == (load, "")
        )
    if "length" in first:
        place, cell = first["length"]
        seconds = _amount(cell, "duration") if place.unit else seconds_of(cell)
        one.length = None if seconds is None else seconds * int(place.unit or 1)
    return one


def _is_weight_of_set(cell: tuple[Place, str]) -> bool:
    place, text = cell
    measure = measure_of(text) if place.of_set and place.meaning == "load_kg" else None
    return measure is not None and measure[0] > 0


def _dose_in(first: Mapping[str, tuple[Place, str]], *, is_timed: bool) -> dict[str, str]:
    """Returns the cell of the repetitions or of the seconds; empty if nothing was done."""
    read = {"done_reps": _amount, "done_seconds": _seconds}
    done = {name: read[name](first[name][1], name) for name in read if name in first}
    for name in sorted(read, reverse=is_timed):
        if done.get(name):
            return {name: as_cell(done[name])}
    return {}


def _effort_in(first: Mapping[str, tuple[Place, str]]) -> dict[str, str]:
    """Returns the effort as a whole number: other programs write halves, and 0 for no answer."""
    effort = math.floor(min(_amount(first["rpe"][1], "rpe"), 99) + 0.5) if "rpe" in first else 0
    return {"rpe": str(effort)} if effort else {}


def _times(cell: str) -> int:
    measure = measure_of(cell)
    return int(min(max(1, measure[0]), _MOST_SETS)) if measure else 1


def _amount(cell: str, column: str) -> float:
    measure = measure_of(cell)
    if measure is None or measure[0] < 0:
        raise ValueError(f"{column}: expected a number from 0 on, not {shown(cell)}")
    return measure[0]


def _seconds(cell: str, column: str) -> float:
    seconds = seconds_of(cell)
    if seconds is None:
        raise ValueError(f"{column}: expected seconds, or a time as in 1:30, not {shown(cell)}")
    return seconds


def _load(cell: str, unit: str) -> float:
    load = 0.0 if cell.casefold() in _NO_LOAD else kilograms_of(cell, unit)
    if load is None or load < 0:
        raise ValueError(f"load_kg: expected a weight from 0 on, in kg or lb, not {shown(cell)}")
    return load
