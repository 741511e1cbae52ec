"""Repairs tables that only TinyDB can read: edited by hand, or written by another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.storage.database.schema import is_document_number, is_table
from calf_tui.storage.database.table import Table
from calf_tui.storage.recovery.quarantine import RECORDS
from calf_tui.storage.sync.merge import META, QUARANTINE, quarantined

if TYPE_CHECKING:
    from collections.abc import Mapping


class MendedTables(NamedTuple):
    """The content with tables only.

    `renumbered` counts the documents with a new number, `quarantined` the parts that were not
    tables and are in quarantine now.
    """

    content: object
    renumbered: int = 0
    quarantined: int = 0


def with_tables_only(content: object) -> MendedTables:
    """Numbers all documents, and moves parts that are not tables to quarantine.

    A part with the name of one of our tables stays as it is: then the file is damaged.
    """
    if not isinstance(content, dict) or all(map(is_table, content.values())):
        return MendedTables(content)
    tables: dict[str, object] = {}
    aside: list[object] = []
    renumbered = 0
    for name, table in content.items():
        if isinstance(table, dict | Table):
            odd = sum(not is_document_number(key) for key in table)
            renumbered += odd
            tables[name] = _numbered(table) if odd else table
        elif name in RECORDS or name in (META, QUARANTINE):
            tables[name] = table
        else:
            aside.append(quarantined(name, table, "it is no table"))
    if aside:
        kept = tables.get(QUARANTINE, {})
        if isinstance(kept, dict | Table):
            ids = [each.get("id") for each in kept.values() if isinstance(each, dict)]
            new = [each for each in aside if isinstance(each, dict) and each["id"] not in ids]
            tables[QUARANTINE] = _numbered({**kept, **{f"new {n}": e for n, e in enumerate(new)}})
    return MendedTables(tables, renumbered, len(aside))


def _numbered(table: Mapping[str, object]) -> dict[str, object]:
    """Returns a table in which documents without a number follow the highest number."""
    numbers = [int(key) for key in table if is_document_number(key)]
    after = max(numbers, default=0)
    kept = {key: each for key, each in table.items() if is_document_number(key)}
    odd = [each for key, each in table.items() if not is_document_number(key)]
    return {**kept, **{str(after + place): each for place, each in enumerate(odd, 1)}}
