"""The result of merging another file: the documents to save, and their count in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.text.formatting import count as counted
from calf_tui.documents.codec import is_deleted
from calf_tui.storage.database.table import document_in, held_in, is_same_json
from calf_tui.storage.sync.merge import (
    META,
    QUARANTINE,
    SUPERSEDED,
    content_of,
    key_of,
    merged,
    quarantined,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from calf_tui.documents.codec import Document
    from calf_tui.storage.database.table import Pending, Tables
    from calf_tui.storage.sync.merge import Key

WITHOUT_ID = "it has no id"


class MergeResult(NamedTuple):
    """The number of merged sessions that are new, newer, deletions, or here already.

    `kept` are older than those here, and are in quarantine. `others` counts new and newer documents
    in other tables.
    """

    new: int = 0
    newer: int = 0
    deleted: int = 0
    here: int = 0
    kept: int = 0
    others: int = 0

    @property
    def is_news(self) -> bool:
        """Whether there was anything new."""
        return any(self._replace(here=0))

    def __str__(self) -> str:
        """Returns "12 sessions new, 3 newer, 40 already here, 1 kept in quarantine"."""
        sessions = [
            (self.new, "new"),
            (self.newer, "newer"),
            (self.deleted, "deleted"),
            (self.here, "already here"),
            (self.kept, "kept in quarantine"),
        ]
        said = [f"{number} {what}" for number, what in sessions if number]
        if said:
            number, _, what = said[0].partition(" ")
            said[0] = f"{counted(int(number), 'session')} {what}"
        if self.others:
            said.append(f"{counted(self.others, 'other record')} new or newer")
        return ", ".join(said) or "nothing new"


def merge_result(ours: Tables, theirs: Tables) -> tuple[Pending, MergeResult]:
    """Returns the documents to save so that our tables contain theirs, and their count."""
    once = merged(theirs)
    changed = changes(ours, merged(ours, once))
    present = _by_key(ours)
    fates = {
        name: Counter(
            _fate(name, each, present.get(name, {}), changed, present.get(QUARANTINE, {}))
            for each in held_in(table).values()
        )
        for name, table in once.items()
        if name != META
    }
    others = [fates[name] for name in fates if name not in ("sessions", QUARANTINE)]
    return changed, MergeResult(
        **fates.get("sessions", Counter()),
        others=sum(each["new"] + each["newer"] + each["deleted"] for each in others),
    )


def changes(ours: Tables, united: Tables) -> Pending:
    """Returns the merged documents that differ from ours or are new, by table and id.

    A document without an id goes to quarantine, where it gets one.
    """
    present = _by_key(ours)
    return {
        (table, document["id"]): document
        for name, each in united.items()
        if name != META
        for table, document in _different(name, each, present.get(name, {}))
    }


def _fate(
    name: str,
    held: Any,
    present: Mapping[Key, Any],
    changed: Pending,
    quarantine: Mapping[Key, Any],
) -> str:
    """Returns the field of `MergeResult` that counts this document."""
    key = key_of(held)
    if key in present and _is_same(present[key], held):
        return "here"
    document = document_in(held)
    if _is_same(changed.get((name, str(key))), document):
        if key not in present:
            return "here" if is_deleted(document) else "new"
        return "deleted" if is_deleted(document) else "newer"
    if key not in present or is_deleted(document):
        return "here"
    return "here" if quarantined(name, document, SUPERSEDED)["id"] in quarantine else "kept"


def _different(
    name: str, table: Mapping[str, Any], present: Mapping[Key, Any]
) -> Iterator[tuple[str, Document]]:
    for held in held_in(table).values():
        key = key_of(held)
        if key in present and _is_same(present[key], held):
            continue
        document = document_in(held)
        if isinstance(key, str) and isinstance(document, dict):
            yield name, document
        else:
            yield QUARANTINE, quarantined(name, document, WITHOUT_ID)


def _is_same(one: object, other: object) -> bool:
    if one is other or is_same_json(one, other):
        return True
    return content_of(document_in(one)) == content_of(document_in(other))


def _by_key(tables: Tables) -> dict[str, dict[Key, Any]]:
    return {
        name: {key_of(held): held for held in held_in(table).values()}
        for name, table in tables.items()
    }
