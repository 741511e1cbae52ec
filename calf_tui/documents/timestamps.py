"""Instants as they stand in documents: text, compared as points in time."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import TYPE_CHECKING

import msgspec

from calf_tui.core.records.session_record import EARLIEST, LATEST

if TYPE_CHECKING:
    from typing import TypeGuard

BEGINNING = "1970-01-01T00:00:00.000Z"
"""Stands for an instant nobody wrote down."""

_LENGTH = len("2026-11-22T17:03:11.482")
_NONE = datetime.min.replace(tzinfo=timezone.utc)


def instant_of(value: object) -> datetime:
    """The point in time; the earliest there is for what is none in `YEARS`, with its offset."""
    try:
        moment = msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return _NONE
    return _NONE if moment.tzinfo is None or not EARLIEST <= moment <= LATEST else moment


def is_instant(value: object) -> bool:
    """Whether it is one, with its offset."""
    return instant_of(value) is not _NONE


def is_date(value: object) -> TypeGuard[str]:
    """Whether it is a date as documents have it: "2026-11-22"."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def instant(moment: datetime) -> str:
    """An aware time in UTC, to the millisecond: "2026-11-22T17:03:11.482Z"."""
    utc = moment if moment.tzinfo is timezone.utc else moment.astimezone(timezone.utc)
    return f"{utc.isoformat(timespec='milliseconds')[:_LENGTH]}Z"
