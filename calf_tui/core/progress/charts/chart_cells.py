"""What charts share: their cells, names of months along a row of weeks, shades of days."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from calf_tui.core.progress.met_and_missed_weeks import Week, WeekState
    from calf_tui.core.progress.training_calendar import Day


Measure = Literal["sets", "minutes"]
STEPS = 4
VALUES: dict[Measure, Callable[[Day], float]] = {
    "sets": lambda day: day.sets,
    "minutes": lambda day: day.active_seconds / 60,
}

MARKS: dict[WeekState | None, str] = {
    "met": "●",
    "in_progress": "◐",
    "frozen": "‖",
    "missed": "○",
    None: " ",
}
"""A shape for each state, so that colour is not needed to tell them apart."""
JOINED, PASSED_OVER, APART = "━", "╌", " "
ALIVE = ("met", "frozen", "in_progress")


class Cell(NamedTuple):
    """The text of a cell, and the kinds of its foreground and background, which get colours."""

    text: str
    kind: str | None = None
    behind: str | None = None


def month_names(starts: Sequence[date], width: int, *, years: bool = False, after: int = 0) -> str:
    """Returns each month's name at the first week that starts in it.

    Names that would touch the next are left out. `starts` are the first days of the weeks, `width`
    the cells of a week, `after` those behind the last one. With `years`, the year replaces the name
    of January.
    """
    text = ""
    for index, following in _changes([each.month for each in starts]):
        is_year = years and starts[index].month == 1
        name = f"{starts[index]:{'%Y' if is_year else '%b'}}"
        room = (following - index) * width
        fits = is_year or len(name) < room
        fits = fits or (following == len(starts) and len(name) <= room + after)
        if fits and (not text or len(text) < index * width):
            text = text.ljust(index * width) + name
    return text


def year_names(starts: Sequence[date], width: int) -> str:
    """Returns each year at the first week that starts in it, if there is space for it."""
    text = ""
    for index, following in _changes([each.year for each in starts]):
        if len(f"{starts[index]:%Y}") < (following - index) * width:
            text = text.ljust(index * width) + f"{starts[index]:%Y}"
    return text


def _changes(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Returns the indices at which another value begins, each with the next such index."""
    indices = [n for n, each in enumerate(values) if not n or each != values[n - 1]]
    return zip(indices, [*indices[1:], len(values)], strict=True)


def heat_levels(days: Iterable[Day], measure: Measure) -> dict[date, int]:
    """Returns levels 1 to 4 by date, 4 for one like the best tenth [ours]; without empty days."""
    value = VALUES[measure]
    amounts = {day.date: value(day) for day in days if value(day) > 0}
    if not amounts:
        return {}
    full = sorted(amounts.values())[(len(amounts) - 1) * 9 // 10]
    return {when: min(STEPS, ceil(STEPS * each / full)) for when, each in amounts.items()}


def streak_links(weeks: Sequence[Week]) -> list[str]:
    """Returns the link from each week to the next: `JOINED`, `PASSED_OVER` or `APART`.

    A streak passes over frozen weeks. Frozen weeks at the end of a streak are not linked unless the
    streak is the present one.
    """
    joined = [APART] * len(weeks)
    last_met: int | None = None
    for index, week in enumerate(weeks):
        if week.state not in ALIVE:
            last_met = None
        elif week.state == "met" or index == len(weeks) - 1:
            if last_met is not None:
                direct = index == last_met + 1 and week.state == "met"
                for each in range(last_met, index):
                    joined[each] = JOINED if direct else PASSED_OVER
            last_met = index if week.state == "met" else last_met
    return joined


def halves_of_a_day(rows: int, most: int) -> int:
    """Returns the height of a day in half cells, so that `most` days fit into the rows."""
    halves = max(1, rows * 2 // max(1, most))
    return halves if halves == 1 else halves - halves % 2


def bar_cell(week: Week, row: int, halves: int, width: int) -> Cell:
    """Returns the cell of a week's bar in a row; row 0 is the lowest."""
    filled = min(2, max(0, week.days * halves - row * 2))
    edge = week.target * halves
    if week.state is not None and (edge - 1) // 2 == row:
        line = "▔" if edge % 2 == 0 else "─"
        if filled == 2:
            return Cell(line * width, "target", week.state)
        if not filled:
            return Cell(line * width, "target")
    return Cell(" ▄█"[filled] * width, week.state if filled else None)


def gap_cell(week: Week, following: Week | None, row: int, halves: int) -> Cell:
    """Returns the cell between a week and the next: the line of the target, or its step."""
    if following is None or week.state is None:
        return Cell(" ")
    left, right = week.target * halves, following.target * halves
    low, high = sorted((left, right))
    if (low - 1) // 2 == row:
        return Cell("▔" if low % 2 == 0 else "─", "target")
    if (low + 1) // 2 <= row <= (high - 1) // 2:
        return Cell("▏" if left > right else "▕", "target")
    return Cell(" ")
