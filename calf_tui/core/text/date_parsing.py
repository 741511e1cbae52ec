"""Parses dates as people write them: 2026-11-22, yesterday, monday, -2, 30d."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from calf_tui.core.errors import UserError

DATES = 'a date such as 2026-11-22, 2026-11, 2026, today, yesterday, monday or 30d ("30 days ago")'
MOST_DAYS_AGO = 366
"""A session longer ago than this must be given by its date [ours]."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"-(\d{1,5})|(\d{1,4})([dwmy])")
_DAYS_OF = {"d": 1, "w": 7, "m": 30, "y": 365}


def day_of(text: str, today: date) -> date | None:
    """Returns the day that the text means; None if it means no day or several.

    A weekday means the last such day, or today; -2 means two days ago.
    """
    span = span_of(text, today)
    return span[0] if span is not None and span[0] == span[1] else None


def require_sure(text: str, day: date, today: date) -> None:
    """Raises `UserError` if a relative date is so long ago that it is likely a typing error."""
    if _AGO.fullmatch(text.strip().lower()) and (today - day).days > MOST_DAYS_AGO:
        raise UserError(
            f"{text} is {day:%A %d %B %Y}, more than a year ago; if you mean that, write "
            f"it as {day}."
        )


def span_of(text: str, today: date) -> tuple[date, date] | None:
    """Returns the first and the last day that the text means, such as those of a month or year.

    None if it is not a date.
    """
    try:
        day = _named_day(text.strip().lower(), today)
        if day is not None:
            return day, day
        if written := _WRITTEN.fullmatch(text.strip()):
            return _days_of(*(int(each) if each else 0 for each in written.groups()))
    except (ValueError, OverflowError):
        return None
    return None


def _named_day(name: str, today: date) -> date | None:
    if name in ("today", "yesterday"):
        return today - timedelta(days=name == "yesterday")
    if ago := _AGO.fullmatch(name):
        days = int(ago[1]) if ago[1] else int(ago[2]) * _DAYS_OF[ago[3]]
        return today - timedelta(days=days)
    if len(name) >= _SHORTEST_WEEKDAY:
        for weekday, each in enumerate(_WEEKDAYS):
            if each.startswith(name):
                return today - timedelta(days=(today.weekday() - weekday) % 7)
    return None


def _days_of(year: int, month: int, day: int) -> tuple[date, date]:
    """Returns the first and last day of a year, month or day; 0 means all. Raises ValueError."""
    if day:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
