"""The result of merging another file: the documents to save, and their count in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.text.formatting import count as counted
from calf_tui.serialization.codec import is_deleted
from calf_tui.storage.database.document_table import document_in, is_same_json, stored_in
from calf_tui.storage.database.merge import (
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

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Pending, Tables
    from calf_tui.storage.database.merge import Key

WITHOUT_ID = "it has no id"
NEWS = "new or newer"
COUNTED_APART = ("sessions", "runs", "tests")


class MergeResult(NamedTuple):
    """The number of merged sessions that are new, newer, deletions, or here already.

    `kept` are older than those here, and are in quarantine. `runs` and `tests` count those that are
    new or newer, or deletions, `others` the same of all other tables. A mark of deletion that is
    here already is no record, and is not counted.
    """

    new: int = 0
    newer: int = 0
    deleted: int = 0
    here: int = 0
    kept: int = 0
    runs: int = 0
    runs_here: int = 0
    tests: int = 0
    tests_here: int = 0
    others: int = 0

    @property
    def is_news(self) -> bool:
        """Whether there was anything new."""
        return any(self._replace(here=0, runs_here=0, tests_here=0))

    def __str__(self) -> str:
        """Returns "12 sessions new, 3 newer, 40 already here, 1 run new or newer"."""
        sessions = (
            (self.new, "new"),
            (self.newer, "newer"),
            (self.deleted, "deleted"),
            (self.here, "already here"),
            (self.kept, "kept in quarantine"),
        )
        said = [
            *counts_in_words("session", *sessions),
            *counts_in_words("run", (self.runs, NEWS), (self.runs_here, "already here")),
            *counts_in_words("test", (self.tests, NEWS), (self.tests_here, "already here")),
            *counts_in_words("other record", (self.others, NEWS)),
        ]
        return ", ".join(said) or "nothing new"


def counts_in_words(noun: str, *counts: tuple[int, str]) -> Iterator[str]:
    """Yields "12 sessions new", "3 newer": the noun stands with the first alone."""
    some = [(number, what) for number, what in counts if number]
    for place, (number, what) in enumerate(some):
        yield f"{number if place else counted(number, noun)} {what}"


def merge_result(ours: Tables, theirs: Tables) -> tuple[Pending, MergeResult]:
    """Returns the documents to save so that our tables contain theirs, and their count."""
    once = merged(theirs)
    changed = changes(ours, merged(ours, once))
    present = _by_key(ours)
    of_tables = {
        name: Counter(
            _fate(name, each, present.get(name, {}), changed, present.get(QUARANTINE, {}))
            for each in stored_in(table).values()
        )
        for name, table in once.items()
        if name != META
    }
    news = {name: each["new"] + each["newer"] + each["deleted"] for name, each in of_tables.items()}
    sessions, runs, tests = (of_tables.get(name, Counter[str]()) for name in COUNTED_APART)
    return changed, MergeResult(
        new=sessions["new"],
        newer=sessions["newer"],
        deleted=sessions["deleted"],
        here=sessions["here"],
        kept=sessions["kept"],
        runs=news.get("runs", 0),
        runs_here=runs["here"],
        tests=news.get("tests", 0),
        tests_here=tests["here"],
        others=sum(news[name] for name in news if name not in (*COUNTED_APART, QUARANTINE)),
    )


def changes(ours: Tables, united: Tables) -> Pending:
    """Returns merged documents that differ, by table and id; without an id, in quarantine."""
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
    """Returns what became of this document; "" of a mark of deletion that changes nothing."""
    key = key_of(held)
    document = document_in(held)
    unchanged = "" if is_deleted(document) else "here"
    if key in present and _is_same(present[key], held):
        return unchanged
    if _is_same(changed.get((name, str(key))), document):
        if key not in present:
            return "new" if unchanged else ""
        return "deleted" if is_deleted(document) else "newer"
    if key not in present or is_deleted(document):
        return unchanged
    return "here" if quarantined(name, document, SUPERSEDED)["id"] in quarantine else "kept"


def _different(
    name: str, table: Mapping[str, Any], present: Mapping[Key, Any]
) -> Iterator[tuple[str, Document]]:
    for held in stored_in(table).values():
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
        name: {key_of(held): held for held in stored_in(table).values()}
        for name, table in tables.items()
    }
