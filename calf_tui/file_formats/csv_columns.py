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


def _optional(kind: Kind) -> Kind:
    return kind._replace(may_be_none=True)


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
_PAIN = _optional(_whole_number("a whole number from 0 to 10", 0, 10))
_AMOUNT = Kind("a number from 0 on", lambda value: _is_number(value, 0, 1e300))


class Column(NamedTuple):
    """The values that a column may have, and its meaning in words."""

    kind: Kind
    meaning: str = ""


_STATUS = _one_of(get_args(Status))
_SIDE = _one_of(get_args(Side))
_OUTCOME = _one_of(get_args(Outcome))
_REPETITIONS = _whole_number("a whole number from 0 on", 0)
_FROM_ONE = _whole_number("a whole number from 1 on", 1)
_OFFSET = _whole_number(
    f"whole minutes from -{_MOST_MINUTES} to {_MOST_MINUTES}", -_MOST_MINUTES, _MOST_MINUTES
)

OF_SESSION = {
    "session_id": Column(_NAME, "the same in each row of a session"),
    "local_date": Column(_DATE, "the day it counts for, as 2026-11-22"),
    "started_at": Column(_INSTANT, "in UTC, as 2026-11-22T17:03:11.482Z"),
    "ended_at": Column(_INSTANT, "in UTC"),
    "utc_offset_minutes": Column(_OFFSET, "of the runner's clock"),
    "routine": Column(_TEXT, "its id"),
    "routine_name": Column(_TEXT),
    "status": Column(_STATUS, _STATUS.expected),
    "active_seconds": Column(_AMOUNT, "without the pauses"),
    "note": Column(_text("a text", 0, LONGEST_NOTE)),
    "morning_pain": Column(_PAIN, "0 to 10, the morning after"),
    "planned_sets": Column(_optional(_FROM_ONE), "where it ended before it came to all"),
    "stop_sign": Column(_optional(_TEXT), "what it was stopped for"),
    "updated_at": Column(_INSTANT, "in UTC; of two versions the later wins"),
}
OF_SET = {
    "exercise": Column(_TEXT, "the move's id"),
    "set": Column(_FROM_ONE, "its number; left and right share one"),
    "side": Column(_SIDE, _SIDE.expected),
    "planned_reps": Column(_optional(_REPETITIONS), "the plan: either repetitions or"),
    "planned_seconds": Column(_optional(_AMOUNT), "seconds"),
    "done_reps": Column(_optional(_REPETITIONS), "what came of it, in the same way"),
    "done_seconds": Column(_optional(_AMOUNT)),
    "tempo_up": Column(_optional(_AMOUNT), "in seconds; the four are empty without a tempo"),
    "tempo_top": Column(_optional(_AMOUNT)),
    "tempo_down": Column(_optional(_AMOUNT)),
    "tempo_bottom": Column(_optional(_AMOUNT)),
    "load_kg": Column(_AMOUNT),
    "outcome": Column(_OUTCOME, _OUTCOME.expected),
    "rpe": Column(
        _optional(_whole_number("a whole number from 1 to 10", 1, 10)), "effort, 1 to 10"
    ),
    "pain": Column(_PAIN, "0 to 10"),
    "pain_site": Column(_optional(_TEXT)),
    "set_ended_at": Column(_INSTANT, "in UTC"),
}
"""The columns of a set. A session without sets has one row, in which these are empty."""
COLUMNS = {**OF_SESSION, **OF_SET}

DOSE = {"reps": _REPETITIONS, "seconds": _AMOUNT}
"""A dose has one of the two."""
TEMPO: Mapping[str, Kind] = dict.fromkeys(PARTS, _AMOUNT)
SESSION = {name.removeprefix("session_"): each.kind for name, each in OF_SESSION.items()}
"""The fields of a session except its sets."""
SET = {
    name.removeprefix("set_"): each.kind
    for name, each in OF_SET.items()
    if not name.startswith(("planned_", "done_", "tempo_"))
}
"""The fields of a set except its doses and its tempo."""

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


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet would evaluate a text that begins with one of these."""


def guarded(text: str) -> str:
    """Returns a text as a cell, with a ' in front if a spreadsheet would evaluate it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Returns the text of a cell that `guarded` made."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(_FORMULA)
    return text[1:] if is_guarded else text
