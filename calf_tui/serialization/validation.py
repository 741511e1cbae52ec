"""Decides what a valid session document is, for reading, importing, checking and saving."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, NamedTuple, TypeVar

from msgspec import Meta, Struct, convert
from msgspec.json import Decoder

from calf_tui.core.records.session_record import EARLIEST, LATEST, YEARS, Outcome, SetRecord, Status
from calf_tui.core.records.session_sets import count_sets
from calf_tui.core.routines.routine import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTES_OF_A_DAY = 24 * 60
LONGEST_NAME = 1000
"""The most characters of an id or a name; the program's own are far shorter [ours]."""
LONGEST_NOTE = 10_000
"""The most characters of a note in a file; the app accepts fewer [ours]."""
UTMOST = 10**12
"""Every amount, load and number of seconds must be less than this [ours]."""

_Amount = Annotated[float, Meta(ge=0, lt=UTMOST)]
_Instant = Annotated[datetime, Meta(tz=True)]
_Name = Annotated[str, Meta(max_length=LONGEST_NAME)]
_Pain = Annotated[int, Meta(ge=0, le=10)]


class ValidDose(Struct, gc=False):
    """A dose; exactly one of the two must be there."""

    reps: Annotated[int, Meta(ge=0, lt=UTMOST)] | None = None
    seconds: _Amount | None = None


class ValidTempo(Struct, gc=False):
    """A tempo; the four must not all be zero."""

    up: _Amount
    top: _Amount
    down: _Amount
    bottom: _Amount


class ValidSet(Struct, gc=False):
    """A set of a session."""

    exercise: _Name
    set: Annotated[int, Meta(ge=1, lt=UTMOST)]
    side: Side
    planned: ValidDose
    done: ValidDose
    load_kg: _Amount
    outcome: Outcome
    ended_at: _Instant
    tempo: ValidTempo | None = None
    rpe: Annotated[int, Meta(ge=1, le=10)] | None = None
    pain: _Pain | None = None
    pain_site: _Name | None = None


class ValidSession(Struct, gc=False):
    """A session; its document may have other fields too."""

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
    sets: list[ValidSet]
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    morning_pain: _Pain | None = None
    planned_sets: Annotated[int, Meta(ge=1, lt=UTMOST)] | None = None
    stop_sign: _Name | None = None
    deleted: Any = None


class SetSummary(NamedTuple):
    """What is known of the sets of a session from their check."""

    finished: int
    exercises: frozenset[str]
    pain_sites: frozenset[str]


Read = TypeVar("Read")


class _Sets(Struct, Generic[Read], gc=False):
    sets: tuple[Read, ...]


class Amounts(Struct, gc=False):
    """The amounts of a valid set."""

    exercise: str
    side: Side
    done: ValidDose
    load_kg: float
    tempo: ValidTempo | None = None
    pain: int | None = None


UNUSUAL_INSTANT = "an instant before 1900 or after 8999"

_read = Decoder(ValidSession).decode
_read_sets = Decoder(_Sets[SetRecord]).decode
_read_amounts = Decoder(_Sets[Amounts]).decode


def session_in_json(document: bytes) -> tuple[ValidSession, SetSummary]:
    """Returns the session of a JSON, and what is known of its sets; raises ValueError."""
    try:
        session = _read(document)
    except RecursionError:
        raise ValueError("its values lie too deep in one another") from None
    _require_session(session)
    return session, _summary_of(session.sets)


def session_in_document(document: object) -> ValidSession:
    """Returns the session of a document; raises ValueError if it is not valid."""
    session = convert(document, ValidSession)
    _require_session(session)
    _summary_of(session.sets)
    return session


def sets_of(valid: Sequence[ValidSet]) -> tuple[SetRecord, ...]:
    """Returns valid sets as records."""
    return convert(valid, tuple[SetRecord, ...], from_attributes=True)


def sets_in_json(document: bytes) -> tuple[SetRecord, ...]:
    """Returns the sets in the JSON of a valid session."""
    return _read_sets(document).sets


def amounts_in_json(document: bytes) -> tuple[Amounts, ...]:
    """Returns the amounts of the sets in the JSON of a valid session."""
    return _read_amounts(document).sets


def _finished_of(others: Sequence[ValidSet]) -> int:
    """Returns the number of finished sets of those of one side and those not done in full."""
    finished: list[ValidSet | SetRecord] = [each for each in others if each.outcome == "done"]
    short = sets_of([each for each in others if each.outcome == "short"])
    finished += (each for each in short if each.is_finished)
    return count_sets((each.exercise, each.set, each.side) for each in finished)


def require(holds: bool, field: str) -> None:
    """Raises ValueError with the field if a condition does not hold."""
    if not holds:
        raise ValueError(field)


def require_date(day: date | None, field: str) -> None:
    """Raises ValueError if a date is not in `YEARS`."""
    require(day is None or day.year in YEARS, field)


def require_instant(moment: datetime, field: str) -> None:
    """Raises ValueError if an instant is not in `YEARS` or has no UTC offset."""
    require(moment.tzinfo is not None and EARLIEST <= moment <= LATEST, field)


def _require_session(session: ValidSession) -> None:
    if session.deleted is True:
        raise ValueError("deleted")
    if session.local_date.year not in YEARS:
        raise ValueError("local_date")
    if not (
        EARLIEST <= session.started_at <= LATEST
        and EARLIEST <= session.ended_at <= LATEST
        and EARLIEST <= session.updated_at <= LATEST
    ):
        raise ValueError(UNUSUAL_INSTANT)


def _summary_of(sets: Sequence[ValidSet]) -> SetSummary:
    """Checks the sets of a session and sums them up, in one pass for speed; raises ValueError."""
    exercise = None
    exercises: list[str] = []  # in turn
    pain_sites: list[str] = []
    others: list[ValidSet] = []
    for each in sets:
        planned, done, tempo = each.planned, each.done, each.tempo
        if not EARLIEST <= each.ended_at <= LATEST:
            raise ValueError(UNUSUAL_INSTANT)
        if (planned.reps is None if planned.seconds is None else planned.reps is not None) or (
            done.reps is None if done.seconds is None else done.reps is not None
        ):
            raise ValueError("a dose that is not one of repetitions and seconds")
        if tempo is not None and not (tempo.down or tempo.up or tempo.top or tempo.bottom):
            raise ValueError("a tempo without any time")
        if each.exercise != exercise:
            exercises.append(exercise := each.exercise)
        if each.pain_site:
            pain_sites.append(each.pain_site)
        if each.side != "both" or each.outcome != "done":
            others.append(each)
    finished = len(sets) - len(others) + _finished_of(others) if others else len(sets)
    return _summary(finished, tuple(exercises), tuple(pain_sites))


@lru_cache(maxsize=1024)
def _summary(finished: int, exercises: tuple[str, ...], pain_sites: tuple[str, ...]) -> SetSummary:
    """Returns the same object for sessions with the same, as most have."""
    return SetSummary(finished, frozenset(exercises), frozenset(pain_sites))
