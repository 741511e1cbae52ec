"""Migrations: the steps from one version of the documents to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from calf_tui.documents.codec import Document
    from calf_tui.storage.database.table import Tables

    Step: TypeAlias = Callable[[Document], Document]
    Migrations: TypeAlias = Mapping[int, Mapping[str, Step]]

FIRST_VERSION = 1
MIGRATIONS: Migrations = {1: {}}
"""By the version that is left, from the first on without a gap: for each table that changes, the
pure step from a document to its next form, which fails with KeyError, TypeError or ValueError.

The lines of a journal are migrated one by one, so a step looks at nothing but its document. Marks
of deletion, and what is in quarantine, have one form for ever. Version 2 has more tables: runs,
loads, profile and plan.
"""


def version_after(migrations: Migrations) -> int:
    """Returns the version after these migrations."""
    return FIRST_VERSION + len(migrations)


def migrated(document: Any, table: str, version: int, migrations: Migrations) -> Any:
    """Returns a document of `version` in the form of the newest version.

    A document that a step cannot read stays as it is, and is then not a valid record.
    """
    after = document
    for number in range(version, version_after(migrations)):
        step = migrations[number].get(table)
        if step is None or not isinstance(after, dict) or after.get("deleted") is True:
            continue
        try:
            after = step(after)
        except (KeyError, TypeError, ValueError):
            return document
    return after


def migrated_tables(tables: Tables, version: int, migrations: Migrations) -> Tables:
    """Returns new tables in the form and with the number of the newest version."""
    changing = {name for number, steps in migrations.items() if number >= version for name in steps}
    after = {
        name: {
            number: migrated(document, name, version, migrations)
            for number, document in table.items()
        }
        if name in changing
        else table
        for name, table in tables.items()
    }
    newest = version_after(migrations)
    after["meta"] = {
        number: {**document, "schema_version": newest}
        if isinstance(document, dict) and "schema_version" in document
        else document
        for number, document in after["meta"].items()
    }
    return after
