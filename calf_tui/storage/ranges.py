"""The ranges of a session's values, checked while its JSON is read.

That takes a hundredth of the time it would in Python. These are the usual sessions; the codec
judges those that do not fit.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.json import Decoder

from calf_tui.core.record import Outcome, Status
from calf_tui.core.routine import Side

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
    side: Side
    planned: _Dose
    done: _Dose
    load_kg: _Amount
    outcome: Outcome
    ended_at: _Instant
    tempo: _Tempo | None = None
    rpe: Annotated[int, Meta(ge=1, le=10)] | None = None
    pain: _Pain | None = None
    pain_site: _Name | None = None


class UsualSession(Struct, gc=False):
    """A session with all its values in range."""

    id: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    routine: _Name
    routine_name: _Name
    status: Status
    started_at: _Instant
    ended_at: _Instant
    updated_at: _Instant
    utc_offset_minutes: Annotated[int, Meta(gt=-MINUTES_OF_A_DAY, lt=MINUTES_OF_A_DAY)]
    local_date: date
    active_seconds: _Amount
    sets: tuple[_Set, ...]
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    morning_pain: _Pain | None = None
    deleted: Any = None


_read = Decoder(UsualSession).decode


def usual_session(document: bytes) -> UsualSession:
    """What the JSON holds; raises ValueError where it is no usual session."""
    session = _read(document)
    if session.deleted is not None:
        raise ValueError("deleted")
    for each in session.sets:
        planned, done = each.planned, each.done
        if (planned.reps is None) is (planned.seconds is None) or (done.reps is None) is (
            done.seconds is None
        ):
            raise ValueError("a dose that is not one of repetitions and seconds")
    return session
