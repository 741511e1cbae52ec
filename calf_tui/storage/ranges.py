"""The ranges of a session's values, checked while its JSON is read.

A value is checked in a hundredth of the time that Python takes. These are the usual sessions; the
codec judges those that do not fit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.json import Decoder

MINUTES_OF_A_DAY = 24 * 60
LONGEST_NAME = 1000
"""Characters of an id or a name; ours are far shorter [ours]."""
LONGEST_NOTE = 10_000
"""Characters [ours]."""
UTMOST = 10**12
"""Above every amount, load or number of seconds [ours]."""

_Amount = Annotated[float, Meta(ge=0, lt=UTMOST)]
_Instant = Annotated[datetime, Meta(tz=True)]
_Name = Annotated[str, Meta(max_length=LONGEST_NAME)]
_Pain = Annotated[int, Meta(ge=0, le=10)]


class _Dose(Struct, gc=False):
    reps: Annotated[int, Meta(ge=0, lt=UTMOST)] | None = None
    seconds: _Amount | None = None


class _Tempo(Struct, gc=False):
    up: _Amount
    top: _Amount
    down: Annotated[float, Meta(gt=0, lt=UTMOST)]
    bottom: _Amount


class _Set(Struct, gc=False):
    exercise: _Name
    set: Annotated[int, Meta(ge=1, lt=UTMOST)]
    planned: _Dose
    done: _Dose
    load_kg: _Amount
    ended_at: _Instant
    tempo: _Tempo | None = None
    rpe: Annotated[int, Meta(ge=1, le=10)] | None = None
    pain: _Pain | None = None
    pain_site: _Name | None = None


class _Session(Struct, gc=False):
    id: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    routine: _Name
    routine_name: _Name
    started_at: _Instant
    ended_at: _Instant
    updated_at: _Instant
    utc_offset_minutes: Annotated[int, Meta(gt=-MINUTES_OF_A_DAY, lt=MINUTES_OF_A_DAY)]
    active_seconds: _Amount
    sets: tuple[_Set, ...]
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    morning_pain: _Pain | None = None
    deleted: Any = None


_read = Decoder(_Session).decode


def require_in_range(document: bytes) -> None:
    """Raises ValueError where the JSON is no usual session with all its values in range."""
    session = _read(document)
    if session.deleted is not None:
        raise ValueError("deleted")
    for each in session.sets:
        planned, done = each.planned, each.done
        if (planned.reps is None) is (planned.seconds is None) or (done.reps is None) is (
            done.seconds is None
        ):
            raise ValueError("a dose that is not one of repetitions and seconds")
