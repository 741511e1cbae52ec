"""The options for reading a table."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

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
