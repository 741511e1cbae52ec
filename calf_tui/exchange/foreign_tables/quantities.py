"""Parses numbers, weights and durations as people and other programs write them."""

from __future__ import annotations

import re
from math import isfinite

KG_A_POUND = 0.45359237
POUNDS = frozenset(("lb", "lbs", "pound", "pounds"))
KILOGRAMS = frozenset(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"))

_MEASURE = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d]*)\.?\s*")
_SECONDS_OF = {"": 1, "s": 1, "h": 3600, "m": 60}


def measure_of(text: str) -> tuple[float, str] | None:
    """Returns a number and its unit in lower case; None if the text is not a number.

    A comma counts as the decimal point.
    """
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
    if clock := _CLOCK.fullmatch(text):
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
