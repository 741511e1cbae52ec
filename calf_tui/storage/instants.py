"""Instants as they stand in documents: text, compared as points in time."""

from __future__ import annotations

from datetime import datetime, timezone

import msgspec

BEGINNING = "1970-01-01T00:00:00.000Z"
"""Stands for an instant nobody wrote down."""

_EARLIEST = datetime.min.replace(tzinfo=timezone.utc)


def instant_of(value: object) -> datetime:
    """The point in time; the earliest there is for what is no instant with its offset."""
    try:
        moment = msgspec.convert(value, datetime)
    except msgspec.ValidationError:
        return _EARLIEST
    return _EARLIEST if moment.tzinfo is None else moment


def is_instant(value: object) -> bool:
    """Whether it is one, with its offset."""
    return instant_of(value) is not _EARLIEST
