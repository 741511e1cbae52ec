"""Fills in what a table does not say about a session that the history has already."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from calf_tui.exchange.csv_columns import OF_SESSION, OF_SET
from calf_tui.exchange.foreign_tables.missing_values import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from calf_tui.documents.codec import Document

_IN_PARTS = {
    "planned": ("planned_reps", "planned_seconds"),
    "tempo": ("tempo_up", "tempo_top", "tempo_down", "tempo_bottom"),
}
_FROM_DONE = ("planned", "outcome")
"""The fields that follow from what was done; they are not copied if something else was done."""
_ALWAYS = frozenset(("local_date", "updated_at"))


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
