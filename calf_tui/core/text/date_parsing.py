"""Dates as people write them: 2026-11-22, 22.11.2026, 22 Nov 2026, yesterday, monday, -2, 30d."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import quoted

FORMS = "2026-11-22, 20261122, 2026/11/22, 22.11.2026, 22 Nov 2026, yesterday, monday or -2"
"""Forms of a date that are understood everywhere."""
ORDERS = ("dmy", "mdy", "ymd")
"""Day, month and year in the order in which they are written."""
MOST_DAYS_AGO = 366
"""A session longer ago than this must be given by its date [ours]."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(
    frozenset(names.split())
    for names in (
        "jan ene gen oca",
        "feb fev sub",
        "mar mrz mrt maa",
        "apr avr abr nis",
        "may mai mag mei maj",
        "jun juin giu haz",
        "jul juil lug tem",
        "aug aou ago agu",
        "sep set eyl",
        "oct okt out ott eki",
        "nov kas",
        "dec dez dic des ara",
    )
)
"""How the months begin, without accents, where programs write them in the language of a phone:
English, German, French, Spanish, Portuguese, Italian, Dutch, Turkish and the Scandinavian ones."""
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
NUMBERS = re.compile(
    rf"{_WEEKDAY}(\d{{1,4}})\s*([./-])\s*(\d{{1,2}})\s*\2\s*(\d{{1,4}})\.?", re.IGNORECASE
)
"""A date in numbers, whose parts may stand in several orders."""
_WITHOUT_SIGNS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = r"(?P<m>[^\W\d_]{3,10})\.?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})\.?[\s-]*(?:de )?{_MONTH},?[\s-]*(?:de )?(?P<y>\d{{2,4}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(r"\d{4}")
_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?")
_AGO = re.compile(r"-(\d{1,5})|(\d{1,4})([dwmy])")
_DAYS_OF = {"d": 1, "w": 7, "m": 30, "y": 365}


def day_of(text: str, today: date) -> date | None:
    """Returns the one day that a text means, else None; a weekday is its last one, or today."""
    span = span_of(text, today)
    return span[0] if span is not None and span[0] == span[1] else None


def weekday_of(word: str) -> int | None:
    """Returns the weekday (Monday is 0) whose name alone begins so: "mo", "f"; else None."""
    begun = [day for day, name in enumerate(_WEEKDAYS) if name.startswith(word.lower())]
    return begun[0] if len(begun) == 1 else None


def require_sure(text: str, day: date, today: date) -> None:
    """Raises `UserError` if a relative date is so long ago that it is likely a typing error."""
    if _AGO.fullmatch(text.strip().lower()) and (today - day).days > MOST_DAYS_AGO:
        raise UserError(
            f"{text} is {day:%A %d %B %Y}, more than a year ago; if you mean that, write "
            f"it as {day}."
        )


def span_of(text: str, today: date) -> tuple[date, date] | None:
    """Returns the first and last day that a text means, as of a month; None if it is no date."""
    try:
        day = _named_day(text.strip().lower(), today)
        days = written_days(text) if day is None else (day,)
        if len(days) == 1:
            return days[0], days[0]
        if found := _MONTH_OR_YEAR.fullmatch(text.strip()):
            return _days_of(int(found[1]), int(found[2] or 0))
    except (ValueError, OverflowError):
        return None
    return None


def date_fault(text: str, wanted: str = "a date") -> str:
    """Why the text means no day, or not one alone, and what is understood."""
    days = written_days(text)
    if len(days) > 1:
        return f"{quoted(text)} may be {' or '.join(map(str, days))}; write the one you mean"
    return f"{quoted(text)} is not {wanted}; write it as YYYY-MM-DD, as in {FORMS}"


def written_days(text: str) -> tuple[date, ...]:
    """The days that a date with all four figures of the year may mean, where no name counts.

    There are two where day and month might change places: with dots the day stands first.
    """
    text = " ".join(text.split())
    if not _WHOLE_YEAR.search(text):
        return ()
    numbers = NUMBERS.fullmatch(text)
    orders = ("dmy",) if numbers is None or numbers[2] == "." else ("dmy", "mdy")
    days = (written_day(text, order) for order in orders)
    return tuple(dict.fromkeys(day for day in days if day is not None))


def written_day(text: str, order: str = "") -> date | None:
    """The day of a date in numbers, in this order, or with the month's name; None for no date.

    Blanks in it are single. A year of four figures may stand first in every order.
    """
    if numbers := NUMBERS.fullmatch(text):
        return _in_order(numbers[1], numbers[3], numbers[4], order)
    if plain := _WITHOUT_SIGNS.fullmatch(text):
        return _date(int(plain[1]), int(plain[2]), int(plain[3]))
    named = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    month = _month_of(named["m"]) if named else 0
    return _date(_year(named["y"]), month, int(named["d"])) if named and month else None


def _month_of(name: str) -> int:
    """Returns the number of the month whose name begins so; 0 if none does."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    begun = {plain[:3], plain[:4]}
    return next((number for number, names in enumerate(_MONTHS, 1) if names & begun), 0)


def _in_order(first: str, second: str, third: str, order: str) -> date | None:
    if len(first) > 2 or order == "ymd":
        return _date(_year(first), int(second), int(third)) if len(third) < 3 else None
    if order == "mdy":
        return _date(_year(third), int(first), int(second))
    return _date(_year(third), int(second), int(first)) if order == "dmy" else None


def _year(digits: str) -> int:
    return int(digits) + (2000 if int(digits) < 70 else 1900) if len(digits) < 3 else int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_day(name: str, today: date) -> date | None:
    if name in ("today", "yesterday"):
        return today - timedelta(days=name == "yesterday")
    if ago := _AGO.fullmatch(name):
        days = int(ago[1]) if ago[1] else int(ago[2]) * _DAYS_OF[ago[3]]
        return today - timedelta(days=days)
    weekday = weekday_of(name)
    return None if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7)


def _days_of(year: int, month: int) -> tuple[date, date]:
    """The days of a month, or of a year where the month is 0; raises ValueError."""
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
