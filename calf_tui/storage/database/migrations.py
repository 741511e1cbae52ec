"""Migrations: the steps from one version of the documents to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from calf_tui.storage.database.table import Tables
    from calf_tui.storage.records.codec import Document

    Step: TypeAlias = Callable[[Document], Document]
    Migrations: TypeAlias = Mapping[int, Mapping[str, Step]]

FIRST_VERSION = 1
MIGRATIONS: Migrations = {}
"""The steps by the version they start from, from the first version on without gaps. A step is a
pure function from a document to its next version, for each table that changes; it raises KeyError,
TypeError or ValueError if it cannot read the document.

The lines of a journal are migrated one by one, so a step uses only its document. Marks of deletion
and documents in quarantine never change their form.
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
