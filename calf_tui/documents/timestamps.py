"""Instants in documents: texts, which are compared as points in time."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import TYPE_CHECKING

import msgspec

from calf_tui.core.records.session_record import EARLIEST, LATEST

if TYPE_CHECKING:
    from typing import TypeGuard

BEGINNING = "1970-01-01T00:00:00.000Z"
"""The text for an instant that is not known."""

_DOT = len("2026-11-22T17:03:11")
_LENGTH = len("2026-11-22T17:03:11.482")
_NONE = datetime.min.replace(tzinfo=timezone.utc)


def instant_of(value: object) -> datetime:
    """Returns the aware time of a text; the earliest possible if it has no offset or is invalid."""
    if value is None:
        return _NONE  # as for anything else, but without the time that an error takes
    try:
        moment = msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return _NONE
    return _NONE if moment.tzinfo is None or not EARLIEST <= moment <= LATEST else moment


def is_after(one: str, other: object) -> bool:
    """Returns whether the first, which `instant` made, is later than the other."""
    if other is None:
        return True
    if isinstance(other, str) and len(other) == len(one) and other[10] == "T" and other[-1] == "Z":
        # Texts of this form are in the order of their instants.
        return one > other or not is_instant(other)
    return instant_of(one) > instant_of(other)


def is_instant(value: object) -> bool:
    """Returns whether it is a valid instant with a UTC offset."""
    return instant_of(value) is not _NONE


def is_date(value: object) -> TypeGuard[str]:
    """Whether it is a date as documents have it: "2026-11-22"."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def instant(moment: datetime) -> str:
    """Returns an aware time in UTC, cut to milliseconds: "2026-11-22T17:03:11.482Z"."""
    utc = moment if moment.tzinfo is timezone.utc else moment.astimezone(timezone.utc)
    text: str = msgspec.to_builtins(utc)  # far faster than `isoformat`, but 0 seconds have no dot
    return f"{text[:_LENGTH]}Z" if text[_DOT] == "." else f"{text[:_DOT]}.000Z"
