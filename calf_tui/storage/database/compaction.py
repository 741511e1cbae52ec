"""Computes the next data file from the present one and the documents in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from calf_tui.core.text.formatting import count as counted
from calf_tui.serialization.codec import instant
from calf_tui.storage.database.document_table import CheckedTables, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from calf_tui.storage.database.document_table import Pending, Tables


GENERATION = "generation"
"""What `meta` says of each data file alone: it differs where two machines number lines alike."""


def quarantine_notice(moved: int, shown: int = 0) -> str:
    """What is said once about documents that were moved; `shown` are sessions that were in use."""
    were, are = ("was", "is") if moved == 1 else ("were", "are")
    among = f", {counted(shown, 'session')} shown until now among them" if shown else ""
    return (
        f"{counted(moved, 'record')} {were} not understood and {are} kept in quarantine{among}; "
        "`calf-tui check` tells which."
    )


def with_documents(tables: Tables, documents: Pending) -> dict[str, Table]:
    """Returns the tables with these documents added; `meta` has only one document."""
    after = {name: Table.of(each) for name, each in tables.items()}
    for (name, _), document in documents.items():
        if name == "meta":
            after[name] = Table({"1": document})
        else:
            after.setdefault(name, Table()).put(document)
    return after


def compacted(
    present: Tables, pending: Pending, lines: Mapping[str, int], *, is_check_due: bool
) -> CheckedTables:
    """Returns the present tables with the pending documents; `lines` are noted in `meta`.

    `lines` holds the last line of each journal that is in the tables. If `is_check_due`, every
    document is checked; documents with the same id are found in any case.
    """
    tables, moved, shown = with_documents(present, pending), 0, 0
    if is_check_due or any(each.has_duplicates for each in tables.values()):
        from calf_tui.storage.database.record_quarantine import quarantine_invalid  # rarely needed

        before = quarantine_invalid(present)  # first, as pending documents replace duplicates
        after = quarantine_invalid({**with_documents(before.tables, pending)})
        tables, moved = with_documents(after.tables, {}), before.moved + after.moved
        shown = before.shown + after.shown
    meta = tables["meta"]
    for number, document in meta.items():
        if isinstance(document, dict):
            meta[number] = {**document, "folded": lines, GENERATION: uuid4().hex[:12]}
    return CheckedTables(tables, moved, shown)


def holds_records(tables: Mapping[str, Any] | None) -> bool:
    """Returns whether the tables hold more than `meta`."""
    return any(table for name, table in (tables or {}).items() if name != "meta")


def new_tables(now: datetime, version: int) -> Tables:
    """Returns the tables of a new data file, which has only `meta`."""
    made = instant(now)
    meta = {"id": str(uuid4()), "schema_version": version, "created_at": made, "updated_at": made}
    return {"meta": Table({"1": meta})}
