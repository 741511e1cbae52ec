"""The sets of a session as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.text.sanitizing import storable_name
from calf_tui.storage.records.timestamps import instant

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.core.routines.routine import Dose
    from calf_tui.storage.records.codec import Document


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
