"""Computes the next data file from the present one and the documents in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from calf_tui.core.text.formatting import count as counted
from calf_tui.storage.database.table import Table
from calf_tui.storage.records.timestamps import instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from calf_tui.storage.database.table import Pending, Tables


class CompactionResult(NamedTuple):
    """The tables to write, and the number of documents that were moved to quarantine."""

    tables: dict[str, Table]
    moved: int = 0


def quarantine_notice(moved: int) -> str:
    """Returns the notice about documents that were moved to quarantine."""
    were, are = ("was", "is") if moved == 1 else ("were", "are")
    return (
        f"{counted(moved, 'record')} {were} not understood and {are} kept in quarantine; "
        "`calf-tui check` tells which."
    )


def put_all(tables: Tables, documents: Pending) -> dict[str, Table]:
    """Returns the tables with these documents added; `meta` has only one document."""
    after = {name: Table.of(each) for name, each in tables.items()}
    for (name, _), document in documents.items():
        if name == "meta":
            after[name] = Table({"1": document})
        else:
            after.setdefault(name, Table()).put(document)
    return after


def compacted(
    present: Tables, pending: Pending, lines: Mapping[str, int], *, sift: bool
) -> CompactionResult:
    """Returns the present tables with the pending documents; `lines` are noted in `meta`.

    `lines` holds the last line of each journal that is in the tables. With `sift`, every document
    is checked; documents with the same id are found in any case.
    """
    tables, moved = put_all(present, pending), 0
    if sift or any(each.has_duplicates for each in tables.values()):
        from calf_tui.storage.recovery.quarantine import quarantine_invalid  # rarely needed

        before = quarantine_invalid(present)  # first, as pending documents replace duplicates
        after = quarantine_invalid({**put_all(before.tables, pending)})
        tables, moved = put_all(after.tables, {}), before.moved + after.moved
    meta = tables["meta"]
    for number, document in meta.items():
        if isinstance(document, dict):
            meta[number] = {**document, "folded": lines}
    return CompactionResult(tables, moved)


def holds_records(tables: Mapping[str, Any] | None) -> bool:
    """Returns whether the tables hold more than `meta`."""
    return any(table for name, table in (tables or {}).items() if name != "meta")


def new_tables(now: datetime, version: int) -> Tables:
    """Returns the tables of a new data file, which has only `meta`."""
    made = instant(now)
    meta = {"id": str(uuid4()), "schema_version": version, "created_at": made, "updated_at": made}
    return {"meta": Table({"1": meta})}
