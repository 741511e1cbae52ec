"""Fills in what a table does not say about a session, and says what was assumed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from calf_tui.core.records.session_record import offset_minutes, outcome_of
from calf_tui.core.routines.routine import PLAIN_TEMPO, Dose
from calf_tui.file_formats.csv_columns import OF_SESSION, OF_SET
from calf_tui.serialization.codec import BEGINNING, instant, instant_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calf_tui.serialization.codec import Document

    Values = dict[str, Any]
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet


_NOON = time(12, 0)
_NAME = "Imported"
_LONGEST_SECONDS = 86_400.0
"""The most seconds of a set; more would be a typing error, and would end centuries later [ours]."""
TAKEN = {
    "started_at": "12:00 of its day",
    "ended_at": "after the sets alone",
    "utc_offset_minutes": "this machine's",
    "status": "completed where every set was done",
    "active_seconds": f"the sets alone, {PLAIN_TEMPO.seconds:.0f} s a repetition",
    "set": "in the order of the rows",
    "side": "both",
    "load_kg": "0",
    "outcome": "done where as much as planned",
    "set_ended_at": "spread over the session",
    "updated_at": "now, where it differs from yours",
}
"""The assumption for each missing column, in words; other missing columns stay empty."""

_IN_PARTS = {
    "planned": ("planned_reps", "planned_seconds"),
    "tempo": ("tempo_up", "tempo_top", "tempo_down", "tempo_bottom"),
}
_FROM_DONE = ("planned", "outcome")
"""The fields that follow from what was done; they are not copied if something else was done."""
_ALWAYS = frozenset(("local_date", "updated_at"))


def assumptions_in_words(columns: Iterable[str]) -> str:
    """Returns a sentence about the assumptions for these columns; "" if there are none."""
    missing = set(columns)
    said = [f"{name} ({words})" for name, words in TAKEN.items() if name in missing]
    return f"not in the table, so taken as follows: {', '.join(said)}" if said else ""


def complete(values: Values, sets: Sequence[Document], at: Callable[[datetime], datetime]) -> None:
    """Fills in the values of a session and its sets that are None, and numbers the sets.

    `at` adds the UTC offset to a local time. A set must have its move and one of its doses, a
    session its date or its start.
    """
    for each in sets:
        each["planned"] = each["planned"] or each["done"]
        each["done"] = each["done"] or each["planned"]
        each["outcome"] = each["outcome"] or outcome_of(
            Dose(**each["planned"]), Dose(**each["done"])
        )
        each["side"] = each["side"] or "both"
        each["load_kg"] = 0.0 if each["load_kg"] is None else each["load_kg"]
    _number(sets)
    _set_times(values, sets, at)
    _set_names(values)
    if values["status"] is None:
        is_whole = all(each["outcome"] == "done" for each in sets)
        values["status"] = "completed" if sets and is_whole else "partial"
    values["updated_at"] = values["updated_at"] or BEGINNING


def in_order(sets: Iterable[Document]) -> list[Document]:
    """Returns the sets in order of their ends, then numbers: a spreadsheet may have sorted them."""
    return sorted(sets, key=lambda each: (instant_of(each["ended_at"]), each["set"]))


def _number(sets: Sequence[Document]) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for each in sets:
        of = (each["exercise"], each["side"])
        counted[of] += 1
        each["set"] = each["set"] or counted[of]


def _set_names(values: Values) -> None:
    values["routine"] = values["routine"] or ""
    if values["routine_name"] is None:
        values["routine_name"] = values["routine"] or _NAME
    values["note"] = values["note"] or ""


def _set_times(
    values: Values, sets: Sequence[Document], at: Callable[[datetime], datetime]
) -> None:
    if values["started_at"] is None:
        started = at(datetime.combine(date.fromisoformat(values["local_date"]), _NOON))
        values["started_at"] = instant(started)
    else:
        started = instant_of(values["started_at"])
    if values["utc_offset_minutes"] is None:
        values["utc_offset_minutes"] = offset_minutes(at(started.replace(tzinfo=None)))
    if values["local_date"] is None:
        offset = timedelta(minutes=values["utc_offset_minutes"])
        values["local_date"] = (instant_of(values["started_at"]) + offset).date().isoformat()
    lengths = [_seconds(each) for each in sets]
    known = [instant_of(each["ended_at"]) for each in sets if each["ended_at"] is not None]
    if values["ended_at"] is None:
        seconds = values["active_seconds"]
        ended = started + timedelta(seconds=sum(lengths) if seconds is None else seconds)
        values["ended_at"] = instant(max([ended, *known]))
    ended = instant_of(values["ended_at"])
    if values["active_seconds"] is None:
        values["active_seconds"] = sum(lengths)
    passed = 0.0
    for each, length in zip(sets, lengths, strict=True):
        passed += length
        if each["ended_at"] is None:
            each["ended_at"] = instant(started + (ended - started) * (passed / (sum(lengths) or 1)))


def _seconds(each: Document) -> float:
    """Returns the seconds of a set; a repetition counts as the plain tempo's time."""
    done = each["done"]
    seconds = done["seconds"] if "seconds" in done else done["reps"] * PLAIN_TEMPO.seconds
    return float(min(seconds, _LONGEST_SECONDS))


def filled(document: Document, ours: Mapping[str, object], given: AbstractSet[str]) -> Document:
    """Returns a table's session with the columns `given`; all other fields are from `ours`.

    If the sets differ only in their order, they have the order of `ours`.
    """
    sets = [
        _filled_set(each, older, given)
        for each, older in zip_longest(document["sets"], in_order(_sets(ours)))
        if each is not None
    ]
    if in_order(sets) == in_order(_sets(ours)):
        sets = _sets(ours)
    left_open = {
        name: ours[name]
        for name in OF_SESSION
        if name in ours and name not in given and name not in _ALWAYS
    }
    if sets != _sets(ours) and ours.get("status") != "stopped_pain":
        left_open.pop("status", None)
    return {**document, **left_open, "sets": sets}


def _sets(document: Mapping[str, object]) -> list[Document]:
    sets = document["sets"]
    return sets if isinstance(sets, list) else []


def _filled_set(new: Document, older: Document | None, given: AbstractSet[str]) -> Document:
    if older is None or any(new[name] != older[name] for name in ("exercise", "set", "side")):
        return new
    names = {name for name in (*OF_SET, *_IN_PARTS) if name in older and name not in given}
    names -= {name for name, columns in _IN_PARTS.items() if not given.isdisjoint(columns)}
    if "set_ended_at" not in given:
        names.add("ended_at")
    if new["done"] != older["done"]:
        names -= set(_FROM_DONE)
    return {**new, **{name: older[name] for name in names}}
