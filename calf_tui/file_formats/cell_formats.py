"""Dates, numbers, weights and lengths of time as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.text.date_parsing import NUMBERS, ORDERS, written_day
from calf_tui.core.text.sanitizing import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap])?\.?\s?m?\.?(?:\s*[+-]\d{2}:?\d{2})?"
)
_DAY_AND_TIME = re.compile(rf"(?P<day>.+?)(?:(?:T|,?\s+(?:at\s+)?){_TIME})?", re.IGNORECASE)
_CLOCK = re.compile(_TIME, re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIAL_BEGINNING = date(1899, 12, 30)
"""A spreadsheet counts days from this one, and shows that number in a cell without a format."""
_SERIAL_FIRST = 29_221
"""1 January 1980."""
_YEARS = range(1980, 2200)
"""Other years are typing errors, and some systems know no local time in them [ours]."""

KG_A_POUND = 0.45359237
POUNDS = frozenset(("lb", "lbs", "pound", "pounds"))
KILOGRAMS = frozenset(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"))

_MEASURE = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?")
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?\s*")
_SECONDS_OF = {"": 1, "s": 1, "h": 3600, "m": 60}


class WallTime(NamedTuple):
    """A local date and time; `at` is None if only the day is known."""

    day: date
    at: time | None = None


@lru_cache(maxsize=4096)  # a day has many rows
def wall_time_of(text: str, order: str = "") -> WallTime | None:
    """Returns the date and time in a cell; None if it is not a date in this order."""
    text = " ".join(text.split())
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) >= _SERIAL_FIRST:
        return WallTime(_SERIAL_BEGINNING + timedelta(days=int(serial[1])))
    found = _DAY_AND_TIME.fullmatch(text)
    day = written_day(found["day"], order) if found else None
    if found is None or day is None or day.year not in _YEARS:
        return None
    try:
        return WallTime(day, _time(found))
    except ValueError:
        return None


def clock_of(text: str) -> time | None:
    """Returns the time of a cell such as "18:30" or "6:30 PM"; None if it is not a time."""
    found = _CLOCK.fullmatch(" ".join(text.split()))
    try:
        return _time(found) if found else None
    except ValueError:
        return None


def order_in(
    cells: Sequence[tuple[int, str]], fits: Callable[[int, date], bool] = lambda _row, _day: True
) -> str:
    """Returns the order in which all cells of a column are dates; each has the number of its row.

    `fits` says whether a row may have that date. Cells that are not a date in any order are
    ignored. Raises ValueError with a text if several orders are possible, or none.
    """
    readings: dict[str, list[tuple[int, str, date]]] = {order: [] for order in ORDERS}
    rejected: dict[str, tuple[int, str]] = {}
    for row, text in cells:
        found = {order: wall_time_of(text, order) for order in _orders_of(text)}
        if not any(found.values()):
            continue
        for order in ORDERS:
            wall = found.get(order)
            if wall is None or not fits(row, wall.day):
                rejected.setdefault(order, (row, text))
            else:
                readings[order].append((row, text, wall.day))
    left = [order for order in ORDERS if order not in rejected]
    if not left:
        if not rejected or len(set(rejected.values())) == 1:
            return ""
        (row, text), (other_row, other) = sorted(set(rejected.values()))[:2]
        raise ValueError(
            f"{quoted(text)} in row {row} and {quoted(other)} in row {other_row} cannot both be "
            "dates in the same order of day, month and year; write them in one"
        )
    for one, *others in zip(*(readings[order] for order in left), strict=True):
        if any(each[2] != one[2] for each in others):
            row, text, _ = one
            choice = " or ".join(f"--dates {order}" for order in left)
            meant = " or ".join(f"{each[2]:%Y-%m-%d}" for each in (one, *others))
            raise ValueError(
                f"{quoted(text)} in row {row} may be {meant}, and no other row tells; "
                f"say it with {choice}"
            )
    return left[0]


def _orders_of(text: str) -> Sequence[str]:
    """Returns the orders to try; a year of two digits is first only where nothing else fits."""
    found = _DAY_AND_TIME.fullmatch(" ".join(text.split()))
    numbers = NUMBERS.fullmatch(found["day"]) if found else None
    if numbers is None or len(numbers[1]) > 2 or len(numbers[4]) > 2:
        return ORDERS
    year_last = [order for order in ("dmy", "mdy") if wall_time_of(text, order)]
    return year_last or ["ymd"]


def _time(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    return time(hour, int(found["minute"]), int(found["second"] or 0))


def measure_of(text: str) -> tuple[float, str] | None:
    """Returns a number (comma or point) and its unit in lower case; None if it is none."""
    found = _MEASURE.fullmatch(text.strip())
    return (_number(found[1]), found[2].lower()) if found else None


def kilograms_of(text: str, unit: str) -> float | None:
    """Returns the weight in kg, to 10 g; a unit in the text overrides `unit`. None if invalid."""
    measure = measure_of(text)
    if measure is None:
        return None
    amount, said = measure
    said = said or unit.lower()
    if said in POUNDS:
        return round(amount * KG_A_POUND, 2)
    return amount if said in KILOGRAMS or not said else None


def seconds_of(text: str) -> float | None:
    """Returns the seconds of "90", "1:30", "0:01:30", "90 s" or "1h 5m"; None if invalid."""
    text = text.strip()
    if clock := _DURATION.fullmatch(text):
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + _number(clock[3])
    parts = list(_PART.finditer(text))
    if not parts or "".join(each[0] for each in parts) != text:
        return None
    units = [each[2].lower()[:1] for each in parts]
    if any(unit not in _SECONDS_OF for unit in units):
        return None
    return sum(_number(part[1]) * _SECONDS_OF[u] for part, u in zip(parts, units, strict=True))


def as_cell(number: float) -> str:
    """Returns the number as a cell of the CSV export."""
    return repr(float(number)).removesuffix(".0") if isfinite(number) else ""


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))
