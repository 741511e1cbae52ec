"""Combines the rows of one session in another program's table to the cells of a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from calf_tui.documents.timestamps import instant
from calf_tui.exchange.foreign_tables.date_formats import WallTime, clock_of, wall_time_of
from calf_tui.exchange.foreign_tables.set_cells import SetCells

if TYPE_CHECKING:
    from calf_tui.exchange.foreign_tables.table_options import TableOptions

_KEPT = frozenset(
    ("routine", "routine_name", "status", "active_seconds", "morning_pain", "planned_sets")
)
"""Our columns of a session that are copied if a table has them."""


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
