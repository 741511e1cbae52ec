"""The names of months and years above a row of weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


def month_names(starts: Sequence[date], width: int, *, years: bool = False) -> str:
    """Returns each month's name at the first week that starts in it.

    Names that would touch the next are left out. `starts` are the first days of the weeks, `width`
    the cells of a week. With `years`, the year replaces the name of January.
    """
    text = ""
    for index, following in _changes([each.month for each in starts]):
        is_year = years and starts[index].month == 1
        name = f"{starts[index]:{'%Y' if is_year else '%b'}}"
        fits = is_year or len(name) < (following - index) * width
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
