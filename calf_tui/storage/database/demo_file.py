"""The data file of a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.documents.codec import session_document
from calf_tui.documents.record_tables import document_of
from calf_tui.documents.timestamps import instant
from calf_tui.storage.database.schema import SCHEMA_VERSION, bytes_of
from calf_tui.storage.database.table import numbered

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from calf_tui.core.records.demo_history import Demo


def write_demo(path: Path, demo: Demo, now: datetime) -> None:
    """Writes the demo's records where no file is."""
    created = {"schema_version": SCHEMA_VERSION, "created_at": instant(now)}
    tables = {
        "meta": numbered([created]),
        "sessions": numbered(map(session_document, demo.sessions)),
        "targets": numbered(map(document_of, demo.targets)),
        "pauses": numbered(map(document_of, demo.pauses)),
        "tests": numbered(map(document_of, demo.tests)),
    }
    path.write_bytes(bytes_of(tables))
