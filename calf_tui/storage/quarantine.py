"""What is kept of a document that could not stay where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

import msgspec

from calf_tui.storage.instants import BEGINNING, is_instant

if TYPE_CHECKING:
    from calf_tui.storage.codec import Document

QUARANTINE = "quarantine"
"""The table of these documents."""


def quarantined(table: str, document: object, reason: str) -> Document:
    """The document of the quarantine that keeps another one, whole.

    The same document of the same table has the same id on every machine, and everything else
    here follows from it and the reason, so that none is kept twice.
    """
    updated = document.get("updated_at") if isinstance(document, dict) else None
    return {
        "id": str(uuid5(NAMESPACE_OID, f"{table} {content_of(document).decode()}")),
        "table": table,
        "reason": reason,
        "document": document,
        "updated_at": updated if is_instant(updated) else BEGINNING,
    }


def content_of(document: object) -> bytes:
    """The same bytes for the same content, in whatever order its fields are."""
    return msgspec.json.encode(document, order="sorted")
