"""The types of the arguments; each raises `ArgumentTypeError` for a text that is wrong."""

from __future__ import annotations

from argparse import ArgumentTypeError

from calf_tui.core.text.sanitizing import quoted

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 9999
"""The most weeks or sessions that may be asked for [ours]."""


def a_path(text: str) -> str:
    """Returns a path that is not empty."""
    if not text:
        raise ArgumentTypeError("the path is empty")
    return text


def a_date(text: str) -> str:
    """Checks that a text means a day; `core.text.date_parsing` says which one."""
    from datetime import date

    from calf_tui.core.text.date_parsing import date_fault, day_of

    if day_of(text, date.today()) is None:
        raise ArgumentTypeError(date_fault(text))
    return text


def a_beginning(text: str) -> str:
    """Checks that a text means a day, or a month or a year, whose first day is meant."""
    from datetime import date

    from calf_tui.core.text.date_parsing import date_fault, span_of

    if span_of(text, date.today()) is None:
        raise ArgumentTypeError(date_fault(text, "a date, a month or a year"))
    return text


def a_count(text: str) -> int:
    """Returns a whole number from 1 to `MOST`."""
    if text.isdecimal() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST:
        return int(text)
    raise ArgumentTypeError(f"{quoted(text)} is not a whole number from 1 to {MOST}")


def a_lead_in(text: str) -> float:
    """Returns the seconds of a quiet lead-in."""
    from calf_tui.core.settings import LONGEST_LEAD_IN

    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = -1.0
    if 0 <= seconds <= LONGEST_LEAD_IN:
        return seconds
    raise ArgumentTypeError(
        f"{quoted(text)} is not a number of seconds from 0 to {LONGEST_LEAD_IN:g}"
    )


def a_number_of(what: str, most: float, *, is_whole: bool = False) -> Callable[[str], float]:
    """Returns the type of a number of `what`: above 0, or a whole number from 0 on."""

    def read(text: str) -> float:
        try:
            number = int(text) if is_whole else float(text.replace(",", "."))
        except ValueError:
            number = -1
        if 0 <= number <= most and (is_whole or number):
            return number
        bounds = f"a whole number from 0 to {most}" if is_whole else f"a number up to {most}"
        raise ArgumentTypeError(f"{quoted(text)} is not a number of {what}; write {bounds}")

    return read


def a_naming(text: str) -> tuple[str, str]:
    """Returns a move's id and its name in another program, as in heel_raise_box=Calf Raise."""
    move, sign, name = (each.strip() for each in text.partition("="))
    if move and sign and name:
        return move, name
    raise ArgumentTypeError(
        f"{quoted(text)} does not name a move; write it as in heel_raise_box='Standing Calf Raise'"
    )
