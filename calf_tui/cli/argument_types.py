"""The types of command-line arguments; each raises `ArgumentTypeError` for a wrong one."""

from __future__ import annotations

import argparse
from datetime import date

MOST = 9999
"""The most weeks or sessions that may be asked for [ours]."""


def a_path(text: str) -> str:
    """Returns a path that is not empty."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return text


def a_date(text: str) -> str:
    """Returns words that mean a day; `core.text.date_parsing` finds out which one."""
    from calf_tui.core.text.date_parsing import day_of

    if day_of(text, date.today()) is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it as YYYY-MM-DD, as in 2026-11-22, "
            "or as yesterday, monday or -2"
        )
    return text


def a_count(text: str) -> int:
    """Returns a whole number from 1 to `MOST`."""
    if text.isdecimal() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST}")


def a_lead_in(text: str) -> float:
    """Returns the seconds of a quiet lead-in."""
    from calf_tui.core.settings import LONGEST_LEAD_IN

    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = -1.0
    if 0 <= seconds <= LONGEST_LEAD_IN:
        return seconds
    raise argparse.ArgumentTypeError(
        f"{text!r} is not a number of seconds from 0 to {LONGEST_LEAD_IN:g}"
    )


def a_naming(text: str) -> tuple[str, str]:
    """Returns a move's id and its name in another program, as in heel_raise_box=Calf Raise."""
    move, sign, name = (each.strip() for each in text.partition("="))
    if move and sign and name:
        return move, name
    raise argparse.ArgumentTypeError(
        f"{text!r} does not name a move; write it as in heel_raise_box='Standing Calf Raise'"
    )
