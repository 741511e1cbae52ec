"""The cells of the week chart: bars, the line of the target, and the links of streaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.chart_cell import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.progress.weeks_and_streak import Week, WeekState

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


def links(weeks: Sequence[Week]) -> list[str]:
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


def bar(week: Week, row: int, halves: int, width: int) -> Cell:
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


def gap(week: Week, following: Week | None, row: int, halves: int) -> Cell:
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
