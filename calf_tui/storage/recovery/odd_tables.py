"""Tables that TinyDB reads and we would not: edited by hand, or written by another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.storage.database.schema import is_document_number, is_table
from calf_tui.storage.database.table import Table
from calf_tui.storage.recovery.quarantine import RECORDS
from calf_tui.storage.sync.merge import META, QUARANTINE, quarantined

if TYPE_CHECKING:
    from collections.abc import Mapping


class MendedTables(NamedTuple):
    """The content with tables only; how many documents have another number, and how many parts
    that are no table went to the quarantine.
    """

    content: object
    renumbered: int = 0
    quarantined: int = 0


def with_tables_only(content: object) -> MendedTables:
    """Gives documents numbers, and takes what is no table aside.

    A table of ours that is none stays as it is: then the file is damaged.
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
    """Those without a number have the next ones after the highest."""
    numbers = [int(key) for key in table if is_document_number(key)]
    after = max(numbers, default=0)
    kept = {key: each for key, each in table.items() if is_document_number(key)}
    odd = [each for key, each in table.items() if not is_document_number(key)]
    return {**kept, **{str(after + place): each for place, each in enumerate(odd, 1)}}
