"""Converts records to documents and back. The fields of documents define the data file's format.

Instants in documents are texts, which are compared as points in time.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from itertools import zip_longest
from operator import is_
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import msgspec

from calf_tui.core.records.session_record import EARLIEST, LATEST, SessionRecord, SetRecord
from calf_tui.core.text.sanitizing import storable_name, storable_text
from calf_tui.serialization.lazily_read_sets import LazilyReadSets
from calf_tui.serialization.validation import session_in_document, session_in_json, sets_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.core.routines.routine import Dose, Tempo
    from calf_tui.serialization.validation import ValidSession

    Document: TypeAlias = dict[str, Any]

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


PLANNED_SETS = "planned_sets"
"""The field that a session has only if it ended before it reached all of its sets."""
STOP_SIGN = "stop_sign"
"""The field that a session has only if it was stopped for a sign that was chosen."""
RESTORED = "restored_at"
"""The field of a restored document: the `updated_at` of the deletion that was undone."""


_NOT_KEPT = {"deleted", PLANNED_SETS, STOP_SIGN}
"""Known fields that were taken away if a newer document lacks them."""


def session_document(record: SessionRecord) -> Document:
    """Returns a session's document; instants are cut to milliseconds."""
    return {**session_head(record), "sets": [set_document(each) for each in record.sets]}


def session_head(record: SessionRecord) -> Document:
    """Returns a session's document without its sets."""
    return {
        "id": record.id,
        "routine": storable_name(record.routine),
        "routine_name": storable_name(record.routine_name),
        "status": record.status,
        "started_at": instant(record.started_at),
        "ended_at": instant(record.ended_at),
        "utc_offset_minutes": record.utc_offset_minutes,
        "local_date": record.local_date.isoformat(),
        "active_seconds": float(record.active_seconds),
        "note": storable_text(record.note),
        "morning_pain": record.morning_pain,
        **({} if record.planned_sets is None else {PLANNED_SETS: record.planned_sets}),
        **({} if record.stop_sign is None else {STOP_SIGN: storable_name(record.stop_sign)}),
        "updated_at": instant(record.updated_at),
    }


def session_of(document: object) -> SessionRecord:
    """Returns a document's session; raises ValueError if a field is missing or out of range."""
    valid = session_in_document(document)
    return _session(valid, sets_of(valid.sets))


def session_in(document: bytes) -> SessionRecord:
    """Returns the session of a document's JSON, which is faster: sets stay JSON until needed."""
    valid, summary = session_in_json(document)
    return _session(valid, LazilyReadSets(document, len(valid.sets), summary))


def _session(valid: ValidSession, sets: Sequence[SetRecord]) -> SessionRecord:
    routine, name = valid.routine, valid.routine_name
    if not (routine.isprintable() and name.isprintable()):  # asked here: there are thousands
        routine, name = storable_name(routine), storable_name(name)
    return SessionRecord(  # by position: names would take a third longer
        valid.id,
        routine,
        name,
        valid.status,
        valid.started_at,
        valid.ended_at,
        valid.utc_offset_minutes,
        valid.local_date,
        valid.active_seconds,
        sets,
        valid.updated_at,
        valid.note,
        valid.morning_pain,
        valid.planned_sets,
        valid.stop_sign and storable_name(valid.stop_sign),
    )


def deleted_document(document_id: str, now: datetime) -> Document:
    """Returns the mark that a document was deleted, so that merging does not bring it back."""
    return {"id": document_id, "deleted": True, "updated_at": instant(now)}


def is_deleted(document: object) -> bool:
    """Returns whether the document is only a mark of deletion."""
    return isinstance(document, dict) and document.get("deleted") is True


def with_unknown_fields(document: Document, older: object) -> Document:
    """Returns the document with the fields of the older one that this version does not know."""
    if not isinstance(older, dict):
        return document
    unknown = {
        name: value
        for name, value in older.items()
        if name not in document and name not in _NOT_KEPT
    }
    if is_deleted(older):
        unknown[RESTORED] = older.get("updated_at")
    if "sets" in document:
        unknown["sets"] = _with_unknown_fields_of_sets(document["sets"], older)
    return {**document, **unknown}


def _with_unknown_fields_of_sets(
    sets: Sequence[Document], older: Mapping[str, Any]
) -> Sequence[Document]:
    older_sets = older["sets"] if isinstance(older.get("sets"), list) else []
    if all(map(is_, sets, older_sets)):
        return sets  # those that were saved before, and new ones
    pairs = zip_longest(sets, older_sets[: len(sets)])
    return [
        new if new is old or not _has_unknown_fields(old, new) else {**old, **new}
        for new, old in pairs
    ]


def _has_unknown_fields(old: object, new: Document) -> bool:
    """Returns whether the old one is the same set with more fields."""
    return (
        isinstance(old, dict)
        and not old.keys() <= new.keys()
        and all(new[name] == old.get(name) for name in ("exercise", "set", "side"))
    )


def set_document(record: SetRecord) -> Document:
    """Returns a set's document."""
    return {
        "exercise": storable_name(record.exercise),
        "set": record.set,
        "side": record.side,
        "planned": _dose_document(record.planned),
        "done": _dose_document(record.done),
        "tempo": _tempo_document(record.tempo) if record.tempo else None,
        "load_kg": float(record.load_kg),
        "outcome": record.outcome,
        "rpe": record.rpe,
        "pain": record.pain,
        "pain_site": storable_name(record.pain_site) if record.pain_site else record.pain_site,
        "ended_at": instant(record.ended_at),
    }


def _dose_document(dose: Dose) -> Document:
    if dose.seconds is not None:
        return {"seconds": _short(dose.seconds)}
    return {"reps": dose.reps}


def _tempo_document(tempo: Tempo) -> Document:
    return {
        "up": _short(tempo.up),
        "top": _short(tempo.top),
        "down": _short(tempo.down),
        "bottom": _short(tempo.bottom),
    }


def _short(number: float) -> float:
    """Returns a whole number as an int."""
    return int(number) if number == int(number) else number


class SessionRewriter:
    """Makes the documents of a session after each set, without making those of old sets again."""

    def __init__(self) -> None:
        self._sets: Sequence[SetRecord] = ()
        self._made: list[Document] = []

    def document(self, record: SessionRecord) -> Document:
        """Returns the session as it is stored; raises ValueError if a value is out of range.

        The documents share those of their sets, so they must not be changed.
        """
        known = 0
        for one, other in zip(self._sets, record.sets, strict=False):
            if one is not other:
                break
            known += 1
        new = [set_document(each) for each in record.sets[known:]]
        document = session_head(record)
        document["sets"] = new
        session_in_document(document)
        self._sets, self._made = record.sets, [*self._made[:known], *new]
        document["sets"] = self._made
        return document
