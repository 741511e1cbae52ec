"""The fields of sessions and sets: their rules, the errors in words, and their columns in CSV."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, get_args

from calf_tui.core.records.session_record import YEARS, Outcome, Status
from calf_tui.core.routines.routine import PARTS, Side
from calf_tui.core.text.sanitizing import shown
from calf_tui.serialization.codec import is_date, is_instant
from calf_tui.serialization.validation import LONGEST_NAME, LONGEST_NOTE, MINUTES_OF_A_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from calf_tui.serialization.codec import Document

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
    return is_date(value) and date.fromisoformat(value).year in YEARS


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
_AMOUNT = Kind("a number from 0 on", lambda value: _is_number(value, 0, 1e300))

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

_OPTIONAL = [
    "note",
    "morning_pain",
    "planned_sets",
    "stop_sign",
    "rpe",
    "pain",
    "pain_site",
    "tempo",
]
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


class Column(NamedTuple):
    """The values that a column may have, and its meaning in words."""

    kind: Kind
    meaning: str = ""


def _optional(kind: Kind, meaning: str = "") -> Column:
    return Column(kind._replace(may_be_none=True), meaning)


OF_SESSION = {
    "session_id": Column(SESSION["id"], "the same in each row of a session"),
    "local_date": Column(SESSION["local_date"], "the day it counts for, as 2026-11-22"),
    "started_at": Column(SESSION["started_at"], "in UTC, as 2026-11-22T17:03:11.482Z"),
    "ended_at": Column(SESSION["ended_at"], "in UTC"),
    "utc_offset_minutes": Column(SESSION["utc_offset_minutes"], "of the runner's clock"),
    "routine": Column(SESSION["routine"], "its id"),
    "routine_name": Column(SESSION["routine_name"]),
    "status": Column(SESSION["status"], SESSION["status"].expected),
    "active_seconds": Column(SESSION["active_seconds"], "without the pauses"),
    "note": Column(SESSION["note"]),
    "morning_pain": Column(SESSION["morning_pain"], "0 to 10, the morning after"),
    "planned_sets": Column(SESSION["planned_sets"], "where it ended before it came to all"),
    "stop_sign": Column(SESSION["stop_sign"], "what it was stopped for"),
    "updated_at": Column(SESSION["updated_at"], "in UTC; of two versions the later wins"),
}
OF_SET = {
    "exercise": Column(SET["exercise"], "the move's id"),
    "set": Column(SET["set"], "its number; left and right share one"),
    "side": Column(SET["side"], SET["side"].expected),
    "planned_reps": _optional(DOSE["reps"], "the plan: either repetitions or"),
    "planned_seconds": _optional(DOSE["seconds"], "seconds"),
    "done_reps": _optional(DOSE["reps"], "what came of it, in the same way"),
    "done_seconds": _optional(DOSE["seconds"]),
    "tempo_up": _optional(TEMPO["up"], "in seconds; the four are empty without a tempo"),
    "tempo_top": _optional(TEMPO["top"]),
    "tempo_down": _optional(TEMPO["down"]),
    "tempo_bottom": _optional(TEMPO["bottom"]),
    "load_kg": Column(SET["load_kg"]),
    "outcome": Column(SET["outcome"], SET["outcome"].expected),
    "rpe": Column(SET["rpe"], "effort, 1 to 10"),
    "pain": Column(SET["pain"], "0 to 10"),
    "pain_site": Column(SET["pain_site"]),
    "set_ended_at": Column(SET["ended_at"], "in UTC"),
}
"""The columns of a set. A session without sets has one row, in which these are empty."""
COLUMNS = {**OF_SESSION, **OF_SET}

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet would evaluate a text that begins with one of these."""


def guarded(text: str) -> str:
    """Returns a text as a cell, with a ' in front if a spreadsheet would evaluate it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Returns the text of a cell that `guarded` made."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(_FORMULA)
    return text[1:] if is_guarded else text
