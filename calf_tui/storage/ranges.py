"""The ranges of a session's values.

A usual session is checked while its JSON is read, which takes a tenth of the time; the others, and
those that are to be kept, once they are records.
"""

from __future__ import annotations

from datetime import date, datetime
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct
from msgspec.json import Decoder

from calf_tui.core.record import Outcome, Status
from calf_tui.core.routine import Side

if TYPE_CHECKING:
    from calf_tui.core.exercise import Tempo
    from calf_tui.core.record import SessionRecord, SetRecord
    from calf_tui.core.routine import Dose

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
    planned_sets: Annotated[int, Meta(ge=1, lt=UTMOST)] | None = None
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


def require_in_range(record: SessionRecord) -> None:
    """Raises ValueError, which names the field, where a value of the session is out of range."""
    require(0 < len(record.id) <= LONGEST_NAME, "id")
    require(max(len(record.routine), len(record.routine_name)) <= LONGEST_NAME, "routine")
    require(len(record.note) <= LONGEST_NOTE, "note")
    for moment in (record.started_at, record.ended_at, record.updated_at):
        require(moment.tzinfo is not None, "an instant without its offset")
    require(0 <= record.active_seconds < inf, "active_seconds")
    require(abs(record.utc_offset_minutes) < MINUTES_OF_A_DAY, "utc_offset_minutes")
    require(_is_pain(record.morning_pain), "morning_pain")
    require(record.planned_sets is None or 1 <= record.planned_sets < UTMOST, "planned_sets")
    require(all(map(_is_in_range, record.sets)), "sets")


def require(holds: bool, field: str) -> None:
    """Raises ValueError, which names the field, where something does not hold."""
    if not holds:
        raise ValueError(field)


def _is_in_range(record: SetRecord) -> bool:
    tempo = record.tempo
    return (
        max(len(record.exercise), len(record.pain_site or "")) <= LONGEST_NAME
        and record.set >= 1
        and _is_dose(record.planned)
        and _is_dose(record.done)
        and 0 <= record.load_kg < inf
        and (record.rpe is None or 1 <= record.rpe <= 10)
        and _is_pain(record.pain)
        and record.ended_at.tzinfo is not None
        and (tempo is None or _is_tempo(tempo))
    )


def _is_tempo(tempo: Tempo) -> bool:
    return min(tempo.up, tempo.top, tempo.down, tempo.bottom) >= 0 and 0 < tempo.seconds < inf


def _is_dose(dose: Dose) -> bool:
    return (dose.reps is None) != (dose.seconds is None) and 0 <= dose.amount < inf


def _is_pain(pain: int | None) -> bool:
    return pain is None or 0 <= pain <= 10
