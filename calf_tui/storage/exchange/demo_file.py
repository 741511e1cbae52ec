"""Writes the data file of the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.database.schema import SCHEMA_VERSION, bytes_of
from calf_tui.storage.records.codec import (
    heel_rise_document,
    pause_document,
    session_document,
    target_document,
)
from calf_tui.storage.records.timestamps import instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from calf_tui.core.records.demo_history import Demo


def write_demo(path: Path, demo: Demo, now: datetime) -> None:
    """Writes the demo's records to a new data file."""
    created = {"schema_version": SCHEMA_VERSION, "created_at": instant(now)}
    tables = {
        "meta": _numbered([created]),
        "sessions": _numbered(map(session_document, demo.sessions)),
        "targets": _numbered(map(target_document, demo.targets)),
        "pauses": _numbered(map(pause_document, demo.pauses)),
        "tests": _numbered(map(heel_rise_document, demo.tests)),
    }
    path.write_bytes(bytes_of(tables))


def _numbered(documents: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {str(number): each for number, each in enumerate(documents, 1)}
