"""Translates the rows of another program's or a person's table to rows of the CSV export."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import quoted, shown
from calf_tui.file_formats.cell_formats import WallTime, clock_of, order_in, wall_time_of
from calf_tui.file_formats.csv_columns import COLUMNS
from calf_tui.file_formats.delimited_table import (
    DelimitedTable,
    TableHeader,
    TableOptions,
    may_be_weight,
    require_columns,
    table_header_of,
)
from calf_tui.file_formats.exercise_names import (
    ExerciseNames,
    likely_exercise,
    likely_first,
    spelling_of,
)
from calf_tui.file_formats.other_program_sets import (
    Problem,
    SetCells,
    WeightAlone,
    Workout,
    key_of_workout,
    session_cells,
    sets_in,
)
from calf_tui.serialization.codec import instant_of, is_instant

if TYPE_CHECKING:
    from collections.abc import Sequence


_NEEDED = {
    "a date (local_date)": ("local_date", "started_at"),
    "a move (exercise)": ("exercise",),
    "repetitions or seconds (done_reps, done_seconds)": ("done_reps", "done_seconds"),
}
_COMPUTED = frozenset(("session_id", "started_at", "ended_at", "utc_offset_minutes"))
_NO_SETS = frozenset(("rest timer", "note"))
"""What a program writes instead of a set's number in a row that is not a set."""


class TranslatedRows(NamedTuple):
    """Rows with their numbers, as cells by our columns; `given` are those the table has."""

    rows: list[tuple[int, dict[str, str]]]
    given: frozenset[str]
    problems: list[str]
    notes: list[str]


def translated_rows(sheet: DelimitedTable, options: TableOptions) -> TranslatedRows:
    """Translates the table of another program or a person.

    Raises ValueError with a text if a needed column is missing or the dates are not clear.
    """
    head = table_header_of(sheet.head)
    require_columns(head.meanings, _NEEDED)
    return _Translator(sheet, head, options).done()


class _Translator:
    def __init__(self, sheet: DelimitedTable, head: TableHeader, options: TableOptions) -> None:
        self._sheet = sheet
        self._head = head
        self._options = options
        self._moves = ExerciseNames(options.known, options.named)
        self._problems: list[str] = []
        self._strange: Counter[str] = Counter()
        self._undone = 0
        self._weights_alone: list[int] = []
        """The row of each set that has a weight and nothing else."""
        self._workouts: dict[tuple[object, ...], Workout] = {}
        self._order = options.dates or order_in(self._written_dates())

    def done(self) -> TranslatedRows:
        for number, row in self._sheet.rows:
            self._take(number, row)
        rows: list[tuple[int, dict[str, str]]] = []
        for key, workout in self._workouts.items():
            if workout.sets and not workout.is_bad:
                try:
                    session = session_cells(key, workout, self._order, self._options)
                except OverflowError:
                    at = workout.sets[0][0]
                    self._problems.append(f"row {at}: its times are none that a clock shows")
                    continue
                rows += [(number, {**each.cells, **session}) for number, each in workout.sets]
        given = (self._head.meanings & COLUMNS.keys()) - _COMPUTED
        if "set_note" in self._head.meanings:
            given |= {"note"}
        if self._head.program:
            given -= {"set"}
        return TranslatedRows(rows, given, self._problems, self._notes())

    def _written_dates(self) -> list[tuple[int, str]]:
        return [
            (number, cell)
            for number, row in self._sheet.rows
            for heading, cell in self._head.cells(row)
            if heading.meaning in ("local_date", "started_at") and not clock_of(cell)
        ]

    def _take(self, number: int, row: Sequence[str]) -> None:
        own: dict[str, str] = {}
        for heading, cell in self._head.cells(row):
            if not heading.of_set:
                own.setdefault(heading.meaning, cell)
        if not own:
            return
        wall = self._start(number, own)
        name = own.get("exercise", "")
        if not name:
            self._problems.append(f"row {number}, exercise: expected the name of a move")
        if wall is None or not name:
            return
        workout = self._workouts.setdefault(
            key_of_workout(self._head.program, wall, own), Workout(own, wall)
        )
        workout.names.add(spelling_of(name))
        is_set = own.get("set", "").casefold() not in _NO_SETS
        found = self._moves.find(name)
        move, side = found or ("", "both")
        sets = sets_in(self._head, row, own, self._options.weights, move) if is_set else []
        if found is None:
            self._strange[name] += len(sets)
            return
        workout.notes |= dict.fromkeys(filter(None, (own.get("note"), own.get("set_note"))))
        done = [each for each in sets if not isinstance(each, WeightAlone)]
        if is_set and not done:
            self._take_empty(number, workout)
        else:
            self._weights_alone += [number] * (len(sets) - len(done))
        for each in done:
            self._take_set(number, workout, each, {"exercise": move, "side": side})

    def _take_empty(self, number: int, workout: Workout) -> None:
        """Counts a row without repetitions or seconds; only other programs may have such rows."""
        if self._head.program:
            self._undone += 1
        else:
            workout.is_bad = True
            self._problems.append(
                f"row {number}, done_reps: expected a number either here or in done_seconds"
            )

    def _take_set(
        self, number: int, workout: Workout, each: SetCells | Problem, of_name: dict[str, str]
    ) -> None:
        if isinstance(each, Problem):
            self._problems.append(f"row {number}, {each}")
            workout.is_bad = True
            return
        if of_name["side"] == "both":
            del of_name["side"]
        each.cells |= of_name
        workout.sets.append((number, each))

    def _start(self, number: int, own: dict[str, str]) -> WallTime | None:
        """Returns the start of a row's session; None, with a problem, if it has no date."""
        start = own.get("started_at", "")
        began = self._local(start) or wall_time_of(start, self._order)
        day = own.get("local_date") or start
        wall = self._local(day) or wall_time_of(day, self._order)
        if wall is None:
            self._problems.append(
                f"row {number}, local_date: expected a date as in 2026-11-22, not "
                f"{shown(day) if day else 'nothing'}"
            )
            return None
        return WallTime(wall.day, clock_of(start) or (began.at if began else None) or wall.at)

    def _local(self, start: str) -> WallTime | None:
        """Returns the local time of an instant in UTC as the CSV export writes it, else None."""
        if not is_instant(start):
            return None
        moment = instant_of(start)
        try:
            offset = self._options.at(moment.replace(tzinfo=None)).utcoffset()
            local = moment.astimezone(timezone(offset or timedelta()))
        except (OverflowError, ValueError):
            return None
        return WallTime(local.date(), local.time())

    def _notes(self) -> list[str]:
        notes: list[str] = []
        if self._strange:
            names = likely_first(self._strange)
            listed = ", ".join(
                f"{quoted(name)} ({count(self._strange[name], 'set')})" for name in names
            )
            move = likely_exercise(names[0])
            example = f"{move}={quoted(names[0])}" if move else "MOVE=NAME"
            notes.append(
                f"left out, since it is not clear which move it is: {listed}; "
                f"where you know it, add --as {example}"
            )
        notes += [
            f"nothing in it is called {quoted(name)}, as --as has it"
            for name in self._options.named
            if spelling_of(name) not in self._moves.used
        ]
        if self._undone:
            notes.append(
                f"left out: {count(self._undone, 'row')} without repetitions or seconds done"
            )
        if self._weights_alone:
            sets_alone = count(len(self._weights_alone), "set")
            rows = ", ".join(map(str, dict.fromkeys(self._weights_alone)))
            notes.append(
                f"left out: {sets_alone} with a weight, but without repetitions or seconds done, "
                f"in row {rows}"
            )
        sets = [each for workout in self._workouts.values() for _, each in workout.sets]
        if any(each.is_unit_guessed for each in sets):
            notes.append("its weights have no unit and are taken as kg; if not, add --weights lb")
        # Programs write many columns that do not belong to a set.
        unused = [
            each for each in self._head.unknown if not self._head.program or may_be_weight(each)
        ]
        if unused:
            notes.append(f"columns not used: {', '.join(map(quoted, unused))}")
        return notes
