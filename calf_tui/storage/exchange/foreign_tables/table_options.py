"""The options for reading a table."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

_NOTHING: Mapping[str, str] = MappingProxyType({})


class TableOptions(NamedTuple):
    """How to read a table.

    `dates` is the order of day, month and year, "" to find it from the column. `weights` is the
    unit of weights without one, "" for kg. `named` holds the ids of moves for names in the table,
    `known` the names of the moves by id. `at` adds the UTC offset to a local time. `today` tells
    which dates are in the future; None if that does not matter.
    """

    dates: str = ""
    weights: str = ""
    named: Mapping[str, str] = _NOTHING
    known: Mapping[str, str] = _NOTHING
    at: Callable[[datetime], datetime] = datetime.astimezone
    today: date | None = None


DEFAULT_OPTIONS = TableOptions()
