"""Converts records to documents and back. The fields of documents define the data file's format."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import msgspec

from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target
from calf_tui.core.text.sanitizing import storable_name, storable_text
from calf_tui.storage.records.lazy_sets import LazySets
from calf_tui.storage.records.timestamps import instant
from calf_tui.storage.records.validation import (
    LONGEST_NAME,
    LONGEST_NOTE,
    UTMOST,
    require,
    require_date,
    require_instant,
    session_in_document,
    session_in_json,
    sets_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.storage.records.validation import ValidSession

    Document: TypeAlias = dict[str, Any]
    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.core.routines.routine import Dose


PLANNED_SETS = "planned_sets"
"""The field that a session has only if it ended before it reached all of its sets."""
RESTORED = "restored_at"
"""The field of a restored document: the `updated_at` of the deletion that was undone."""


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
        "updated_at": instant(record.updated_at),
    }


def session_of(document: object) -> SessionRecord:
    """Returns a document's session; raises ValueError if a field is missing or out of range."""
    valid = session_in_document(document)
    return _session(valid, sets_of(valid.sets))


def session_in(document: bytes) -> SessionRecord:
    """Returns the session of a document's JSON, which is faster: sets stay JSON until needed."""
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


def checked(document: Document, read: Callable[[Document], object]) -> Document:
    """Returns the document if `read` accepts it; else raises ValueError."""
    read(document)
    return document


def target_document(target: Target) -> Document:
    """Returns a weekly target's document."""
    return {
        "id": target.id,
        "start": target.start.isoformat(),
        "days": target.days,
        "updated_at": instant(target.updated_at),
    }


def pause_document(pause: Pause) -> Document:
    """Returns a pause's document."""
    return {
        "id": pause.id,
        "start": pause.start.isoformat(),
        "end": pause.end.isoformat() if pause.end else None,
        "reason": storable_text(pause.reason),
        "updated_at": instant(pause.updated_at),
    }


def target_of(document: object) -> Target:
    """Returns a document's weekly target; raises ValueError if a field is out of range."""
    target = msgspec.convert(document, Target)
    _require_identity(target)
    require_date(target.start, "start")
    require(1 <= target.days <= 7, "days")
    return target


def pause_of(document: object) -> Pause:
    """Returns a document's pause; raises ValueError, also if it ends before it starts."""
    pause = msgspec.convert(document, Pause)
    _require_identity(pause)
    require(len(pause.reason) <= LONGEST_NOTE, "reason")
    require_date(pause.start, "start")
    require_date(pause.end, "end")
    require(pause.end is None or pause.end >= pause.start, "end")
    return pause


def heel_rise_document(test: HeelRiseTest) -> Document:
    """Returns a heel-rise test's document."""
    return {
        "id": test.id,
        "taken_at": instant(test.taken_at),
        "local_date": test.local_date.isoformat(),
        "left": test.left,
        "right": test.right,
        "ended_by": storable_name(test.ended_by) if test.ended_by else test.ended_by,
        "updated_at": instant(test.updated_at),
    }


def heel_rise_of(document: object) -> HeelRiseTest:
    """Returns a document's heel-rise test; raises ValueError if a field is out of range."""
    test = msgspec.convert(document, HeelRiseTest)
    _require_identity(test)
    require_instant(test.taken_at, "taken_at")
    require_date(test.local_date, "local_date")
    require(all(each is None or 0 <= each < UTMOST for each in (test.left, test.right)), "reps")
    require(len(test.ended_by or "") <= LONGEST_NAME, "ended_by")
    return test


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


def _require_identity(record: Target | Pause | HeelRiseTest) -> None:
    require(0 < len(record.id) <= LONGEST_NAME, "id")
    require_instant(record.updated_at, "updated_at")


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
