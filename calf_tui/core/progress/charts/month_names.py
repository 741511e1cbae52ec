"""The names of months and years along a row of weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


def month_names(starts: Sequence[date], width: int, *, years: bool = False) -> str:
    """Each month's name at the first week that starts in it; those that would touch are left out.

    With `years`, a year stands in place of its January.
    """
    text = ""
    for place, following in _changes([each.month for each in starts]):
        is_year = years and starts[place].month == 1
        name = f"{starts[place]:{'%Y' if is_year else '%b'}}"
        fits = is_year or len(name) < (following - place) * width
        if fits and (not text or len(text) < place * width):
            text = text.ljust(place * width) + name
    return text


def year_names(starts: Sequence[date], width: int) -> str:
    """Each year likewise."""
    text = ""
    for place, following in _changes([each.year for each in starts]):
        if len(f"{starts[place]:%Y}") < (following - place) * width:
            text = text.ljust(place * width) + f"{starts[place]:%Y}"
    return text


def _changes(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The places at which another value begins, each with the place of the next one."""
    places = [n for n, each in enumerate(values) if not n or each != values[n - 1]]
    return zip(places, [*places[1:], len(values)], strict=True)
