"""The rules for the fields of sessions and sets, with error messages for the runner."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, get_args

from calf_tui.core.records.session_record import YEARS, Outcome, Status
from calf_tui.core.routines.routine import PARTS, Side
from calf_tui.core.text.sanitizing import shown
from calf_tui.documents.timestamps import is_instant
from calf_tui.documents.validation import LONGEST_NAME, LONGEST_NOTE, MINUTES_OF_A_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from calf_tui.documents.codec import Document

_MOST_MINUTES = MINUTES_OF_A_DAY - 1


class Kind(NamedTuple):
    """The values that a field may have. `expected` completes "expected …"."""

    expected: str
    accepts: Callable[[object], bool]
    is_text: bool = False
    may_be_none: bool = False

    def problem(self, value: object) -> str:
        """Returns the problem with a value; "" if there is none."""
        if self.accepts(value) or (value is None and self.may_be_none):
            return ""
        expected = f"{self.expected} or nothing" if self.may_be_none else self.expected
        return f"expected {expected}, not {'nothing' if value is None else shown(value)}"


def _is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _number(expected: str, low: float, high: float = 1e300) -> Kind:
    return Kind(expected, lambda value: _is_number(value, low, high))


def _whole_number(expected: str, low: int, high: int = 2**53) -> Kind:
    return Kind(
        expected,
        lambda value: (
            isinstance(value, int | float) and _is_number(value, low, high) and value % 1 == 0
        ),
    )


def _one_of(words: tuple[str, ...]) -> Kind:
    expected = f"{', '.join(words[:-1])} or {words[-1]}"
    return Kind(expected, lambda value: isinstance(value, str) and value in words)


def _is_date(value: object) -> bool:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return day is not None and day.isoformat() == value and day.year in YEARS


def _text(expected: str, least: int, most: int) -> Kind:
    return Kind(
        f"{expected} of at most {most:,} characters",
        lambda value: isinstance(value, str) and least <= len(value) <= most,
        is_text=True,
    )


_NAME = _text("a name", 1, LONGEST_NAME)
_TEXT = _text("a text", 0, LONGEST_NAME)
_INSTANT = Kind("an instant as in 2026-11-22T17:03:11.482Z", is_instant)
_DATE = Kind("a date as in 2026-11-22", _is_date)
_PAIN = _whole_number("a whole number from 0 to 10", 0, 10)._replace(may_be_none=True)
_AMOUNT = _number("a number from 0 on", 0)

SESSION: Mapping[str, Kind] = {
    "id": _NAME,
    "local_date": _DATE,
    "started_at": _INSTANT,
    "ended_at": _INSTANT,
    "utc_offset_minutes": _whole_number(
        f"whole minutes from -{_MOST_MINUTES} to {_MOST_MINUTES}", -_MOST_MINUTES, _MOST_MINUTES
    ),
    "routine": _TEXT,
    "routine_name": _TEXT,
    "status": _one_of(get_args(Status)),
    "active_seconds": _AMOUNT,
    "note": _text("a text", 0, LONGEST_NOTE),
    "morning_pain": _PAIN,
    "planned_sets": _whole_number("a whole number from 1 on", 1)._replace(may_be_none=True),
    "stop_sign": _TEXT._replace(may_be_none=True),
    "updated_at": _INSTANT,
}
"""The fields of a session except its sets."""

SET: Mapping[str, Kind] = {
    "exercise": _TEXT,
    "set": _whole_number("a whole number from 1 on", 1),
    "side": _one_of(get_args(Side)),
    "load_kg": _AMOUNT,
    "outcome": _one_of(get_args(Outcome)),
    "rpe": _whole_number("a whole number from 1 to 10", 1, 10)._replace(may_be_none=True),
    "pain": _PAIN,
    "pain_site": _TEXT._replace(may_be_none=True),
    "ended_at": _INSTANT,
}
"""The fields of a set except its doses and its tempo."""

DOSE: Mapping[str, Kind] = {
    "reps": _whole_number("a whole number from 0 on", 0),
    "seconds": _AMOUNT,
}
"""A dose has one of the two."""

TEMPO: Mapping[str, Kind] = dict.fromkeys(PARTS, _AMOUNT)

_OPTIONAL = (
    "note",
    "morning_pain",
    "planned_sets",
    "stop_sign",
    "rpe",
    "pain",
    "pain_site",
    "tempo",
)
"""The fields that a document may lack."""


def session_problems(document: Document) -> Iterator[str]:
    """Yields every problem with a session's document, each with its field."""
    yield from _problems(SESSION, document, "")
    sets = document.get("sets")
    if not isinstance(sets, list):
        yield f'"sets": expected a list, not {shown(sets)}'
        return
    for number, each in enumerate(sets, start=1):
        place = f"set {number} of the list, "
        if not isinstance(each, dict):
            yield f"{place.removesuffix(', ')}: expected a set, not {shown(each)}"
            continue
        yield from _problems(SET, each, place)
        for dose in ("planned", "done"):
            yield from _dose_problems(each.get(dose), place, dose)
        yield from _tempo_problems(each.get("tempo"), place)


def _problems(kinds: Mapping[str, Kind], document: Document, place: str) -> Iterator[str]:
    for name, kind in kinds.items():
        if name in document or name not in _OPTIONAL:
            problem = kind.problem(document.get(name))
            if problem:
                yield f'{place}"{name}": {problem}'


def _dose_problems(dose: object, place: str, name: str) -> Iterator[str]:
    named = [each for each in DOSE if isinstance(dose, dict) and dose.get(each) is not None]
    if not isinstance(dose, dict) or len(named) != 1:
        yield f'{place}"{name}": expected either reps or seconds, not {shown(dose)}'
        return
    yield from _problems({each: DOSE[each] for each in named}, dose, f'{place}"{name}", ')


def _tempo_problems(tempo: object, place: str) -> Iterator[str]:
    if isinstance(tempo, dict):
        yield from _problems(TEMPO, tempo, f'{place}"tempo", ')
    elif tempo is not None:
        yield f'{place}"tempo": expected seconds for {", ".join(TEMPO)}, not {shown(tempo)}'
