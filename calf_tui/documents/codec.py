"""Records to documents and back. A document's fields are the contract of the file on disk."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from calf_tui.core.records.session_record import SessionRecord
from calf_tui.core.text.sanitizing import storable_name, storable_text
from calf_tui.documents.lazy_sets import LazySets
from calf_tui.documents.timestamps import instant
from calf_tui.documents.validation import (
    session_in_document,
    session_in_json,
    sets_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.documents.validation import ValidSession

    Document: TypeAlias = dict[str, Any]
    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.core.routines.routine import Dose


PLANNED_SETS = "planned_sets"
"""The field that only a session has which ended before it came to all of its sets."""
RESTORED = "restored_at"
"""The field of a document put back after it was deleted: which deletion that undid."""


def session_document(record: SessionRecord) -> Document:
    """The session as it is stored; instants are cut to milliseconds."""
    return {**session_head(record), "sets": [set_document(each) for each in record.sets]}


def session_head(record: SessionRecord) -> Document:
    """The same without its sets."""
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
        "updated_at": instant(record.updated_at),
    }


def session_of(document: object) -> SessionRecord:
    """The session of a document; raises ValueError where a field is missing or out of range."""
    valid = session_in_document(document)
    return _session(valid, sets_of(valid.sets))


def session_in(document: bytes) -> SessionRecord:
    """The same of a document's JSON, in a fraction of the time; its sets stay JSON until asked."""
    valid = session_in_json(document)
    return _session(valid, LazySets(document, len(valid.sets)))


def _session(valid: ValidSession, sets: Sequence[SetRecord]) -> SessionRecord:
    return SessionRecord(
        id=valid.id,
        routine=storable_name(valid.routine),
        routine_name=storable_name(valid.routine_name),
        status=valid.status,
        started_at=valid.started_at,
        ended_at=valid.ended_at,
        utc_offset_minutes=valid.utc_offset_minutes,
        local_date=valid.local_date,
        active_seconds=valid.active_seconds,
        sets=sets,
        updated_at=valid.updated_at,
        note=valid.note,
        morning_pain=valid.morning_pain,
        planned_sets=valid.planned_sets,
    )


def deleted_document(document_id: str, now: datetime) -> Document:
    """What stays of a deleted document, so that merging two files never brings it back."""
    return {"id": document_id, "deleted": True, "updated_at": instant(now)}


def is_deleted(document: object) -> bool:
    """Whether the document only marks that something was deleted."""
    return isinstance(document, dict) and document.get("deleted") is True


def with_unknown_fields(document: Document, older: object) -> Document:
    """The document with the fields of the older one, if it is one, that this version lacks."""
    if not isinstance(older, dict):
        return document
    known = {*document, "deleted", PLANNED_SETS}
    unknown = {name: value for name, value in older.items() if name not in known}
    if is_deleted(older):
        unknown[RESTORED] = older.get("updated_at")
    if "sets" in document:
        unknown["sets"] = _with_unknown_fields_of_sets(document["sets"], older)
    return {**document, **unknown}


def _with_unknown_fields_of_sets(
    sets: Sequence[Document], older: Mapping[str, Any]
) -> list[Document]:
    older_sets = older["sets"] if isinstance(older.get("sets"), list) else []
    pairs = zip_longest(sets, older_sets[: len(sets)])
    return [
        new if new is old or not _has_unknown_fields(old, new) else {**old, **new}
        for new, old in pairs
    ]


def _has_unknown_fields(old: object, new: Document) -> bool:
    """Whether the old one is the same set, with more to it."""
    return (
        isinstance(old, dict)
        and not old.keys() <= new.keys()
        and all(new[name] == old.get(name) for name in ("exercise", "set", "side"))
    )


def set_document(record: SetRecord) -> Document:
    """The document of a set."""
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
    """A whole number without its ".0"."""
    return int(number) if number == int(number) else number
